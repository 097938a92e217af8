import type { ReactNode } from 'react'
import { Mark } from './mark'

/** A page with one message: not found, broken, no company. */
export function MessagePage({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-start gap-4 px-5 py-16 sm:py-24">
      <Mark className="-ml-3 size-10" />
      <h1 className="text-2xl font-semibold tracking-tight">{title}</h1>
      <div className="text-ink-muted">{children}</div>
      {action}
    </div>
  )
}
