import { describe, expect, it } from 'vitest'
import type { JobPayment } from '@/lib/payments/queries'
import { computeBalance } from '@/lib/payments/rules/balance'
import { EmailStatus, PaymentStatus } from '@/prisma/generated/enums'
import { describePayment } from './payment-view'
import { REASONS } from './reasons'
import {
  paidWords,
  receiptSentence,
  reversedSentence,
  standingSentence,
  statusSentence,
  takenSentence,
} from './sentences'

const ZONE = 'America/Denver'
const at = new Date('2026-11-21T21:14:00Z') // a Saturday
const payment: JobPayment = {
  orgId: 'o',
  id: 'p',
  jobId: 'j',
  takenOn: 'agreement',
  amountCents: 150_000,
  status: 'authorized',
  method: 'card',
  origin: 'plumbline',
  secCode: null,
  cardExpiry: null,
  saveAccount: false,
  orderId: 'p',
  claimedAt: at,
  reversalId: null,
  returnedOn: null,
  accountLabel: 'Visa',
  lastFour: '1111',
  payerName: 'Linda Alvarez',
  receiptEmail: 'linda@example.com',
  takenById: 'u',
  takenByName: 'Marco Reyes',
  merchantKey: 'local:APIUser1000',
  sendBy: at,
  paysimplePaymentId: '4711',
  paysimpleAccountId: '1',
  paysimpleStatus: 'Authorized',
  providerAuthCode: 'Approved',
  traceNumber: null,
  failureCode: null,
  reason: null,
  paysimpleMessage: null,
  estimatedSettleOn: new Date('2026-11-24T00:00:00Z'),
  settledOn: null,
  canVoidUntil: null,
  createdAt: at,
  statusAt: at,
  decidedAt: at,
  lastAskedAt: null,
  needsPersonAt: null,
  alertAt: null,
  emails: [],
}
const sentence = (change: Partial<JobPayment>) => statusSentence({ ...payment, ...change }, ZONE, at)

describe('the sentence of a payment', () => {
  it('says what is known and when it goes on', () => {
    expect(sentence({})).toBe('Authorized. Settles about Tuesday.')
    expect(sentence({ method: 'bank' })).toBe('Submitted, pending settlement. Settles about Tuesday.')
    expect(sentence({ estimatedSettleOn: null })).toBe('Authorized.')
    expect(sentence({ estimatedSettleOn: new Date('2026-11-21') })).toBe('Authorized. Settles today.')
    expect(sentence({ status: 'settled', settledOn: new Date('2026-11-20') })).toBe('Settled Fri, Nov 20.')
    expect(sentence({ status: 'declined', reason: 'hold' })).toBe(
      'Declined: The bank wants to hear from the cardholder.',
    )
    expect(sentence({ status: 'not_taken', reason: 'unreachable' })).toBe(
      'Not charged: PaySimple could not be reached.',
    )
  })

  it.each(['submitting', 'unknown'] as const)('%s: not to be taken again', (status) => {
    expect(sentence({ status })).toMatch(/do not take it again/i)
    expect(sentence({ status, needsPersonAt: at })).toMatch(/do not take it again/i)
  })

  it('never says that money is in the bank before it has settled', () => {
    for (const status of Object.values(PaymentStatus))
      for (const reason of [null, ...Object.keys(REASONS)])
        if (status !== 'settled')
          expect(sentence({ status, reason })).not.toMatch(/in the bank|received|settled \w|paid/i)
  })

  it('is one sentence with its full stop, whatever the status', () => {
    for (const status of Object.values(PaymentStatus)) expect(sentence({ status })).toMatch(/^[A-Z].+[^.]\.$/)
  })
})

it('names amount, card and day in the dialog', () => {
  const view = { ...describePayment(payment, ZONE, at), words: null }
  expect(takenSentence({ ...view, settles: 'Tuesday' })).toBe(
    'Authorized. $1,500.00 on Visa 1111. Settles about Tuesday.',
  )
  expect(takenSentence({ ...view, settles: null })).toBe('Authorized. $1,500.00 on Visa 1111.')
  expect(takenSentence({ ...view, method: 'bank', accountLabel: 'First Bank checking', settles: 'Wednesday' })).toBe(
    'Submitted, pending settlement. $1,500.00 from First Bank checking 1111. Settles about Wednesday.',
  )
})

it('says in the dialog what has become of a payment that was taken', () => {
  expect(reversedSentence(describePayment({ ...payment, status: 'voided' }, ZONE, at))).toBe(
    '$1,500.00 on Visa 1111. Voided: the customer is not charged. What it paid is owed again.',
  )
})

