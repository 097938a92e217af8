import { clsx } from 'clsx'
import { CircleCheck, TriangleAlert } from '@/components/icons/ui'
import type { Balance } from '@/lib/payments/rules/balance'
import { paidWords } from '@/lib/payments/words/sentences'

type Props = {
  balance: Balance
  /** The job's agreement was canceled: what is paid is refunded. */
  isCanceled?: boolean
  className?: string
}

/** Says that a job is paid or overpaid. Nothing while something is owed or unconfirmed. */
export function PaidNote({ balance, isCanceled = false, className }: Props) {
  const words = paidWords(balance, isCanceled)
  if (words === null) return null
  const isTooMuch = balance.overpaidCents > 0
  const Icon = isTooMuch ? TriangleAlert : CircleCheck
  const ink = isTooMuch ? 'text-warning' : 'text-success'
  return (
    <span className={clsx('inline-flex items-center gap-1 align-bottom font-medium', ink, className)}>
      <Icon className="size-4 shrink-0" />
      {words}
    </span>
  )
}
