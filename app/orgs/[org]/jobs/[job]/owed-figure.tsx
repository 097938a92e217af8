import { PaidNote } from '@/components/payments/record/paid-note'
import { Money } from '@/components/ui/money'
import type { Balance } from '@/lib/payments/rules/balance'
import { paidWords } from '@/lib/payments/words/sentences'

type Props = { balance: Balance; hasDocument: boolean; isCanceled: boolean }

/** What the customer still owes: the largest figure on a job. */
export function OwedFigure({ balance, hasDocument, isCanceled }: Props) {
  const { totalCents, paidCents, checkingCents, owedCents } = balance
  if (!hasDocument && totalCents + paidCents + checkingCents === 0)
    return <p className="text-ink-muted">Nothing is due until there’s a proposal.</p>
  return (
    <div>
      <p className="text-sm text-ink-muted">Balance due</p>
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
        {paidCents > 0 && paidWords(balance) === null && (
          <>
            {' · '}
            <Money cents={paidCents} /> paid
          </>
        )}
        {checkingCents > 0 && (
          <>
            {' · '}
            Confirming <Money cents={checkingCents} />
          </>
        )}
        <PaidNote {...{ balance, isCanceled }} className="ml-2" />
      </p>
    </div>
  )
}
