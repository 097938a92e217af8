import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coach, type Failure } from './decline-coach'
import { DECLINES, type DeclineTopic } from './decline-words'
import { FAILURE_CODES, type Processor } from './failure-codes'

const UNSAYABLE =
  /\b(lost|stolen|steal|theft|thief|fraud\w*|pick(ed)?[ -]?up|captur\w*|confiscat\w*|crim\w*|suspic\w*|polic\w*)\b/i
const STEPS = ['re_key', 'other_card', 'bank_account', 'call_bank', 'contact_paysimple', 'try_later']
const processors = Object.keys(FAILURE_CODES) as Processor[]
const lines = processors.flatMap((processor) => FAILURE_CODES[processor].map((line) => ({ processor, ...line })))
const isCardProcessor = (processor: Processor) => processor === 'TSYS' || processor === 'Global'

describe('the words', () => {
  it.each(Object.entries(DECLINES))('of %s can be said aloud at a kitchen table', (_topic, advice) => {
    const said = `${advice.title} ${advice.what} ${advice.next}`
    expect(said).not.toMatch(UNSAYABLE)
    expect(said).not.toMatch(/\b(invalid|oops|error|\d{4})\b/i)
    expect(advice.title).toMatch(/^[A-Z].*[^.]$/)
    for (const part of [advice.what, advice.next]) expect(part).toMatch(/^[A-Z].*\.$/)
    expect(STEPS).toContain(advice.step)
  })

  it('are each topic’s own', () => {
    const all = Object.values(DECLINES)
    for (const part of ['title', 'what'] as const)
      expect(new Set(all.map((advice) => advice[part])).size).toBe(all.length)
  })

  it('say that a retry helps exactly where the step leads back to the same account', () => {
    for (const [topic, { step, retryHelps }] of Object.entries(DECLINES)) {
      if (step === 're_key' || step === 'call_bank') expect(retryHelps, topic).toBe(true)
      if (step === 'other_card' || step === 'contact_paysimple') expect(retryHelps, topic).toBe(false)
    }
    expect(DECLINES.duplicate.retryHelps).toBe(false) // never suggests a second charge
  })
})

describe('PS-083 every code of every processor', () => {
  it.each(lines)('$processor $code ($description) has words that fit its kind', ({ processor, code, description }) => {
    const paymentType = isCardProcessor(processor) ? 'CC' : 'ACH'
    for (const failure of [
      { code, processor },
      { code, description, paymentType },
    ]) {
      const advice = coach(failure)
      expect(advice).toMatchObject(DECLINES[advice.topic])
      if (paymentType === 'ACH') expect(`${advice.title} ${advice.what}`).not.toMatch(/\bcard/i)
    }
  })

  it('is a topic of its own choice, not the one for "nobody knows"', () => {
    const general = lines.filter(({ processor, code }) => coach({ code, processor }).topic === 'declined')
    expect(general.map(({ code }) => code)).toEqual(['4005', '4093', '4880', '4881', '4005'])
  })

  it('leads where PaySimple’s own action leads', () => {
    for (const { processor, code, action } of lines) {
      const { step } = coach({ code, processor })
      const at = `${processor} ${code}`
      if (action === 're_enter_code' && code !== '4014') expect(step, at).toBe('re_key')
      if (action === 're_enter_amount') expect(step, at).toBe('re_key')
      if (action === 'try_later') expect(step, at).toBe('try_later')
      if (action === 'other_method') expect(['other_card', 'bank_account', 'call_bank'], at).toContain(step)
      if (action === 'contact_support') expect(['contact_paysimple', 'other_card', 'try_later'], at).toContain(step) // duplicates wait, the rest use another card
    }
  })
})

describe('a code with several meanings', () => {
  it.each<[Failure, DeclineTopic]>([
    [{ code: '4014', description: 'Invalid card number' }, 'card_number'],
    [{ code: '4014', description: 'Invalid CID' }, 'security_code'],
    [{ code: '4014', description: 'Invalid Card Number', paymentType: 'ACH' }, 'account_number'],
    [{ code: '4014', processor: 'Forte' }, 'account_number'],
    [{ code: '4054', description: 'Invalid Expiration Date' }, 'expired'],
    [{ code: '4054', description: 'Invalid PIN number' }, 'pin'],
    [{ code: '4054', processor: 'Global' }, 'pin'],
    [{ code: '4055' }, 'pin'],
    [{ code: '4055', processor: 'Vericheck' }, 'details'],
  ])('%j: %s', (failure, topic) => expect(coach(failure).topic).toBe(topic))
})

describe('PS-045 a failure without a code is understood by the processor’s words', () => {
  it.each<[string, DeclineTopic]>([
    ['DECLINE', 'declined'],
    ['CVV2 MISMATCH', 'security_code'],
    ['CARD NO. ERROR', 'card_number'],
    ['EXPIRED CARD', 'expired'],
    ['    HOLD-CALL    ', 'hold'],
    ['SERV NOT ALLOWED', 'not_allowed'],
    ['bad bin response', 'setup'],
    ['FAILURE CV', 'check_failed'],
    ['NO ACCOUNT', 'no_account'],
    ['STOP RECURRING', 'stopped'],
    ['CALL', 'call_bank'],
    ['NO CHECK ACCOUNT', 'no_account'],
    ['NO SUCH ISSUER', 'card_number'],
    ['INSUFF FUNDS', 'funds'],
    ['OVER LIMIT', 'limit'],
    ['PICK UP CARD', 'hold'],
    ['Duplicate', 'duplicate'],
  ])('%s: %s', (providerAuthCode, topic) => expect(coach({ providerAuthCode }).topic).toBe(topic))

  it('speaks of a bank account where one was charged', () => {
    expect(coach({ paymentType: 'ACH' }).topic).toBe('account_declined')
    expect(coach({ paymentType: 'ACH', providerAuthCode: 'DECLINE' }).topic).toBe('account_declined')
    expect(coach({ paymentType: 'ACH', providerAuthCode: 'NO ACCOUNT' }).topic).toBe('account_number')
  })

  it('answers whatever it is given', () => {
    const text = fc.option(fc.oneof(fc.string(), fc.constantFrom('4005', 'constructor', '__proto__', 'lost')), {
      nil: null,
    })
    fc.assert(
      fc.property(text, text, text, text, (code, description, providerAuthCode, paymentType) => {
        const { topic, title, what, next } = coach({ code, description, providerAuthCode, paymentType })
        expect(Object.keys(DECLINES)).toContain(topic)
        expect(`${title} ${what} ${next}`).not.toMatch(UNSAYABLE)
      }),
    )
  })
})