it('does not say that a refund has reached the customer whose credit failed', () => {
  const undone = { id: 'r', kind: 'refund', status: 'canceled', retainedCents: 0, acceptedAt: null } as const
  expect(standingSentence({ ...payment, status: 'refunded', reversals: [undone], charges: [] }, ZONE, at)).toBe(
    'Given back at PaySimple, but the credit has not reached the customer.',
  )
})

describe('a partial refund', () => {
  const split = { id: 'r', kind: 'refund', status: 'done', retainedCents: 100_000, acceptedAt: null } as const
  const refunded = { ...payment, status: 'refunded', reversals: [split] } as const
  const header = (statuses: PaymentStatus[]) =>
    standingSentence({ ...refunded, charges: statuses.map((status) => ({ status, reversalId: 'r' })) }, ZONE, at)

  it.each([
    [['authorized'], 'is charged again as a payment of its own'],
    [['not_taken', 'settled'], 'is charged again as a payment of its own'],
    [['declined', 'unknown'], 'is being charged again as a payment of its own'],
    [['settled', 'authorized'], 'was charged again more than once'],
    [['voided'], 'was charged again as a payment of its own, which counts no more'],
    [['declined'], 'was to be charged again and was not'],
    [['not_taken', 'not_taken'], 'was to be charged again and was not'],
    [[], 'was to be charged again and was not'],
  ] as [PaymentStatus[], string][])('says what has become of the rest: %s', (statuses, words) => {
    expect(header(statuses)).toBe(`Refunded to the customer. $1,000.00 of it ${words}.`)
  })

  it('does not take the charge of another refund for its own', () => {
    const charges = [{ status: 'authorized', reversalId: 'other' } as const]
    expect(standingSentence({ ...refunded, charges }, ZONE, at)).toContain('was not.')
  })

  it.each([
    ['authorized', 'It charges again what a partial refund keeps.'],
    ['unknown', 'It charges again what a partial refund keeps.'],
    ['not_taken', 'It was to charge again what a partial refund keeps.'],
    ['declined', 'It was to charge again what a partial refund keeps.'],
    ['voided', 'It charged again what a partial refund keeps.'],
  ] as const)('is explained where its rest is charged: %s', (status, words) => {
    const charge = { ...payment, status, paysimpleStatus: null, reversalId: 'r', reversals: [], charges: [] }
    expect(standingSentence(charge, ZONE, at)).toMatch(new RegExp(`\\. ${words}$`))
  })
})

describe('the receipt', () => {
  const email = { to: 'linda@example.com', attempts: 1, lastError: 'x', sentAt: null }
  const state = (status: EmailStatus, sentAt: Date | null = null) =>
    receiptSentence({ ...payment, emails: [{ ...email, status, sentAt }] }, ZONE, at)?.state

  it('has words for every state of its delivery', () => {
    expect(state('queued')).toBe('On its way')
    expect(state('sent', at)).toBe('Sent 2:14 PM')
    expect(state('sent', new Date('2026-11-20T21:14:00Z'))).toBe('Sent Nov 20, 2026, 2:14 PM')
    expect(state('retrying')).toBe('Could not be delivered yet, trying again')
    for (const status of Object.values(EmailStatus)) expect(state(status)).not.toContain('x ')
  })

  it('is nothing when nobody asked for one', () => expect(receiptSentence(payment, ZONE, at)).toBeNull())
})

describe('paidWords', () => {
  it.each([
    [92_500, 0, null],
    [92_500, 92_499, null],
    [92_500, 92_500, 'Paid in full'],
    [92_500, 209_300, 'Paid in full, and $1,168.00 more than the total'],
    [0, 0, null],
    [0, 116_800, 'Nothing is agreed yet, and $1,168.00 is paid'],
  ])('of a job of %i cents with %i paid are %j', (totalCents, amountCents, words) => {
    expect(paidWords(computeBalance(totalCents, [{ amountCents, status: 'settled' }]))).toBe(words)
  })

  it('do not call a job paid while a part of it is being checked, and say what is too much all the same', () => {
    const checked = { amountCents: 10_000, status: 'unknown' } as const
    const paid = (amountCents: number) => ({ amountCents, status: 'authorized' }) as const
    expect(paidWords(computeBalance(92_500, [paid(82_500), checked]))).toBeNull()
    expect(paidWords(computeBalance(92_500, [paid(93_500), checked]))).toMatch(/\$10\.00 more than the total$/)
  })
})
