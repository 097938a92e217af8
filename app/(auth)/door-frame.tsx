import type { ReactNode } from 'react'
import { Link } from '@/components/link'
import { Mark } from '@/components/mark'

type Props = {
  title: string
  /** Under the title. */
  lead?: ReactNode
  children?: ReactNode
  /** At the end. Left out: the way to sign in, or on for who has. */
  foot?: ReactNode
  isSignedIn?: boolean
}

export const FOOT_LINK = 'inline-flex min-h-11 items-center text-link underline underline-offset-3'

/** A page for people who aren't in: the plumb line, a title, and one thing to do. */
export function DoorFrame({ title, lead, children, foot, isSignedIn = false }: Props) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-md flex-col px-5 pb-12">
      <div className="ml-[4.25px] h-[min(10vh,6rem)] w-[1.5px] bg-ink" />
      <Mark className="-mt-px -ml-[9px] size-7" />
      <h1 className="mt-5 wrap-anywhere text-2xl font-semibold tracking-tight">{title}</h1>
      {lead && <div className="mt-2 flex flex-col gap-3 wrap-anywhere text-ink-muted">{lead}</div>}
      <div className="mt-6 flex flex-col gap-5">{children}</div>
      <p className="mt-10 text-sm">
        {foot ?? (
          <Link href={isSignedIn ? '/' : '/sign-in'} className={FOOT_LINK}>
            {isSignedIn ? 'Go to Plumbline' : 'Go to sign in'}
          </Link>
        )}
      </p>
    </main>
  )
}
