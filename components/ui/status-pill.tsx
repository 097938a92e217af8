import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type StatusTone = 'neutral' | 'success' | 'warning' | 'danger'

type StatusPillProps = {
  /** Colors are for the state of money. A document's stage is neutral. */
  tone: StatusTone
  /** A lucide icon: `icon={CircleCheck}`. */
  icon: LucideIcon
  /** The word. Never a color or icon alone. */
  children: ReactNode
  className?: string
}

export function StatusPill({ tone, icon: Icon, children, className }: StatusPillProps) {
  return (
    <span className={clsx('pill', `pill-${tone}`, className)}>
      <Icon aria-hidden />
      {children}
    </span>
  )
}
