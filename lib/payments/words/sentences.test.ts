import { describe, expect, it } from 'vitest'
import type { JobPayment } from '@/lib/payments/job-payments'
import { computeBalance } from '@/lib/payments/rules/balance'
import { payment as sample } from '@/lib/testing/word-samples'
import { EmailStatus, PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { statusLabel } from './labels'
import { describePayment } from './payment-view'
import { REASONS } from './reasons'
import { paidWords, reversedSentence, takenSentence } from './sentences'
import { receiptSentence, standingSentence, statusDetail, statusSentence } from './standing'

const ZONE = 'America/Denver'
const at = new Date('2026-11-21T21:14:00Z') // a Saturday
const payment: JobPayment = {
  ...sample,
  ...{ payerName: 'Linda Alvarez', receiptEmail: 'linda@example.com', takenByName: 'Marco Reyes' },
  ...{
    paysimpleStatus: 'Authorized',
    providerAuthCode: 'Approved',
    estimatedSettleOn: new Date('2026-11-24T00:00:00Z'),
  },
  ...{ decidedAt: at, emails: [] },
}
const sentence = (change: Partial<JobPayment>) => statusSentence({ ...payment, ...change }, ZONE, at)
const detail = (change: Partial<JobPayment>) => statusDetail({ ...payment, ...change }, ZONE, at)

describe('the sentence of a payment', () => {
  it('says what is known and what comes next', () => {
    expect(sentence({})).toBe('Authorized. Settles about Tuesday.')
    expect(sentence({ method: 'bank' })).toBe('Submitted, pending settlement. Settles about Tuesday.')
    expect(sentence({ estimatedSettleOn: null })).toBe('Authorized.')
    expect(sentence({ estimatedSettleOn: new Date('2026-11-21') })).toBe('Authorized. Settles today.')
    expect(sentence({ status: 'settled', settledOn: new Date('2026-11-20') })).toBe('Settled Fri, Nov 20.')
    expect(sentence({ status: 'declined', reason: 'hold' })).toBe(
      'Declined. The bank wants to hear from the cardholder.',
    )
    expect(sentence({ status: 'not_taken', reason: 'unreachable' })).toBe('Not charged. PaySimple couldn’t be reached.')
  })

  it('leaves out the name of the state where its pill stands beside it', () => {
    expect(detail({})).toBe('Settles about Tuesday.')
    expect(detail({ estimatedSettleOn: null })).toBe('Not settled yet.')
    expect(detail({ method: 'bank' })).toBe('Pending settlement, about Tuesday.')
    expect(detail({ status: 'settled', settledOn: new Date('2026-11-20') })).toBe('The money arrived Fri, Nov 20.')
    for (const status of Object.values(PaymentStatus))
      for (const method of Object.values(PaymentMethod)) {
        expect(detail({ status, method })).toMatch(/^[A-Z].+[^.]\.$/)
        expect(detail({ status, method }).startsWith(statusLabel(status, method).label)).toBe(false)
      }
  })

  it.each(['submitting', 'unknown'] as const)('%s: not to be charged again', (status) => {
    expect(sentence({ status })).toContain('Don’t charge it again')
    expect(sentence({ status, needsPersonAt: at })).toContain('Don’t charge it again')
  })

  it('never says that money is in the bank before it settles', () => {
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

it('says in the dialog that a payment was voided', () => {
  expect(reversedSentence(describePayment({ ...payment, status: 'voided' }, ZONE, at))).toBe(
    'Voided. $1,500.00 on Visa 1111. The customer isn’t charged. The amount is owed again.',
  )
})

it('does not say that a refund reached the customer when its credit failed', () => {
  const undone = { id: 'r', kind: 'refund', status: 'canceled', retainedCents: 0, acceptedAt: null } as const
  expect(standingSentence({ ...payment, status: 'refunded', reversals: [undone], charges: [] }, ZONE, at)).toBe(
    'The credit hasn’t reached the customer. Ask PaySimple where it is.',
  )
})

describe('a partial refund', () => {
  const split = { id: 'r', kind: 'refund', status: 'done', retainedCents: 100_000, acceptedAt: null } as const
  const refunded = { ...payment, status: 'refunded', reversals: [split] } as const
  const header = (statuses: PaymentStatus[]) =>
    standingSentence({ ...refunded, charges: statuses.map((status) => ({ status, reversalId: 'r' })) }, ZONE, at)

  it.each([
    [['authorized'], 'was charged again'],
    [['not_taken', 'settled'], 'was charged again'],
    [['declined', 'unknown'], 'is being charged again'],
    [['settled', 'authorized'], 'was charged again more than once'],
    [['voided'], 'was charged again, but that charge no longer counts'],
    [['declined'], 'wasn’t charged again'],
    [['not_taken', 'not_taken'], 'wasn’t charged again'],
    [[], 'wasn’t charged again'],
  ] as [PaymentStatus[], string][])('says what happened to the retained amount: %s', (statuses, words) => {
    expect(header(statuses)).toBe(`All of it went back to the customer. The $1,000.00 you keep ${words}.`)
  })

  it('does not take the recharge of another refund for its own', () => {
    const charges = [{ status: 'authorized', reversalId: 'other' } as const]
    expect(standingSentence({ ...refunded, charges }, ZONE, at)).toContain('wasn’t charged again.')
  })

  it.each([
    ['authorized', 'This is the part you keep of a refunded payment.'],
    ['unknown', 'This is the part you keep of a refunded payment.'],
    ['not_taken', 'This was meant to be the part you keep of a refunded payment.'],
    ['declined', 'This was meant to be the part you keep of a refunded payment.'],
    ['voided', 'This was the part you kept of a refunded payment.'],
  ] as const)('is explained on the payment that recharges it: %s', (status, words) => {
    const charge = { ...payment, status, paysimpleStatus: null, reversalId: 'r', reversals: [], charges: [] }
    expect(standingSentence(charge, ZONE, at)).toMatch(new RegExp(`\\. ${words}$`))
  })
})

describe('the receipt', () => {
  const email = {
    to: 'linda@example.com',
    attempts: 1,
    lastError: 'x',
    sentAt: null,
    keptHere: false,
    supersededBy: null,
  }
  const state = (status: EmailStatus, sentAt: Date | null = null) =>
    receiptSentence({ ...payment, emails: [{ ...email, status, sentAt }] }, ZONE, at)?.state

  it('has words for every state of its delivery', () => {
    expect(state('queued')).toBe('On its way')
    expect(state('sent', at)).toBe('Sent 2:14 PM')
    expect(state('sent', new Date('2026-11-20T21:14:00Z'))).toBe('Sent Nov 20, 2026, 2:14 PM')
    expect(state('retrying')).toBe('Not delivered yet, trying again')
    expect(state('unconfirmed')).toBe('May not have arrived')
    const kept = { ...email, status: 'sent' as const, sentAt: at, keptHere: true }
    expect(receiptSentence({ ...payment, emails: [kept] }, ZONE, at)?.state).toBe('Kept in the Mailbox on this machine')
    for (const status of Object.values(EmailStatus)) expect(state(status)).not.toContain('x ')
  })

  it('is nothing when nobody asked for one', () => expect(receiptSentence(payment, ZONE, at)).toBeNull())
})

describe('paidWords', () => {
  it.each([
    [92_500, 0, null],
    [92_500, 92_499, null],
    [92_500, 92_500, 'Paid in full'],
    [92_500, 209_300, 'Overpaid by $1,168.00'],
    [0, 0, null],
    [0, 116_800, '$1,168.00 is paid, but the job has no total yet'],
  ])('of a job of %i cents with %i paid are %j', (totalCents, amountCents, words) => {
    expect(paidWords(computeBalance(totalCents, [{ amountCents, status: 'settled' }]))).toBe(words)
  })

  it('do not call a job paid while a part of it is unconfirmed, and say all the same that it is overpaid', () => {
    const checked = { amountCents: 10_000, status: 'unknown' } as const
    const paid = (amountCents: number) => ({ amountCents, status: 'authorized' }) as const
    expect(paidWords(computeBalance(92_500, [paid(82_500), checked]))).toBeNull()
    expect(paidWords(computeBalance(92_500, [paid(93_500), checked]))).toBe('Overpaid by $10.00')
  })
})
