import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { lineTexts, saveDocumentSchema } from './schema'
import { MAX_DOCUMENT_CENTS } from './total'

const documentId = '0190b1f0-0000-7000-8000-000000000001'
const parse = (...items: { description: string; quantity: string; unitPrice: string }[]) =>
  saveDocumentSchema.safeParse({ documentId, version: 1, formId: documentId, items })
const problems = (...items: Parameters<typeof parse>) =>
  parse(...items).error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? []

describe('the lines of a document', () => {
  test('are read as they are typed', () => {
    const { data } = parse(
      { description: ' Shingles ', quantity: '12.5', unitPrice: '$1,089.99' },
      { description: 'Discount', quantity: '1', unitPrice: '-100' },
    )
    expect(data?.items).toEqual([
      { description: 'Shingles', quantityHundredths: 1250, unitPriceCents: 108_999 },
      { description: 'Discount', quantityHundredths: 100, unitPriceCents: -10_000 },
    ])
  })

  test('say what is wrong beside the field', () => {
    expect(problems({ description: ' ', quantity: '0', unitPrice: '1.005' })).toEqual([
      'items.0.description: Enter what this line is for.',
      'items.0.quantity: Enter a quantity above 0, like 1 or 12.5.',
      'items.0.unitPrice: A price has at most two decimals. Enter dollars and cents, like 1,250.00.',
    ])
    expect(problems()).toEqual(['items: Add at least one line.'])
  })

  test('together stay between nothing and the most that fits', () => {
    const line = (unitPrice: string) => ({ description: 'x', quantity: '1', unitPrice })
    expect(problems(line('100'), line('-100'))).toEqual([])
    expect(problems(line('100'), line('-100.01'))[0]).toMatch('Make it $0.00 or more')
    expect(problems(line('9,999,999.99'))).toEqual([])
    expect(problems(line('9,999,999.99'), line('0.01'))[0]).toMatch('can’t be above $9,999,999.99')
  })

  test('read back what they show', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999_999 }), fc.integer({ min: 0, max: 10_000 }), (quantity, price) => {
        const line = { description: 'x', quantityHundredths: quantity, unitPriceCents: price }
        fc.pre(quantity * price <= MAX_DOCUMENT_CENTS * 100)
        expect(parse(lineTexts(line)).data?.items).toEqual([line])
      }),
    )
  })
})
