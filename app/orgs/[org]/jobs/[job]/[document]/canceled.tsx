import { randomUUID } from 'node:crypto'
import { Link } from '@/components/link'
import { PaymentPill } from '@/components/payments/record/payment-pill'
import { PressButton } from '@/components/press-button'
import { Alert } from '@/components/ui/alert'
import { Money } from '@/components/ui/money'
import type { CanceledAgreement } from '@/lib/canceling/read-canceled'
import { BY_HAND, noticeWords, progressWords, refundDueWords } from '@/lib/canceling/words'
import { dayOf, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { OrgRole } from '@/lib/orgs/roles'
import { offersFor } from '@/lib/payments/rules/offers'
import { hasOpenReversal } from '@/lib/payments/rules/reversal'
import { isNotCharged } from '@/lib/payments/rules/status'
import { recordedName } from '@/lib/payments/words/recorded-words'
import { hintSentence } from '@/lib/payments/words/reversal/reversal-words'
import { businessDaysLeft } from '@/lib/states/cancel-by'
import { refundCanceledAction } from './actions'

type Props = {
  orgSlug: string
  timeZone: string
  at: Date
  canceled: CanceledAgreement
  who: { role: OrgRole; user: { id: string } }
}

/** How an agreement was canceled, and what is still refunded: one press for each payment, until it's done. */
export function Canceled({ orgSlug, timeZone, at, canceled, who }: Props) {
  const { notice, canceledAt, recordedByName, by, progress, payments, entries } = canceled
  const { totalCents, refundedCents, checkingCents } = progress
  const isDone = refundedCents === totalCents && checkingCents === 0
  const today = dayOf(at, timeZone)
  const isOverdue = !isDone && today > by
  const tone = totalCents + checkingCents === 0 ? 'info' : isDone ? 'success' : isOverdue ? 'danger' : 'warning'
  const title =
    totalCents + checkingCents === 0
      ? 'Canceled. Nothing was paid, so there is nothing to refund'
      : `Canceled. ${progressWords(progress)}`
  return (
    <section aria-labelledby="canceled" className="flex flex-col gap-4 border-t pt-6">
      <h3 id="canceled" className="text-lg font-semibold tracking-tight">
        Cancellation
      </h3>
      <Alert tone={tone} title={title}>
        <p>{`${noticeWords(notice)}. Recorded by ${recordedByName}, ${formatInstant(canceledAt, timeZone)}.`}</p>
        {notice.reason && <p className="wrap-anywhere">{`Why: “${notice.reason}”`}</p>}
        {!isDone && <p className="font-medium">{refundDueWords(by, today, businessDaysLeft(today, by))}</p>}
        {checkingCents > 0 && (
          <p>{`${formatCents(checkingCents)} isn’t confirmed yet. If it was charged, it’s refunded, too.`}</p>
        )}
      </Alert>
      <ul className="flex flex-col">
        {payments
          .filter(({ status }) => !isNotCharged(status))
          .map((payment) => (
            <li key={payment.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t py-3">
              <div className="min-w-0">
                <p className="wrap-anywhere">
                  <Link className="text-link" href={`/orgs/${orgSlug}/payments/${payment.id}`}>
                    <Money cents={payment.amountCents} className="font-medium" />
                    {` · ${payment.accountLabel} ending in ${payment.lastFour}`}
                  </Link>
                </p>
                <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted">
                  <PaymentPill payment={payment} />
                  {hasOpenReversal(payment.reversals) && 'Void or refund under way'}
                </div>
              </div>
              <Refund {...{ orgSlug, timeZone, at, who, payment }} />
            </li>
          ))}
        {entries.map((entry) => (
          <li key={entry.id} className="flex flex-col gap-1 border-t py-3">
            <p>
              <Link className="text-link" href={`/orgs/${orgSlug}/payments/recorded/${entry.id}`}>
                <Money cents={entry.amountCents} className="font-medium" />
                {` · ${recordedName(entry)}`}
              </Link>
            </p>
            <p className="max-w-prose text-sm text-ink-muted">
              {entry.reversedAt === null ? BY_HAND : 'Refunded by hand.'}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

type RefundProps = Omit<Props, 'canceled'> & { payment: CanceledAgreement['payments'][number] }

/** The one press that voids or refunds a payment, or why there is none now. */
function Refund({ orgSlug, timeZone, at, who, payment }: RefundProps) {
  const { reverse, hint } = offersFor(payment, who, timeZone, at)
  const amount = formatCents(payment.amountCents)
  if (reverse)
    return (
      <PressButton
        variant="primary"
        data-moves-money
        action={refundCanceledAction}
        orgSlug={orgSlug}
        input={{ paymentId: payment.id, reversalId: randomUUID() }}
      >
        {reverse === 'void' ? `Void ${amount}` : `Refund ${amount}`}
      </PressButton>
    )
  return hint && <p className="max-w-prose text-sm text-ink-muted">{hintSentence(hint, timeZone)}</p>
}
