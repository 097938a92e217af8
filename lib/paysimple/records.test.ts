import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readAchAccount } from './ach-accounts'
import { readCreditCard } from './credit-cards'
import { readCustomer, write } from './customer-record'
import {
  FREQUENCIES,
  ISSUERS,
  PAYMENT_STATUSES,
  PAYMENT_SUB_TYPES,
  readName,
  SCHEDULE_STATUSES,
  writeName,
} from './enumerations'
import { readPayment } from './payment-record'
import { readPaymentPlan, readPaymentSchedule, readRecurringPayment } from './schedule-record'

// Answers → records: whatever PaySimple may answer, nothing throws and nothing reads as paid.

describe('enumerations', () => {
  const ALL: Record<string, Readonly<Record<string, number>>> = {
    ISSUERS,
    PAYMENT_STATUSES,
    PAYMENT_SUB_TYPES,
    SCHEDULE_STATUSES,
    FREQUENCIES,
  }

  it.each(Object.entries(ALL))('%s are known by name in any case, by number, and by number as text', (_, numbers) => {
    for (const [name, number] of Object.entries(numbers)) {
      for (const value of [name, name.toLowerCase(), ` ${name.toUpperCase()} `, number, String(number)])
        expect(readName(numbers, value)).toBe(name)
      expect(writeName(numbers, name)).toBe(number)
    }
  })

  it('are spelt in several ways in the document', () => {
    expect(readName(PAYMENT_STATUSES, 'Refund Settled')).toBe('RefundSettled')
    expect(readName(PAYMENT_STATUSES, 'ChargeBack')).toBe('Chargeback')
    expect(readName(PAYMENT_SUB_TYPES, 'MOTO')).toBe('Moto')
    expect(readName(FREQUENCIES, 'Semi-Annually')).toBe('SemiAnnually')
  })

  it('PS-048 keep a status that is not known as it came: never paid', () => {
    const known = new Set(
      Object.entries(PAYMENT_STATUSES).flatMap(([name, number]) => [name.toLowerCase(), String(number)]),
    )
    const value = fc.oneof(fc.string(), fc.integer(), fc.constantFrom('constructor', '__proto__', 'toString', 'Paid'))
    fc.assert(
      fc.property(value, (status) => {
        if (known.has(String(status).replace(/[\s-]/g, '').toLowerCase())) return
        const read = readPayment({ Id: 1, Status: status }).Status
        expect(read).toBe(String(status).trim())
        expect(Object.hasOwn(PAYMENT_STATUSES, read)).toBe(false)
      }),
    )
  })

  it('send an unknown name back as it came', () => {
    for (const name of ['Diners', 'constructor', null, undefined]) expect(writeName(ISSUERS, name)).toBe(name)
  })
})

describe('records', () => {
  const READERS = {
    readCustomer,
    readCreditCard,
    readAchAccount,
    readPayment,
    readRecurringPayment,
    readPaymentPlan,
    readPaymentSchedule,
  }
  const members = Object.keys({
    ...readCustomer({ Id: 1 }),
    ...readPayment({ Id: 1 }),
    ...readPaymentPlan({ Id: 1 }),
    ...readRecurringPayment({ Id: 1 }),
  }).map((member) => member.replace(/Cents$/, ''))
  const anyRecord = fc.dictionary(fc.oneof(fc.constantFrom(...members), fc.string()), fc.anything(), { maxKeys: 40 })

  it.each(Object.entries(READERS))('%s: unknown members, nulls and odd values never throw', (_, read) => {
    fc.assert(
      fc.property(anyRecord, (wire) => {
        const record = read({ ...wire, Id: 7 })
        expect(record.Id).toBe(7)
        expect(JSON.stringify(record)).not.toContain('NaN')
        for (const [member, value] of Object.entries(record)) {
          expect(value).not.toBeUndefined()
          if (member.endsWith('Cents')) expect(value === null || Number.isSafeInteger(value)).toBe(true)
        }
      }),
    )
  })

  it('take a number that is none for nothing', () => {
    for (const PaymentSubType of [Number.NaN, Number.POSITIVE_INFINITY])
      expect(readPayment({ Id: 7, PaymentSubType }).PaymentSubType).toBeNull()
  })

  it.each(Object.entries(READERS))('%s: has an id, or is no record', (_, read) => {
    for (const wire of [{}, { Id: 0 }, { Id: 'x' }, null, [], 'text', 5])
      expect(() => read(wire)).toThrow(/^an (id|object) was expected/)
  })

  it('never read as authorized, posted or settled without the status that says so', () => {
    fc.assert(
      fc.property(anyRecord, (wire) => {
        const { Status: _, ...rest } = wire
        expect(readPayment({ ...rest, Id: 7 }).Status).toBe('')
      }),
    )
  })

  it('PS-046 take a FailureData of nulls for none', () => {
    for (const FailureData of [null, undefined, { Code: null, Description: null, MerchantActionText: null }])
      expect(readPayment({ Id: 1, FailureData }).FailureData).toBeNull()
    expect(readPayment({ Id: 1, FailureData: { Code: 4005, IsDecline: 'true' } }).FailureData).toMatchObject({
      Code: '4005',
      IsDecline: true,
    })
  })

  it('PS-024 a customer that was read can be sent back as it is', () => {
    const BillingAddress = {
      StreetAddress1: '1 Main St',
      StreetAddress2: null,
      City: 'Denver',
      StateCode: 'CO',
      ZipCode: '80202',
      Country: 'US',
    }
    const wire = {
      Id: 7,
      FirstName: 'A',
      LastName: 'B',
      Company: 'C',
      BillingAddress,
      ShippingSameAsBilling: false,
      LastModified: '2013-10-01T19:16:38.5061103Z',
      Unknown: 1,
    }
    const body = write(readCustomer(wire))
    expect(body).toMatchObject({ FirstName: 'A', Company: 'C', BillingAddress, ShippingSameAsBilling: false })
    expect(Object.keys(body)).not.toContain('LastModified')
    expect(write({ FirstName: 'A', LastName: 'B' }).ShippingSameAsBilling).toBe(true)
  })
})
