import { FirstPayment } from '@/components/payments/dialog/first-payment'
import { IncompleteRefund } from '@/components/payments/record/incomplete-refund-alert'
import { SecondCharge } from '@/components/payments/record/second-charge'
import { Alert } from '@/components/ui/alert'
import { formatInstant } from '@/lib/dates'
import type { PaymentPage } from '@/lib/payments/payment-page'
import { acceptIncompleteRefundAction, completePartialRefundAction } from '../actions'
import { CheckNow, Doubt, ReversalDoubt } from './decide-payment'

type Props = { orgSlug: string; page: PaymentPage }

/** What is wrong, or not known. */
export function PaymentAlerts({ orgSlug, page }: Props) {
  const { payment, timeZone, words, earlier, alerts, reversalWords, incompleteRefunds, mayRefund, check } = page
  const { amountCents, lastAskedAt } = payment
  const { unconfirmed, isNotCharged, secondCharges, reversal } = alerts
  const first = earlier && (
    <div className="my-2">
      <FirstPayment orgSlug={orgSlug} earlier={earlier} />
    </div>
  )
  return (
    <>
      {words && unconfirmed && (
        <Doubt
          {...{ ...check, orgSlug, amountCents, ...words }}
          asked={
            lastAskedAt
              ? `PaySimple last answered on ${formatInstant(lastAskedAt, timeZone)}, without a clear result. Plumbline checks again automatically.`
              : 'PaySimple hasn’t answered yet. Plumbline checks again automatically.'
          }
          stuck={unconfirmed.isStuck}
          mayAsk={unconfirmed.mayCheck}
          mayDecidePayment={unconfirmed.mayDecide}
        >
          {first}
        </Doubt>
      )}
      {words && isNotCharged && (
        <Alert tone="info" title={words.title}>
          <p>
            {words.what} {words.next}
          </p>
          {first}
        </Alert>
      )}
      {secondCharges.map((duplicate) => (
        <SecondCharge key={duplicate.id} orgSlug={orgSlug} duplicate={duplicate} />
      ))}
      {reversal && reversalWords && (
        <Alert tone={reversal.unconfirmed ? 'warning' : 'info'} title={reversalWords.title}>
          <p>
            {reversalWords.what} {reversalWords.next}
          </p>
          {reversal.unconfirmed?.mayCheck && (
            <div className="mt-3">
              <CheckNow {...check} orgSlug={orgSlug} primary />
            </div>
          )}
          {reversal.unconfirmed?.isStuck && (
            <ReversalDoubt
              {...{ orgSlug, reversalId: reversal.row.id, kind: reversal.row.kind, amountCents }}
              mayDecidePayment={reversal.unconfirmed.mayDecide}
            />
          )}
        </Alert>
      )}
      {incompleteRefunds.map((incomplete) => (
        <IncompleteRefund
          key={incomplete.reversalId}
          {...{ orgSlug, incomplete, amountCents, mayRefund }}
          account={`${payment.accountLabel} ${payment.lastFour}`}
          completePartialRefund={completePartialRefundAction}
          acceptIncompleteRefund={acceptIncompleteRefundAction}
        />
      ))}
    </>
  )
}
