import 'server-only'
import type { OrgContext } from '@/lib/orgs/context'
import { can, canRefundPart } from '@/lib/orgs/roles'
import { getPayment, type PaymentDetail } from './queries'
import { alertsOf } from './rules/alerts'
import { isEmailTrue } from './rules/email-truth'
import { offersFor } from './rules/offers'
import { hasOpenReversal } from './rules/reversal'
import { describeEarlier } from './words/dialog/repeat-words'
import { describePayment } from './words/payment-view'
import { incompleteRefund } from './words/reversal/incomplete-refund'
import { resultOf, reversalWords } from './words/reversal/reversal-words'
import { standingSentence } from './words/standing'
import { buildTimeline } from './words/timeline/timeline'

type Who = Pick<OrgContext, 'org' | 'role' | 'user'>

/** Everything that a payment's page shows this person at `at`; null when there is no such payment. */
export async function getPaymentPage(who: Who, id: string, at: Date) {
  const payment = await getPayment(who.org.id, id)
  return payment && describePaymentPage(payment, who, at)
}

function describePaymentPage(payment: PaymentDetail, who: Who, at: Date) {
  const { org, role } = who
  const { timeZone } = org
  const { id, method, status, reversals, charges, firstPayment } = payment
  const alerts = alertsOf(payment, role, at)
  return {
    payment,
    timeZone,
    standing: standingSentence(payment, timeZone, at),
    words: describePayment(payment, timeZone, at).words,
    /** The first payment, where PaySimple took this one for a repeat. */
    earlier: firstPayment && describeEarlier(firstPayment, timeZone),
    alerts,
    reversalWords: alerts.reversal && reversalWords(alerts.reversal.row, payment),
    incompleteRefunds: reversals.flatMap((reversal) => incompleteRefund(reversal, status, charges) ?? []),
    mayRefund: can(role, 'payments:refund'),
    mayChargeAgain: canRefundPart(role),
    offers: offersFor(payment, who, timeZone, at),
    /** Emails that failed or may not have arrived, for who may send them. */
    undelivered: can(role, 'emails:send')
      ? payment.emails
          .filter(({ attentionAt }) => attentionAt !== null)
          .map(({ id: emailId, kind, to, status: state, lastError }) => ({
            ...{ id: emailId, kind, to, status: state, lastError, paymentId: id },
            canSend: isEmailTrue(kind, status),
          }))
      : [],
    /** What a check with PaySimple needs to know. */
    check: { paymentId: id, method, status, reversing: hasOpenReversal(reversals) },
    latestReversal: latestReversal(payment),
    timeline: buildTimeline(payment, timeZone, at),
  }
}

export type PaymentPage = ReturnType<typeof describePaymentPage>

/** The result of the newest void or refund as it stands now, for the dialog that requested it. */
function latestReversal(payment: PaymentDetail) {
  const reversal = payment.reversals.at(-1)
  if (!reversal) return null
  const charge = payment.charges.find(({ id }) => id === reversal.rechargeId) ?? null
  return { id: reversal.id, result: resultOf(reversal, payment, charge) }
}
