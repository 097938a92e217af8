import { describe, expect, it } from 'vitest'
import { createRedact } from './redact'
import { BANK, INVALID_VISA, NUMBERS, VISA } from './test-accounts'

const redact = createRedact(['the-api-key'], NUMBERS)
const json = (value: unknown) => JSON.parse(redact(JSON.stringify(value)))

describe('what is shown of a body', () => {
  it('keeps the last four digits of a card or bank account, and nothing of a CVV', () => {
    expect(json({ CreditCardNumber: VISA.CreditCardNumber, CVV: '996', Issuer: 'Visa' })).toEqual({
      CreditCardNumber: '************1111',
      CVV: '***',
      Issuer: 'Visa',
    })
    expect(json({ ...BANK, cvv: 996 })).toMatchObject({
      AccountNumber: '*****1111',
      RoutingNumber: '131111114',
      cvv: '***',
    })
    expect(json({ CVV: null, AccountNumber: null })).toEqual({ CVV: null, AccountNumber: null })
    expect(json({ creditcardnumber: 4111111111111111 })).toEqual({ creditcardnumber: '************1111' })
  })

  it('finds numbers in the middle of other texts, grouped, nested and as numbers', () => {
    const shown = redact(
      JSON.stringify({
        Meta: {
          Errors: { ErrorMessages: [{ Message: `The number 4111 1111 1111 1112 is wrong, ${INVALID_VISA} too` }] },
        },
        Notes: ['5454-5454-5454-5454', 371449635398456],
        Description: `account ${BANK.AccountNumber}`,
      }),
    )
    expect(shown.replace(/[ -]/g, '')).not.toMatch(/\d{9}/)
    expect(shown).toContain('*****1111')
  })

  it('does the same where the text is no JSON, and leaves out keys and signatures', () => {
    const shown = redact('PSSERVER accessid=a; timestamp=t; signature=abc/+=; key the-api-key 4111111111111111 <html>')
    expect(shown).toBe('PSSERVER accessid=a; timestamp=t; signature=(left out); key (left out) ************1111 <html>')
  })

  it('leaves ids, amounts, dates and trace codes as they are', () => {
    const body = {
      Id: 1611848,
      Amount: 2000000.01,
      CreatedOn: '2013-10-01T19:16:38.5061103Z',
      TraceCode: 'API8D0AE891FE42F3D',
    }
    expect(json(body)).toEqual(body)
  })
})
