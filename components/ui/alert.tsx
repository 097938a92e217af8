import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'
import { CircleAlert, CircleCheck, Info, TriangleAlert } from '@/components/icons/ui'

export type AlertTone = 'info' | 'success' | 'warning' | 'danger'

const TONES = {
  info: { icon: Info, word: 'Note', box: 'border-ink bg-sheet', ink: 'text-ink' },
  success: { icon: CircleCheck, word: 'Done', box: 'border-success bg-success-wash', ink: 'text-success' },
  warning: { icon: TriangleAlert, word: 'Careful', box: 'border-warning bg-warning-wash', ink: 'text-warning' },
  danger: { icon: CircleAlert, word: 'Problem', box: 'border-danger bg-danger-wash', ink: 'text-danger' },
} as const

type AlertProps = Omit<ComponentProps<'div'>, 'title'> & {
  /** success, warning and danger are for the state of money. Everything else is info. */
  tone: AlertTone
  title: ReactNode
  /** What the icon says, where the page isn't in English. */
  toneWord?: string
  children?: ReactNode
}

/**
 * A short message that matters now. It announces nothing on its own: give it `role="alert"` (or "status") when it
 * appears after an action, or move the focus to it.
 */
export function Alert({ tone, title, toneWord, children, className, ...props }: AlertProps) {
  const { icon: Icon, word, box, ink } = TONES[tone]
  return (
    <div {...props} className={clsx('flex gap-3 rounded-md border-l-4 px-4 py-3', box, className)}>
      <Icon aria-label={toneWord ?? word} className={clsx('mt-0.5 size-5 shrink-0', ink)} />
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p className={clsx('font-semibold', ink)}>{title}</p>
        {children && <div className="mt-1">{children}</div>}
      </div>
    </div>
  )
}
