import { expect, test } from 'vitest'
import { isOvercharged, judge } from './judge'
import { findStuck } from './judge-time'
import { createLedger } from './ledger'
import type { Plan } from './plan'
import { createRows, newPayment, type PaymentRow, type ReversalRow } from './rows'

// The judge on worlds that are written out by hand: it must not only be silent where all is well.

const DAY = 86_400_000
const plan = {
  beyond: false,
  totalCents: 10_000,
  lag: 0,
  faults: [],
  accident: null,
  outside: [],
} as unknown as Plan

function world() {
  const ledger = createLedger('off', () => 0)
  const rows = createRows()
  const customerId = ledger.createCustomer('ours', 'customer')
  const accountId = ledger.createAccount(customerId, 'first', 'card')
  const charge = (orderId: string, amountCents = 6_000, client = 'ours', twice = false) =>
    ledger.charge(client, accountId, amountCents, orderId, { settlesInMs: DAY, twice })
  const pay = (id: string, status: PaymentRow['status'], more: Partial<PaymentRow> = {}) => {
    const paid = status === 'authorized' || status === 'settled'
    const begun = { id, jobId: 'job', orderId: id, amountCents: 6_000, claimedAt: at(0), sendBy: at(60_000) }
    const emails: PaymentRow['emails'] = paid ? ['receipt'] : []
    const history = [{ to: status, at: 1_000, record: null }]
    rows.payments.set(id, newPayment(begun, at(0), { status, decidedAt: at(1_000), emails, history, ...more }))
  }
  const evidence = { ledger, rows, plan, client: 'ours', customerRef: 'customer', isShownIncomplete: () => false }
  return { ledger, rows, charge, pay, evidence }
}

const at = (ms: number) => new Date(ms)

const reversalOf = (id: string, status: ReversalRow['status'], retainedCents = 0, createdAt = 0): ReversalRow => ({
  ...{ id, paymentId: 'pay-0', kind: 'void', status, retainedCents },
  reason: null,
  createdAt: at(createdAt),
  sendBy: at(0),
  decidedAt: at(createdAt),
  rechargeId: null,
  acceptedAt: null,
})

test('says nothing where all is well', () => {
  const { charge, pay, evidence } = world()
  charge('pay-0')
  pay('pay-0', 'authorized')
  pay('pay-1', 'not_taken')
  expect(judge(evidence)).toEqual([])
})

test.each([
  ['a double charge', 'authorized', 2, 'double charge (pay-0)'],
  ['a charge said not to be taken', 'not_taken', 1, 'Authorized at PaySimple, here not_taken (pay-0)'],
  ['a charge said to be declined', 'declined', 1, 'Authorized at PaySimple, here declined (pay-0)'],
  ['a payment without its charge', 'authorized', 0, 'nothing at PaySimple, here authorized (pay-0)'],
  ['a decline without its record', 'declined', 0, 'nothing at PaySimple, here declined (pay-0)'],
  ['a payment unconfirmed forever', 'unknown', 0, 'stuck: unconfirmed past its horizon (pay-0)'],
  ['a charge unconfirmed forever', 'unknown', 1, 'Authorized at PaySimple, here unknown (pay-0)'],
] as const)('sees %s', (_, status, charges, expected) => {
  const { charge, pay, evidence } = world()
  for (let n = 0; n < charges; n++) charge('pay-0')
  pay('pay-0', status)
  expect(judge(evidence)).toContain(expected)
})

test('sees a charge without its row, of another amount, and of somebody else', () => {
  const { charge, pay, evidence } = world()
  charge('pay-0')
  expect(judge(evidence)).toEqual(['a charge that nobody knows of: pay-0'])
  pay('pay-0', 'authorized', { amountCents: 5_000 })
  expect(judge(evidence)).toEqual(['another amount (pay-0)'])
  charge('pay-1', 1_000, 'theirs')
  pay('pay-1', 'authorized', { amountCents: 1_000 })
  expect(judge(evidence)).toContain("somebody else's charge (pay-1)")
})

test('sees receipts that are missing, too many, or for nothing', () => {
  const { charge, pay, evidence } = world()
  charge('pay-0')
  pay('pay-0', 'authorized', { emails: ['receipt', 'receipt'] })
  pay('pay-1', 'not_taken', { emails: ['receipt'] })
  expect(judge(evidence)).toEqual(['2 receipts (pay-0)', 'paid, and no receipt (pay-0)', '1 receipts (pay-1)'])
})

test('sees more charged than is owed, and a conclusion that was taken back', () => {
  const { charge, pay, evidence } = world()
  charge('pay-0')
  expect(isOvercharged(evidence)).toBe(false)
  charge('pay-1')
  expect(isOvercharged(evidence)).toBe(true)
  pay('pay-0', 'authorized')
  pay('pay-1', 'authorized', {
    history: [
      { to: 'not_taken', at: 1, record: null },
      { to: 'authorized', at: 2, record: null },
    ],
  })
  expect(judge(evidence)).toEqual(['said to be not taken, and was (pay-1)', 'less than nothing is owed'])
})

