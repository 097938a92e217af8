import { randomUUID } from 'node:crypto'
import { FirstPayment } from '@/components/payments/dialog/first-payment'
import { DuplicateCharge } from '@/components/payments/record/duplicate-charge'
import { IncompleteRefund } from '@/components/payments/record/incomplete-refund-alert'
import { Alert } from '@/components/ui/alert'
import type { PaymentPage } from '@/lib/payments/payment-page'
import { lastCheckSentence } from '@/lib/payments/words/check-words'
import { acceptIncompleteRefundAction, completePartialRefundAction } from '../actions'
import { UndeliveredEmail } from '../undelivered-email'
import { CheckNow, DecideReversal, UnconfirmedPayment } from './decide-payment'

type Props = { orgSlug: string; page: PaymentPage }

/** What is wrong with a payment, or unconfirmed. */
export function PaymentAlerts({ orgSlug, page }: Props) {
  const { payment, timeZone, words, earlier, alerts, reversalWords, incompleteRefunds, check, undelivered } = page
  const { mayRefund, mayChargeAgain } = page
  const { amountCents, lastAskedAt } = payment
  const { unconfirmed, isNotCharged, secondCharges: duplicates, reversal } = alerts
  const first = earlier && (
    <div className="my-2">
      <FirstPayment orgSlug={orgSlug} earlier={earlier} />
    </div>
  )
  return (
    <>
      {words && unconfirmed && (
        <UnconfirmedPayment
          {...{ ...check, orgSlug, amountCents, ...words }}
          lastCheck={lastCheckSentence(lastAskedAt, timeZone)}
          stuck={unconfirmed.isStuck}
          mayCheck={unconfirmed.mayCheck}
          mayDecidePayment={unconfirmed.mayDecide}
        >
          {first}
        </UnconfirmedPayment>
      )}
      {words && isNotCharged && (
        <Alert tone="info" title={words.title}>
          <p>
            {words.what} {words.next}
          </p>
          {first}
        </Alert>
      )}
      {duplicates.map((duplicate) => (
        <DuplicateCharge key={duplicate.id} orgSlug={orgSlug} duplicate={duplicate} />
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
            <DecideReversal
              {...{ orgSlug, reversalId: reversal.row.id, kind: reversal.row.kind, amountCents }}
              mayDecidePayment={reversal.unconfirmed.mayDecide}
            />
          )}
        </Alert>
      )}
      {incompleteRefunds.map((incomplete) => (
        <IncompleteRefund
          key={incomplete.reversalId}
          {...{ orgSlug, incomplete, amountCents, mayRefund, mayChargeAgain }}
          account={`${payment.accountLabel} ${payment.lastFour}`}
          completePartialRefund={completePartialRefundAction}
          acceptIncompleteRefund={acceptIncompleteRefundAction}
        />
      ))}
      {undelivered.map(({ canSend, ...email }) => (
        <UndeliveredEmail key={email.id} {...{ orgSlug, email, canSend }} requestId={randomUUID()} />
      ))}
    </>
  )
}
