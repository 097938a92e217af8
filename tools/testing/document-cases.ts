import {
  type Discount,
  type DocumentInput,
  type Line,
  type PriceResult,
  priceDocument,
  type SchedulePart,
} from '@/lib/documents/sums'

// Builds small documents for tests, and reads what they come to.

export const amount = (amountCents: number): Discount => ({ kind: 'amount', amountCents })
export const percent = (percentThousandths: number): Discount => ({ kind: 'percent', percentThousandths })
export const line = (
  id: string,
  quantityHundredths: number,
  unitPriceCents: number,
  more: Partial<Line> = {},
): Line => ({
  ...{ id, quantityHundredths, unitPriceCents },
  ...more,
})
export const taxed = { taxRateIds: ['tax'] }
export const tax = (rateThousandths: number) => [{ id: 'tax', rateThousandths }]
export const document = (lines: Line[], more: Partial<DocumentInput> = {}): DocumentInput => ({
  sections: [{ id: 's', lines }],
  ...more,
})

export function decided(result: PriceResult) {
  if (!result.ok || result.state !== 'decided') throw new Error(`Not decided: ${JSON.stringify(result)}`)
  return result
}
export function open(result: PriceResult) {
  if (!result.ok || result.state !== 'open') throw new Error(`Not open: ${JSON.stringify(result)}`)
  return result
}
export const problemsOf = (result: PriceResult) => (result.ok ? [] : result.problems)
export const totalOf = (input: DocumentInput) => decided(priceDocument(input)).totalCents
export const partsOf = (input: DocumentInput) =>
  decided(priceDocument(input)).parts.map(({ amountCents }) => amountCents)

export const signing = { due: { on: 'signing' } } as const
export const fixed = (id: string, amountCents: number): SchedulePart => ({ id, kind: 'fixed', amountCents, ...signing })
export const share = (id: string, percentThousandths: number): SchedulePart => ({
  ...{ id, kind: 'percent', percentThousandths },
  ...signing,
})
export const equal = (id: string, of: number): SchedulePart => ({ id, kind: 'equal', of, ...signing })
export const rest: SchedulePart = { id: 'rest', kind: 'rest', due: { on: 'completion' } }