test('sees what nobody would ask about again', () => {
  const { ledger, rows, charge, pay, evidence } = world()
  charge('pay-0')
  pay('pay-0', 'unknown')
  pay('pay-1', 'submitting')
  charge('pay-2')
  pay('pay-2', 'not_taken')
  expect(findStuck(evidence)).toEqual([
    'stuck unknown (pay-0)',
    'stuck submitting (pay-1)',
    'stuck not_taken, and PaySimple has it (pay-2)',
  ])
  for (const row of ledger.rows) row.status = 'Pending'
  pay('pay-1', 'not_taken')
  pay('pay-2', 'unknown')
  expect(findStuck(evidence)).toEqual([])
  rows.reversals.push(reversalOf('one', 'submitting'), reversalOf('two', 'not_done'))
  expect(findStuck(evidence)).toEqual(['stuck submitting (one)'])
})

test('sees what was decided late, unless something kept everybody from asking', () => {
  const { ledger, charge, pay, rows, evidence } = world()
  const LATE = 60_000 + 390_000 + 1
  pay('pay-0', 'not_taken', { decidedAt: at(LATE) })
  expect(judge(evidence)).toEqual(['decided after its horizon (pay-0)'])
  charge('pay-0')
  pay('pay-0', 'authorized', { decidedAt: at(30_000) })
  expect(judge(evidence)).toEqual(['known late, though PaySimple showed it (pay-0)'])
  for (const row of ledger.rows) row.visibleAt = 25_000
  expect(judge(evidence)).toEqual([])
  pay('pay-0', 'authorized', { decidedAt: at(LATE) })
  expect(judge(evidence)).toContain('decided after its horizon (pay-0)')
  for (const row of ledger.rows) row.sureAt = LATE - 20_000
  expect(judge(evidence)).toEqual([])
  rows.reversals.push({ ...reversalOf('one', 'not_done'), decidedAt: at(LATE - 60_000) })
  expect(judge(evidence)).toEqual(['a reversal decided after its horizon (one)'])
  const accident = { step: 'check begun', does: 'kill', skip: 0, ms: 0 } as const
  expect(judge({ ...evidence, plan: { ...plan, accident } })).toEqual([])
})

test('sees what PaySimple never said in that order, and a record that is swapped for another', () => {
  const { ledger, charge, pay, evidence } = world()
  const { Id } = charge('pay-0')
  const history = (...states: [PaymentRow['status'], number][]) =>
    states.map(([to, record]) => ({ to, at: 1, record: String(record) }))
  ledger.rows.forEach((row) => {
    for (const status of ['Settled', 'Chargeback', 'Settled']) ledger.turn(row, status)
  })
  pay('pay-0', 'settled', {
    history: history(['authorized', Id], ['settled', Id], ['chargeback', Id], ['settled', Id]),
  })
  expect(judge(evidence)).toEqual([])
  pay('pay-0', 'settled', {
    history: history(['chargeback', Id], ['settled', Id], ['chargeback', Id], ['settled', Id]),
  })
  expect(judge(evidence)).toEqual(['went back to a state that had passed (pay-0)'])
  pay('pay-0', 'settled', { history: history(['authorized', Id + 1], ['settled', Id]) })
  expect(judge(evidence)).toEqual(['took another record for its own (pay-0)'])
})

test('counts one of two records that PaySimple made of one request, the one that the payment knows', () => {
  const { ledger, charge, pay, evidence } = world()
  charge('pay-0', 6_000, 'ours', true)
  const [, second] = ledger.rows
  expect(isOvercharged(evidence)).toBe(false)
  pay('pay-0', 'authorized', { paysimplePaymentId: String(second?.id) })
  expect(judge(evidence)).toEqual([])
  ledger.void('ours', second?.id ?? 0)
  expect(judge(evidence)).toEqual(['Voided at PaySimple, here authorized (pay-0)'])
})

test('sees reversals that are unconfirmed, untrue, done twice, side by side, or incomplete and unseen', () => {
  const { ledger, rows, charge, pay, evidence } = world()
  const reversal = (id: string, status: ReversalRow['status'], retainedCents = 0) =>
    rows.reversals.unshift(reversalOf(id, status, retainedCents, rows.reversals.length))
  const { Id } = charge('pay-0')
  pay('pay-0', 'authorized')
  reversal('one', 'done')
  expect(judge(evidence)).toEqual(['said to be taken back, and was not (pay-0)'])
  ledger.void('ours', Id)
  pay('pay-0', 'voided')
  expect(judge(evidence)).toEqual([])
  reversal('two', 'done', 2_000)
  reversal('three', 'unknown')
  expect(judge(evidence)).toEqual([
    'a reversal unconfirmed (pay-0)',
    'taken back twice (pay-0)',
    'an incomplete refund unseen (two)',
  ])
  rows.reversals.length = 0
  reversal('four', 'not_done')
  reversal('five', 'not_done')
  expect(judge(evidence)).toEqual(['taken back, and nobody knows (pay-0)'])
  rows.reversals[1] = { ...reversalOf('four', 'not_done'), decidedAt: at(2) }
  expect(judge(evidence)).toEqual(['two reversals at once (pay-0)', 'taken back, and nobody knows (pay-0)'])
})
