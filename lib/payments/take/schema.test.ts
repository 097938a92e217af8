import { afterEach, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { customerPaymentSchema, jobNumberSchema, ofLink, paymentSchema } from './schema'
import { type MakePaymentForm, paymentProblems } from './typed-payment'

const TODAY = new Date('2026-11-30T18:00:00Z')
moveClock(TODAY.getTime() - Date.now())
afterEach(() => moveClock(TODAY.getTime() - Date.now()))

const typed: MakePaymentForm = {
  paymentId: '7d5e2b1e-5f0a-4c59-9d0a-0d6ff2f6c001',
  jobNumber: 1001,
  takenOn: 'agreement',
  amount: '$1,500.00',
  method: 'card',
  confirmedRepeatOf: null,
  cardNumber: '4111 1111-1111 1111',
  expiry: '1/27',
  securityCode: ' 996 ',
  payerName: ' Linda Alvarez ',
  billingZip: ' 80202 ',
  routingNumber: '',
  accountNumber: '',
  accountType: 'checking',
  bankName: '',
  secCode: 'Ppd',
  savedAccountId: '',
  saveAccount: true,
  receiptEmail: ' linda@example.com ',
}

function problems(change: Partial<Record<keyof MakePaymentForm, unknown>>): Record<string, string> {
  const { error } = paymentSchema.safeParse({ ...typed, ...change })
  return Object.fromEntries((error?.issues ?? []).map((issue) => [issue.path.join('.'), issue.message]))
}

it('turns what was typed into what is charged', () => {
  expect(paymentSchema.parse(typed)).toEqual({
    paymentId: typed.paymentId,
    jobNumber: 1001,
    takenOn: 'agreement',
    amountCents: 150_000,
    confirmedRepeatOf: null,
    payerName: 'Linda Alvarez',
    saveAccount: true,
    receiptEmail: 'linda@example.com',
    source: {
      method: 'card',
      card: { number: '4111111111111111', brand: 'visa', expiry: { month: 1, year: 2027 }, securityCode: '996' },
      billingZip: '80202',
    },
  })
})

it('refuses a number that no job can have, which the database could not even look for', () => {
  for (const jobNumber of [0, -1, 1.5, 1_000_000_000, 2_147_483_648, 99_999_999_999, Number.NaN, '1001']) {
    expect(problems({ jobNumber })).toHaveProperty('jobNumber')
    expect(jobNumberSchema.safeParse(jobNumber).success).toBe(false)
  }
  expect(problems({ jobNumber: 999_999_999 })).toEqual({})
})

const bank = { method: 'bank', routingNumber: '131-111-114', accountNumber: '75 1111111', bankName: ' First Bank ' }

it('turns a bank account into what is charged, and ignores the card then', () => {
  expect(paymentSchema.parse({ ...typed, ...bank, accountType: 'savings', cardNumber: 'x', expiry: '' })).toMatchObject(
    {
      source: {
        method: 'bank',
        bank: { routingNumber: '131111114', accountNumber: '751111111', bankName: 'First Bank', isChecking: false },
        secCode: 'Ppd',
      },
    },
  )
})

it('takes a saved account by its id, and doesn’t save it again', () => {
  const saved = { method: 'saved', savedAccountId: typed.paymentId, cardNumber: '' }
  expect(paymentSchema.parse({ ...typed, ...saved })).toMatchObject({
    saveAccount: false,
    source: { method: 'saved', accountId: typed.paymentId, secCode: 'Ppd' },
  })
  expect(problems({ method: 'saved' })).toEqual({ savedAccountId: 'Choose a card or bank account.' })
})

it('needs neither a ZIP nor an address for the receipt', () => {
  expect(problems({ billingZip: '', receiptEmail: '  ' })).toEqual({})
})

it('fault 47: takes pasted and international addresses for the receipt, and a name of 149 characters', () => {
  for (const receiptEmail of ['smith&sons@example.com', '\u200edana@example.com', 'info@münchen.example'])
    expect(problems({ receiptEmail })).toEqual({})
  expect(problems({ payerName: 'x'.repeat(149) })).toEqual({})
  expect(problems({ payerName: 'x'.repeat(150) })).toEqual({ payerName: 'A name has at most 149 characters.' })
})

describe('says what is wrong and how to fix it', () => {
  it.each([
    ['amount', '', 'Enter the amount.'],
    ['amount', 'a lot', 'Enter the amount in dollars and cents, for example 1,500.00.'],
    ['amount', '-5', 'Enter the amount in dollars and cents, for example 1,500.00.'],
    ['amount', '10.005', 'Enter the amount in dollars and cents, for example 1,500.00.'],
    ['amount', '1 50', 'There’s a space between the digits. Enter the amount without it, for example 1,500.00.'],
    ['amount', '0.00', 'The amount must be more than $0.00.'],
    ['amount', '2,000,000.01', 'One payment can be $2,000,000.00 at most.'],
    ['cardNumber', '', 'Enter the card number.'],
    ['expiry', '10/26', 'This card has expired. Check the date, or use another card.'],
    ['securityCode', '1234', 'The security code is the 3 digits on the back of the card.'],
    ['payerName', '  ', 'Enter the name on the card.'],
    ['receiptEmail', 'linda@', 'Enter an email address like name@example.com, or leave this empty for no receipt.'],
  ] as const)('%s %j', (field, value, message) => expect(problems({ [field]: value })).toEqual({ [field]: message }))

  it('about everything at once', () => {
    const empty = { amount: '', cardNumber: '', expiry: '', securityCode: '', payerName: '', receiptEmail: 'x' }
    expect(Object.keys(problems(empty)).sort()).toEqual(Object.keys(empty).sort())
  })

  it('repeats nothing of the card', () => {
    const words = JSON.stringify(
      problems({ cardNumber: '4999 8888 7777 6666 5', expiry: '77/77', securityCode: '54321' }),
    )
    for (const secret of ['4999', '8888', '77/77', '54321']) expect(words).not.toContain(secret)
  })
})

it('takes a card to the end of its last day anywhere in the country', () => {
  moveClock(new Date('2026-12-01T09:30:00Z').getTime() - Date.now()) // still November in Hawaii
  expect(problems({ expiry: '11/26' })).toEqual({})
  moveClock(new Date('2026-12-01T10:30:00Z').getTime() - Date.now())
  expect(problems({ expiry: '11/26' })).toEqual({
    expiry: 'This card has expired. Check the date, or use another card.',
  })
})

it('fault 47: a wrong clock of the device expires no card', () => {
  moveClock(new Date('2031-05-01T12:00:00Z').getTime() - Date.now())
  const inBrowser = (expiry: string) => paymentProblems({ ...typed, expiry }, '2026-11-30').expiry
  expect(inBrowser(typed.expiry)).toBeNull()
  expect(inBrowser('10/26')).toMatch(/expired/)
  expect(problems({})).toHaveProperty('expiry') // on the server that is the day
})

it('takes no other shape from a browser', () => {
  for (const change of [
    { paymentId: '1' },
    { jobNumber: 0 },
    { jobNumber: '1' },
    { takenOn: 'invoice' },
    { amount: 5 },
  ])
    expect(Object.keys(problems(change))).toEqual(Object.keys(change))
  expect(paymentSchema.safeParse(null).success).toBe(false)
})

describe('a bank account', () => {
  const wrong = (change: Record<string, string>) => problems({ ...bank, ...change } as never)
  it.each([
    ['routingNumber', '', 'Enter the routing number.'],
    [
      'routingNumber',
      '13111111',
      'A routing number has 9 digits. On a check it is the first number at the bottom left.',
    ],
    ['routingNumber', '131111115', 'That’s not a routing number. Compare each digit with the check.'],
    ['routingNumber', '000000000', 'That’s not a routing number. Compare each digit with the check.'],
    ['accountNumber', '12a4', 'Enter the account number in digits only.'],
    ['accountNumber', '123', 'The account number is too short. Some digits are missing.'],
    ['accountNumber', '131111114', 'That’s the routing number again. The account number comes after it.'],
    ['bankName', ' ', 'Enter the name of the bank.'],
    ['payerName', '', 'Enter the name on the account.'],
  ])('%s %j', (field, value, message) => expect(wrong({ [field]: value })).toEqual({ [field]: message }))

  it('is taken with every routing number of the document', () => {
    for (const routingNumber of ['131111114', '307075259', '325272034', '072000326'])
      expect(wrong({ routingNumber })).toEqual({})
  })
})

describe('what a customer’s form sends', () => {
  const { jobNumber: _, takenOn: __, secCode: ___, ...theirs } = typed
  const sent = { ...theirs, ...bank, seenOwedCents: 500_000 }

  it('says nothing of the job, the document and how it is authorized, and is not asked', () => {
    const said = { ...sent, jobNumber: 7, takenOn: 'proposal', secCode: 'Tel' }
    for (const form of [sent, said]) {
      const payment = ofLink(customerPaymentSchema.parse(form), 1001)
      expect(payment).toMatchObject({ jobNumber: 1001, seenOwedCents: 500_000, amountCents: 150_000 })
      expect(payment.source).toMatchObject({ method: 'bank', secCode: 'Web' })
    }
  })

  it('has to say what was owed, and is held to the same rules', () => {
    const wrong = (change: object) =>
      (customerPaymentSchema.safeParse({ ...sent, ...change }).error?.issues ?? []).map(({ path }) => path.join('.'))
    expect(wrong({})).toEqual([])
    for (const seenOwedCents of [undefined, null, -1, 1.5, '500', 2_147_483_648])
      expect(wrong({ seenOwedCents })).toEqual(['seenOwedCents'])
    expect(wrong({ amount: '0' })).toEqual(['amount'])
    expect(wrong({ routingNumber: '1' })).toEqual(['routingNumber'])
  })
})
