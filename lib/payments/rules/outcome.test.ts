import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REASONS, wordsFor } from '@/lib/payments/words/reasons'
import { type FailureKind, PaySimpleError } from '@/lib/paysimple/errors'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import { isOver, outcomeOfChargeError, outcomeOfPreparationError, outcomeOfRecord } from './outcome'
import type { Reason } from './reason'
import { isPaid, isUndecided } from './status'

const asked = { orderId: '7d5e2b1e-5f0a-4c59-9d0a-0d6ff2f6c001', amountCents: 150_000 }
const record = (change: Partial<PaySimplePayment> = {}): PaySimplePayment => ({
  Id: 4711,
  CustomerId: 1,
  AccountId: 2,
  OrderId: asked.orderId,
  AmountCents: asked.amountCents,
  IsDebit: false,
  Status: 'Authorized',
  ProviderAuthCode: 'Approved',
  TraceNumber: '123',
  FailureData: null,
  PaymentDate: '2026-11-21',
  EstimatedSettleDate: '2026-11-24',
  ActualSettledDate: null,
  CanVoidUntil: null,
  CustomerFirstName: 'Test',
  CustomerLastName: 'Person',
  CustomerCompany: null,
  ReferenceId: null,
  RecurringScheduleId: null,
  PaymentType: 'CC',
  PaymentSubType: 'Moto',
  ReturnDate: null,
  InvoiceId: null,
  InvoiceNumber: null,
  PurchaseOrderNumber: null,
  Description: null,
  Latitude: null,
  Longitude: null,
  SuccessReceiptOptions: null,
  FailureReceiptOptions: null,
  LastModified: null,
  CreatedOn: null,
  ...change,
})

/** The card mocks of PS-045, as the document's tables have them: cents, ProviderAuthCode, TraceNumber, code, and our reason. */
const MOCKS: [string, string, string | null, string | null, Reason][] = [
  ['9999.01', 'DECLINE', '05', '4005', 'declined'],
  ['9999.02', 'CVV2 MISMATCH', '07', '4007', 'hold'],
  ['9999.03', 'CARD NO. ERROR', '14', '4014', 'card_number'],
  ['9999.04', 'EXPIRED CARD', '54', '4054', 'expired'],
  ['9999.05', 'HOLD-CALL', '41', '4041', 'hold'],
  ['9999.06', 'SERV NOT ALLOWED', '41', null, 'not_allowed'],
  ['9999.07', 'Received bad bin response from processor, possible configuration error.', null, '4225', 'setup'],
  ['9999.08', 'FAILURE CV', null, '4208', 'check_failed'],
  ['9999.09', 'NO ACCOUNT', null, '4078', 'no_account'],
  ['9999.10', 'STOP RECURRING', null, '4211', 'stopped'],
  ['9999.11', 'CALL', null, '4001', 'call_bank'],
  ['9999.12', 'NO CHECK ACCOUNT', null, '4052', 'no_account'],
  ['9999.13', 'NO SUCH ISSUER', null, '4015', 'card_number'],
]
const failed = (words: string | null, trace: string | null, code: string | null) =>
  outcomeOfRecord(
    record({
      Status: 'Failed',
      ProviderAuthCode: words,
      TraceNumber: trace,
      FailureData: code === null ? null : { Code: code, Description: 'x', MerchantActionText: 'x', IsDecline: true },
    }),
    asked,
  )

describe('a decline', () => {
  it.each(MOCKS)('%s, %s (trace %s, code %s): %s', (_amount, words, trace, code, reason) => {
    expect(failed(words, trace, code)).toMatchObject({ status: 'declined', reason })
    expect(failed(`    ${words}     `, trace, code).reason).toBe(reason) // padded, as live systems send it
  })

  it('has words of its own for .01, .03, .04, .05 and .08', () => {
    const own = ['9999.01', '9999.03', '9999.04', '9999.05', '9999.08']
    const reasons = MOCKS.filter(([amount]) => own.includes(amount)).map(([, words, trace, code]) =>
      failed(words, trace, code),
    )
    for (const part of ['title', 'what'] as const)
      expect(new Set(reasons.map(({ reason }) => wordsFor(reason ?? null, 'card')[part])).size).toBe(own.length)
  })

  it('is understood by the processor’s words alone when the code is missing', () => {
    expect(failed('CVV2 MISMATCH', null, null).reason).toBe('security_code')
    expect(failed('CARD NO. ERROR', null, null).reason).toBe('card_number')
    expect(failed('EXPIRED CARD', null, null).reason).toBe('expired')
    expect(failed('HOLD-CALL', null, null).reason).toBe('hold')
    expect(failed('CALL', null, null).reason).toBe('call_bank')
  })

  it('is a decline whatever code and words it comes with', () => {
    fc.assert(
      fc.property(
        fc.option(fc.string()),
        fc.option(fc.oneof(fc.string(), fc.constantFrom('constructor', '__proto__'))),
        (words, code) => {
          const outcome = failed(words, null, code)
          expect(outcome.status).toBe('declined')
          expect(Object.keys(REASONS)).toContain(outcome.reason)
        },
      ),
    )
  })
})

