// Books in perfect order, for the tests of the rules to doctor.
import type { LedgerRow } from '@/tools/sandbox/sandbox-control'
import type { EventRow, Evidence, PaymentRow, ReversalRow } from './evidence'
import type { Click, Told, Undone } from './records'

export const NOON = Date.parse('2026-11-21T12:00:00Z')
export const HORIZON = 361_000

export const row = (changes: Partial<PaymentRow> = {}): PaymentRow => ({
  org_id: 'org',
  id: 'p1',
  job_id: 'job',
  status: 'authorized',
  reason: null,
  amount_cents: 10_000,
  merchant_key: 'local:user-1',
  paysimple_payment_id: '500',
  receipt_email: 'ann@example.com',
  created_at: NOON,
  decided_at: NOON + 1_000,
  needs_person_at: null,
  paysimple_customer_ids: ['70'],
  ...changes,
})

export const charge = (changes: Partial<LedgerRow> = {}): LedgerRow => ({
  client: 'user-1',
  id: 500,
  customerId: 70,
  customerLastName: 'Intent1',
  orderId: 'p1',
  amountCents: 10_000,
  status: 'Authorized',
  isDebit: false,
  referenceId: 0,
  createdOn: new Date(NOON).toISOString(),
  lastModified: new Date(NOON).toISOString(),
  ...changes,
})

export const event = (from: string | null, to: string): EventRow => ({
  ...{ payment_id: 'p1', at: NOON, from, to, source: 'click', detail: null },
})

export const EMAIL = '00000000-0000-4000-8000-000000000001'
export const email = (kind = 'receipt', id = EMAIL) => ({
  ...{ id, payment_id: 'p1', kind, status: 'sent', attempts: 1, handed_over_at: NOON + 2_000, attention_at: null },
})
export const mail = (id = EMAIL, at = NOON + 2_000) => ({
  ...{ at, to: 'ann@example.com', messageId: `<${id}@localhost>`, slot: 'worker-1' },
})

export const refund = (changes: Partial<ReversalRow> = {}): ReversalRow => ({
  ...{ id: 'r1', payment_id: 'p1', kind: 'refund', status: 'done', reason: null, retained_cents: 0, created_at: NOON },
  ...{ recharge_id: null, paysimple_credit_id: '501' },
  ...changes,
})
export const credit = (changes: Partial<LedgerRow> = {}) =>
  charge({ id: 501, isDebit: true, orderId: null, referenceId: 500, ...changes })

export const click = (changes: Partial<Click> = {}): Click => ({
  ...{ what: 'click', at: NOON, n: 1, paymentId: 'p1', org: 'org', apiUser: 'user-1', jobId: 'job' },
  ...{ customerId: 'c1', customer: 'Intent1', amountCents: 10_000, receiptEmail: 'ann@example.com' },
  ...changes,
})
export const told = (answer: Told['answer'], paymentId = 'p1'): Told => ({
  what: 'told',
  at: NOON + 1_000,
  paymentId,
  answer,
})
export const undone = (answer: string, retainedCents = 0): Undone => ({
  ...{ what: 'undone', at: NOON, paymentId: 'p1', reversalId: 'r1', kind: 'refund', retainedCents, answer },
})

/** One payment that was taken, told, and acknowledged. */
export const books = (changes: Partial<Evidence> = {}): Evidence => ({
  planned: [],
  ledger: [charge()],
  payments: [row()],
  events: [event(null, 'submitting'), event('submitting', 'authorized')],
  emails: [email()],
  reversals: [],
  notices: [],
  alarms: [],
  jobs: [{ id: 'job', total_cents: 10_000 }],
  entries: [click(), told('authorized')],
  mails: [mail()],
  incidents: [],
  endedMs: NOON + 60_000,
  nowMs: NOON + 86_400_000,
  horizonMs: HORIZON,
  ...changes,
})

/** One payment that was reversed. */
export const refunded = (changes: Partial<Evidence> = {}): Evidence =>
  books({
    payments: [row({ status: 'refunded' })],
    ledger: [charge({ status: 'Reversed', referenceId: 501 }), credit()],
    events: [event('submitting', 'authorized'), event('authorized', 'settled'), event('settled', 'refunded')],
    emails: [email(), email('refunded', EMAIL.replace(/1$/, '2'))],
    mails: [mail(), mail(EMAIL.replace(/1$/, '2'))],
    reversals: [refund()],
    entries: [click(), told('checking')],
    ...changes,
  })

/** The same, of which a part was charged again. */
export const partly = (reversal: Partial<ReversalRow> = {}, changes: Partial<Evidence> = {}): Evidence => {
  const whole = refunded()
  return {
    ...whole,
    payments: [...whole.payments, row({ id: 'p2', amount_cents: 4_000, paysimple_payment_id: '502' })],
    ledger: [...whole.ledger, charge({ id: 502, orderId: 'p2', amountCents: 4_000 })],
    reversals: [refund({ retained_cents: 4_000, recharge_id: 'p2', ...reversal })],
    entries: [click(), told('authorized'), undone('done', 4_000)],
    ...changes,
  }
}
