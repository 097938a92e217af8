import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { effectOf, effectWords } from './effect'

const post = (body: string, path = '/v4/payment') => effectOf({ method: 'POST', path, body })

describe('what a call would do', () => {
  it.each([
    ['{"AccountId":390107,"Amount":123.45}', ['Amount $123.45', 'Account 390107']],
    ['{"accountid":"390107","AMOUNT":"50.70"}', ['Amount $50.70', 'Account 390107']],
    ['{"Amount":5,"AccountId":null}', ['Amount $5.00']],
    ['{"Amount":1e2}', ['Amount $100.00']],
    ['', []],
    ['{}', []],
  ])('POST /v4/payment %s', (body, words) => {
    expect(post(body).problem).toBeNull()
    expect(effectWords(post(body), null)).toEqual(words)
  })

  it.each([
    '{"Amount":"1,234.50"}',
    '{"Amount":"$5"}',
    '{"Amount":1e21}',
    '{"Amount":1.234}',
    '{"Amount":-5}',
    '{"Amount":[5]}',
    '{"Amount":{"$":5}}',
    '{"Amount":true}',
    '{"Amount":1,"amount":500}',
    '{"AccountId":"4111111111111111","Amount":1}',
    '{"AccountId":{},"Amount":1}',
    '[{"Amount":1}]',
    '5',
    'null',
  ])('is not sent where it can’t be read: %s', (body) => {
    expect(post(body).problem).toContain('doesn’t send the call')
    expect(post(body, '/V4/Payment/').problem).not.toBeNull()
    expect(post(body, '/v4/unknown').problem).not.toBeNull()
    expect(post(body, '/v4/customer').problem).toBeNull() // moves nothing
  })

  it('names the payment that is voided or refunded, and what is known of it', () => {
    for (const path of ['/v4/payment/12/void', '/V4/Payment/12/Reverse/']) {
      const effect = effectOf({ method: 'PUT', path, body: '' })
      expect(effectWords(effect, { label: 'Visa', lastFour: '1111', amountCents: 150_000 })).toEqual([
        'Amount $1,500.00',
        'Payment 12, Visa ending in 1111',
      ])
      expect(effectWords(effect, null)).toEqual(['Payment 12'])
    }
  })

  it('names schedules by all of their amounts', () => {
    const body = '{"AccountId":7,"PaymentAmount":20,"FirstPaymentAmount":25.5}'
    expect(effectWords(post(body, '/v4/recurringpayment'), null)).toEqual([
      'PaymentAmount $20.00',
      'FirstPaymentAmount $25.50',
      'Account 7',
    ])
  })
})

test('no whole number of a card or account, no security code and no words are ever kept', () => {
  const members = fc.record({
    CreditCardNumber: fc.constantFrom('4111111111111111', '5454 5454 5454 5454', 371449635398456),
    CVV: fc.constantFrom('7391', 7391),
    FirstName: fc.constant('Olivia'),
    AccountId: fc.constantFrom(7, '4111111111111111', 'Olivia', null),
    Amount: fc.constantFrom(1, '4111111111111111', 'Olivia', 7391000000000000),
  })
  const calls = fc.record({
    method: fc.constantFrom('POST', 'PUT', 'DELETE', 'GET'),
    path: fc.constantFrom('/v4/payment', '/v4/account/creditcard', '/v4/customer/1', '/v4/payment/9/void'),
    body: members.map((each) => JSON.stringify(each)),
  })
  fc.assert(
    fc.property(calls, (call) => {
      const effect = effectOf(call as Parameters<typeof effectOf>[0])
      const kept = `${effectWords(effect, null).join(' ')} ${effect.problem ?? ''}`
      expect(kept.replace(/ending in \d{4}/, '')).not.toMatch(/\d{13}|5454|4111|3714|7391|Olivia/)
    }),
  )
})
