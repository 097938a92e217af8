import { describe, expect, it } from 'vitest'
import { refundProblem, resultOf, reversalWords, whatTheCustomerSees } from './reversal-words'

const card = { amountCents: 150_000, method: 'card', accountLabel: 'Visa', lastFour: '1111' } as const
const bank = { ...card, method: 'bank', accountLabel: 'First Bank checking' } as const
const told = { kind: 'refund', status: 'not_done', reason: null, paysimpleMessage: null, retainedCents: 0 } as const

it('says what is wrong with the amount of a refund', () => {
  expect(['1500', '$1,500.00', '0.01'].map((typed) => refundProblem(typed, 150_000))).toEqual([null, null, null])
  for (const typed of ['', '0', '1500.01', '2000'])
    expect(refundProblem(typed, 150_000)).toBe('Enter more than $0.00 and at most $1,500.00.')
  expect(refundProblem('200.005', 150_000)).toBe('Enter the amount in dollars and cents, for example 1,500.00.')
})

describe('whatTheCustomerSees', () => {
  it('says of a void that nothing is posted, and of a bank account that nothing is taken', () => {
    expect(whatTheCustomerSees('void', card)).toContain('disappears')
    expect(whatTheCustomerSees('void', bank)).not.toContain('statement')
  })
  it('says of a refund when the credit comes, which takes longer at a bank', () => {
    expect(whatTheCustomerSees('refund', card)).toMatch(/\$1,500\.00 on Visa 1111 within 3 to 5 business days/)
    expect(whatTheCustomerSees('refund', bank)).toMatch(/5 to 7 business days/)
  })
  it('says of a partial refund that it is two lines', () => {
    expect(whatTheCustomerSees('refund', card, 100_000)).toMatch(
      /all \$1,500\.00 goes back.*the \$1,000\.00 you keep is charged again.*two lines/,
    )
  })
})

describe('reversalWords', () => {
  it.each(['unreachable', 'refused', 'absent', 'credentials', 'rights', null, 'of_a_later_version'])(
    'says of %s that nothing was refunded, and never that a card wasn’t charged',
    (reason) => {
      const words = reversalWords({ ...told, reason }, card)
      expect(Object.values(words).every((text) => text.length > 5)).toBe(true)
      expect(Object.values(words).join(' ')).not.toMatch(/charged/)
    },
  )
  it('quotes PaySimple', () => {
    expect(reversalWords({ ...told, reason: 'refused', paysimpleMessage: 'Too late.' }, card).what).toMatch(
      /^PaySimple says: “Too late\.”/,
    )
  })
  it('tells a person not to repeat an unconfirmed one', () => {
    for (const status of ['submitting', 'unknown'] as const) {
      expect(reversalWords({ ...told, status }, card).next).toContain('Don’t refund it another way')
      expect(resultOf({ ...told, status }, card, null).state).toBe('checking')
    }
  })
  it('says of a refund that is done what the customer sees', () => {
    expect(reversalWords({ ...told, status: 'done' }, card).what).toBe(whatTheCustomerSees('refund', card))
    expect(reversalWords({ ...told, status: 'canceled' }, card).what).toContain('counts again')
  })
})

describe('resultOf', () => {
  const partial = { ...told, status: 'done', retainedCents: 100_000 } as const
  it('calls a refund done, and one that was canceled or refused not done', () => {
    expect(resultOf({ ...told, status: 'done' }, card, null).state).toBe('done')
    expect(resultOf({ ...told, status: 'canceled' }, card, null).state).toBe('not_done')
    expect(resultOf(told, card, null).state).toBe('not_done')
  })
  it('calls a partial refund done only when both halves are', () => {
    expect(resultOf(partial, card, { status: 'authorized', reason: null }).state).toBe('done')
    expect(resultOf(partial, card, { status: 'submitting', reason: null }).state).toBe('checking')
    expect(resultOf(partial, card, null).state).toBe('checking')
    const half = resultOf(partial, card, { status: 'declined', reason: 'declined' })
    expect(half).toMatchObject({ state: 'half', title: '$1,500.00 is refunded, but $1,000.00 wasn’t charged again' })
  })
})
