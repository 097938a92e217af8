import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import type { Icon } from '@/components/icons/icon'

export type StatusTone = 'neutral' | 'success' | 'warning' | 'danger'

type StatusPillProps = {
  /** Colors are for the state of money. A document's stage is neutral. */
  tone: StatusTone
  /** A lucide icon: `icon={CircleCheck}`. */
  icon: Icon
  /** The word. Never a color or icon alone. */
  children: ReactNode
  className?: string
}

export function StatusPill({ tone, icon: Icon, children, className }: StatusPillProps) {
  return (
    <span className={clsx('pill', `pill-${tone}`, className)}>
      <Icon />
      {children}
    </span>
  )
}
