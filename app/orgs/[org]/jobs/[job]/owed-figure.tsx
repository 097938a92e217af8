import { CircleCheck } from 'lucide-react'
import { Money } from '@/components/ui/money'
import type { Balance } from '@/lib/payments/balance'

/** What is owed: the largest thing on a job. */
export function OwedFigure({ balance, hasDocument }: { balance: Balance; hasDocument: boolean }) {
  const { totalCents, paidCents, checkingCents, owedCents } = balance
  if (!hasDocument && totalCents + paidCents + checkingCents === 0)
    return <p className="text-ink-muted">Nothing is owed before there is a proposal.</p>
  const paidInFull = owedCents === 0 && checkingCents === 0 && paidCents > 0
  return (
    <div className="sm:text-right">
      <p className="text-sm text-ink-muted">Owed</p>
      <p className="text-4xl leading-tight font-semibold tracking-tight sm:text-5xl">
        <Money cents={owedCents} />
      </p>
      <p className="text-sm text-ink-muted">
        {paidCents + checkingCents === 0 ? (
          'Nothing paid yet'
        ) : (
          <>
            of <Money cents={totalCents} />
          </>
        )}
        {paidCents > 0 && !paidInFull && (
          <>
            {' · '}
            <Money cents={paidCents} /> paid
          </>
        )}
        {checkingCents > 0 && (
          <>
            {' · '}
            <Money cents={checkingCents} /> being checked
          </>
        )}
        {paidInFull && (
          <span className="ml-2 inline-flex items-center gap-1 font-medium text-success">
            <CircleCheck aria-hidden className="size-4" />
            Paid in full
          </span>
        )}
      </p>
    </div>
  )
}
