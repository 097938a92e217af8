import { clsx } from 'clsx'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

export type StatusTone = 'neutral' | 'success' | 'warning' | 'danger'

const TONES: Record<StatusTone, string> = {
  neutral: 'border-hairline bg-sheet text-ink-muted',
  success: 'border-transparent bg-success-wash text-success',
  warning: 'border-transparent bg-warning-wash text-warning',
  danger: 'border-transparent bg-danger-wash text-danger',
}

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
    <span
      className={clsx(
        'inline-flex items-center gap-1.5 rounded-full border px-2.5 py-0.5 text-sm font-medium whitespace-nowrap',
        TONES[tone],
        className,
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      {children}
    </span>
  )
}
