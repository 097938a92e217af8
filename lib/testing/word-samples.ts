import { computeBalance } from '@/lib/payments/rules/balance'
import type { OfferHint } from '@/lib/payments/rules/offers'
import type { IncompleteKind } from '@/lib/payments/rules/partial-refund'
import { describeEarlier } from '@/lib/payments/words/dialog/repeat-words'
import * as views from '@/lib/payments/words/payment-view'
import * as reasons from '@/lib/payments/words/reasons'
import * as timeline from '@/lib/payments/words/timeline/timeline'
import type { Email, Payment, PaymentEvent, Reversal } from '@/prisma/generated/client'
import {
  EmailKind,
  EmailStatus,
  PaymentMethod,
  PaymentStatus,
  RecordedMethod,
  ReversalKind,
  ReversalStatus,
} from '@/prisma/generated/enums'

// Payments, emails and the rest in every state, for the test of what is said about them.

export const AT = new Date('2026-11-21T21:14:00Z')
export const ZONE = 'America/Denver'
export const STATUSES = Object.values(PaymentStatus)
export const METHODS = Object.values(PaymentMethod)
export const REASONS = [null, 'of_a_later_version', ...Object.keys(reasons.REASONS)]
export const PAYSIMPLE = [null, 'Pending', 'Authorized', 'Settled', 'Voided', 'Odd']
export const DAYS = [null, new Date('2026-11-21'), new Date('2026-11-24')]
export const CENTS = 100_000

export const payment: Payment = {
  ...{
    orgId: 'o',
    id: 'p',
    jobId: 'j',
    takenOn: 'agreement',
    jobTotalCents: null,
    amountCents: 150_000,
    status: 'authorized',
  },
  ...{ method: 'card', accountLabel: 'Visa', lastFour: '1111', payerName: 'Olivia Marsh', secCode: null },
  ...{ cardExpiry: null, saveAccount: false, receiptEmail: null, takenById: 'u', takenByName: 'Marco' },
  linkId: null,
  ...{ origin: 'plumbline', orderId: 'p', claimedAt: AT, reversalId: null, merchantKey: 'local:x', sendBy: AT },
  ...{ paysimplePaymentId: '1', paysimpleAccountId: '2', paysimpleStatus: null, providerAuthCode: null },
  ...{ traceNumber: null, failureCode: null, reason: null, paysimpleMessage: null, estimatedSettleOn: null },
  ...{ settledOn: null, returnedOn: null, canVoidUntil: null, createdAt: AT, decidedAt: null },
  ...{ lastAskedAt: null, needsPersonAt: null, alertAt: null, statusAt: AT, search: '' },
}
export const PAYMENTS = STATUSES.flatMap((status) =>
  METHODS.flatMap((method) => [
    ...REASONS.map((reason) => ({ ...payment, status, method, reason })),
    ...PAYSIMPLE.map((paysimpleStatus) => ({ ...payment, status, method, paysimpleStatus })),
    ...DAYS.map((day) => ({ ...payment, status, method, estimatedSettleOn: day, settledOn: day, returnedOn: day })),
    { ...payment, status, method, needsPersonAt: AT, lastAskedAt: AT },
    { ...payment, status, method, reversalId: 'other' },
  ]),
)
export const reversal: Reversal = {
  ...{ orgId: 'o', id: 'r', paymentId: 'p', kind: 'refund', status: 'done', retainedCents: 0, rechargeId: null },
  ...{ acceptedAt: null, note: null, requestedById: 'u', requestedByName: 'Ada', merchantKey: 'local:x', sendBy: AT },
  ...{ reason: null, paysimpleMessage: null, paysimpleCreditId: null, createdAt: AT, settledOn: AT },
  ...{ decidedAt: null, needsPersonAt: null },
}
export const REVERSALS = Object.values(ReversalKind).flatMap((kind) =>
  Object.values(ReversalStatus).flatMap((status) =>
    [0, CENTS].flatMap((retainedCents) =>
      [null, 'unreachable', 'refused', 'absent', 'person', 'credentials', 'rights', 'of_a_later_version'].map(
        (reason) => ({ ...reversal, kind, status, retainedCents, reason }),
      ),
    ),
  ),
)
export const CHARGES = STATUSES.map((status) => ({
  ...payment,
  id: status,
  status,
  reversalId: 'r',
  amountCents: CENTS,
}))
export const KINDS: IncompleteKind[] = ['not_credited', 'not_charged', 'both_stand', 'charged_twice']
export const HINTS: OfferHint[] = [
  { kind: 'second_first' },
  { kind: 'void', until: AT },
  { kind: 'wait', settles: null },
  { kind: 'wait', settles: 'Tuesday' },
  { kind: 'refunded_by_others' },
]
export const BALANCES = [0, 100_000].flatMap((total) =>
  STATUSES.flatMap((status) =>
    [0, 50_000, 100_000, 150_000].map((amountCents) => computeBalance(total, [{ amountCents, status }])),
  ),
)
export const EMAILS = Object.values(EmailKind).flatMap((kind) =>
  [...Object.values(EmailStatus), 'kept' as const].map((state) => {
    const status = state === 'kept' ? 'sent' : state
    return {
      ...({
        id: 'm',
        kind,
        to: 'o@example.com',
        status,
        attempts: 1,
        keptHere: state === 'kept',
      } satisfies Partial<Email>),
      ...{ createdAt: AT, sentAt: status === 'sent' ? AT : null, lastError: null, requestedByName: null },
      supersededBy: status === 'superseded' ? ('voided' as const) : null,
    }
  }),
)
export const NAMED = Object.values(RecordedMethod).flatMap((method) =>
  [null, '1042'].map((reference) => ({ method, reference, amountCents: CENTS, receivedOn: '2026-11-27' })),
)
export const STATES = ['counts', 'corrected', 'returned', 'counter', 'return'] as const
export const VIEWS = PAYMENTS.map((each) => views.describePayment(each, ZONE, AT))
export const EARLIER = STATUSES.map((status) => describeEarlier({ ...payment, status }, ZONE))
export const DUPLICATES = ['Pending', 'Authorized', 'Settled', 'Voided'].flatMap((paysimpleStatus) =>
  [null, AT].map((clearedAt) => ({
    ...{ orgId: 'o', id: 'd', paymentId: 'p', merchantKey: 'local:x', paysimpleId: '7', amountCents: CENTS },
    ...{ paysimpleStatus, canVoidUntil: null, foundAt: AT, reversalSentAt: null, clearedAt },
  })),
)
export const DECISIONS = ['payment_decided', 'linked_payment_moved'].map((action) => ({
  ...{ id: action, at: AT, action, actorName: 'Ada', detail: null },
}))

export const bare = { emails: [], reversals: [], charges: [], rechargeOf: null, duplicateCharges: [], decisions: [] }
export const timelineOf = (change: Partial<Parameters<typeof timeline.buildTimeline>[0]>) =>
  timeline.buildTimeline({ ...payment, events: [], ...bare, ...change }, ZONE, AT)
export const eventOf = (to: PaymentStatus, source: string, detail: string | null): PaymentEvent => ({
  ...{
    orgId: 'o',
    id: 'e',
    paymentId: 'p',
    at: AT,
    from: 'refunded',
    to,
    source,
    actorId: null,
    actorName: 'Ada',
    address: null,
    requestId: null,
    detail,
  },
})