describe('our words', () => {
  it.each(Object.entries(REASONS))('for %s can be said aloud at a kitchen table', (_reason, { title, what, next }) => {
    expect(`${title} ${what} ${next}`).not.toMatch(/\b(lost|stolen|steal|theft|fraud|pick ?up|oops|invalid input)/i)
    expect(title).not.toMatch(/\.$/)
    expect(what).toMatch(/\.$/)
    expect(next).toMatch(/\.$/)
  })

  it('never invite a second charge while the first is unknown', () => {
    for (const reason of ['no_answer', 'pending', 'strange_status', 'mismatch'] as const)
      expect(REASONS[reason].next).toContain('Don’t charge it again.')
  })

  it('exist for every reason that an earlier version has written', () => {
    const written =
      'declined hold call_bank card_number expired security_code check_failed funds limit no_account not_allowed stopped setup processor_down unreachable credentials rights refused duplicate absent no_answer pending strange_status mismatch'
    const titles = written.split(' ').map((reason) => wordsFor(reason, 'card').title)
    expect(new Set(titles).size).toBe(24)
  })

  it('exist for reasons of a later version', () => {
    expect(wordsFor('something_new', 'card')).toBe(REASONS.declined)
    expect(wordsFor('constructor', 'card')).toBe(REASONS.declined)
    expect(wordsFor(null, 'card')).toBe(REASONS.declined)
    expect(wordsFor('something_new', 'bank')).toBe(REASONS.account_declined)
  })
})

describe('PaySimple’s status', () => {
  it.each([
    ['Authorized', 'authorized'],
    ['Posted', 'authorized'],
    ['Settled', 'settled'],
    ['Failed', 'declined'],
    ['Voided', 'voided'],
    ['Reversed', 'refunded'],
    ['Returned', 'returned'],
    ['ReverseNSF', 'returned'],
    ['Chargeback', 'chargeback'],
  ])('%s is %s', (Status, status) => expect(outcomeOfRecord(record({ Status }), asked).status).toBe(status))

  it.each([
    'Pending',
    'Resubmitted',
    'Saved',
    'Scheduled',
    'CloseChargeBack',
    'ReverseChargeBack',
    'ReverseReturn',
    '',
  ])('%j leaves the payment unknown, with what is known of it', (Status) => {
    const outcome = outcomeOfRecord(record({ Status }), asked)
    expect(outcome).toMatchObject({ status: 'unknown', facts: { paysimplePaymentId: '4711' } })
    expect(outcome.reason).toBe(Status === 'Pending' ? 'pending' : 'strange_status')
  })

  it('is over exactly where the payment then counts for nothing', () => {
    const words =
      'Pending Authorized Posted Settled Failed Voided Reversed Returned ReverseNSF Chargeback Saved toString'
    for (const Status of words.split(' ')) {
      const { status } = outcomeOfRecord(record({ Status }), asked)
      expect([Status, isOver(Status)]).toEqual([Status, !isPaid(status) && !isUndecided(status)])
    }
  })

  it('that nobody knows is neither paid nor failed', () => {
    const known = /^(Authorized|Posted|Settled|Failed|Voided|Reversed|Returned|ReverseNSF|Chargeback)$/
    const names = fc.oneof(fc.string(), fc.constantFrom('constructor', 'toString', '__proto__'))
    fc.assert(
      fc.property(
        names.filter((name) => !known.test(name)),
        (Status) => {
          expect(outcomeOfRecord(record({ Status }), asked).status).toBe('unknown')
        },
      ),
    )
  })
})

it('takes no other payment for the one that was asked about', () => {
  const others = [
    { OrderId: 'another' },
    { OrderId: null },
    { AmountCents: 1 },
    { AmountCents: null },
    { IsDebit: true },
  ]
  for (const other of others)
    for (const Status of ['Authorized', 'Failed', 'Settled']) {
      const outcome = outcomeOfRecord(record({ ...other, Status }), asked)
      expect(outcome).toEqual({ status: 'unknown', reason: 'mismatch' })
    }
})

it('keeps what PaySimple told', () => {
  expect(outcomeOfRecord(record(), asked).facts).toEqual({
    paysimplePaymentId: '4711',
    paysimpleAccountId: '2',
    paysimpleStatus: 'Authorized',
    providerAuthCode: 'Approved',
    traceNumber: '123',
    failureCode: null,
    estimatedSettleOn: '2026-11-24',
    returnedOn: null,
    settledOn: null,
    canVoidUntil: null,
  })
})

describe('a failed charge request', () => {
  const error = (kind: FailureKind, message?: string) =>
    new PaySimpleError({ kind, route: 'POST /v4/payment', messages: message ? [{ field: '', message }] : [] })

  it.each([
    ['not_sent', 'unreachable'],
    ['unauthorized', 'credentials'],
    ['forbidden', 'rights'],
    ['refused', 'refused'],
    ['not_found', 'refused'],
    ['unsupported', 'refused'],
  ] as const)('%s proves that nothing was charged: %s', (kind, reason) => {
    expect(outcomeOfChargeError(error(kind))).toEqual({ status: 'not_taken', reason })
  })

  it.each(['server_error', 'no_answer', 'unreadable'] as const)('%s leaves the payment unknown', (kind) => {
    const { status, reason } = outcomeOfChargeError(error(kind))
    expect(isUndecided(status) && !isPaid(status)).toBe(true)
    expect(reason).toBe('no_answer')
  })

  it('“Duplicate” is unknown, because this very request may be the first', () => {
    expect(outcomeOfChargeError(error('refused', 'Duplicate Transaction.')).status).toBe('unknown')
  })

  it('shows what PaySimple says about a request it turned down', () => {
    expect(outcomeOfChargeError(error('refused', 'Amount is too large.'))).toEqual({
      status: 'not_taken',
      reason: 'refused',
      paysimpleMessage: 'Amount is too large.',
    })
  })

  it('before the charge itself charges nothing, however it ends', () => {
    for (const kind of ['server_error', 'no_answer', 'unreadable', 'not_sent', 'refused'] as const)
      expect(outcomeOfPreparationError(error(kind)).status).toBe('not_taken')
  })
})
