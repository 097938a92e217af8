import { describe, expect, it } from 'vitest'
import { contentSchema } from '@/lib/documents/content'
import { idsOf } from '@/lib/documents/places'
import { pricedInput } from '@/lib/documents/priced-input'
import { priceDocument } from '@/lib/documents/sums'
import { applyTemplate, copyOf, templateOf } from './template-of'

const line = (id: string, unitPriceCents: number) => ({
  id,
  description: 'Roof',
  quantityHundredths: 100,
  unitPriceCents,
})
const CONTENT = contentSchema.parse({
  ...{ title: 'Roof', note: 'Dear customer', internalNote: 'Check the permit', terms: '# Terms' },
  sections: [{ id: 's', title: 'Roof', lines: [{ ...line('l', 100_00), taxRateIds: ['t'] }] }],
  optionGroups: [
    {
      ...{ id: 'g', title: 'Shingles', sectionId: 's', defaultOptionId: 'good' },
      options: [
        { id: 'good', title: 'Good', lines: [line('a', 500_00)] },
        { id: 'best', title: 'Best', lines: [line('b', 900_00)] },
      ],
    },
  ],
  discounts: [{ id: 'd', kind: 'percent', percentThousandths: 10_000, title: 'Spring', sectionId: 's' }],
  taxRates: [{ id: 't', name: 'State', rateThousandths: 2_900 }],
  taxExemption: { reason: 'Church' },
  schedule: [
    { id: 'p1', kind: 'percent', percentThousandths: 30_000, label: 'Deposit', due: { on: 'signing' } },
    { id: 'p2', kind: 'fixed', amountCents: 5_000, label: 'Second', due: { on: 'day', day: '2026-12-24' } },
    { id: 'p3', kind: 'rest', label: 'Rest', due: { on: 'completion' } },
  ],
  choices: { options: [{ groupId: 'g', optionId: 'best' }], lines: [] },
  photos: [{ id: 'ph', hash: 'ab'.repeat(32), width: 1, height: 1 }],
  expiresOn: '2026-12-31',
})

describe('a template', () => {
  it('keeps sections, lines, options, discounts, taxes, texts and the schedule, and nothing of the one job', () => {
    const kept = templateOf(CONTENT)
    expect(kept).toEqual({
      ...CONTENT,
      ...{ photos: [], internalNote: '', choices: { options: [], lines: [] }, expiresOn: null, taxExemption: null },
      schedule: [
        CONTENT.schedule[0],
        { ...CONTENT.schedule[1], due: { on: 'milestone', milestone: '' } },
        CONTENT.schedule[2],
      ],
    })
    expect(templateOf(kept)).toEqual(kept)
    expect(contentSchema.parse(kept)).toEqual(kept)
  })

  it('begins a document with ids of its own, which asks when a payment is due that was on a day', () => {
    const content = applyTemplate(CONTENT)
    expect(JSON.stringify(content)).not.toMatch(/"(?:s|l|g|good|best|t|d|p1|a|b)"/)
    const priced = priceDocument(pricedInput(content))
    expect(priced).toMatchObject({
      ok: false,
      problems: [{ path: 'schedule.1.due.milestone', message: 'Enter the milestone at which this payment is due.' }],
    })
    const told = {
      ...content,
      schedule: content.schedule.map((part) =>
        part.due.on === 'milestone' ? { ...part, due: { on: 'milestone' as const, milestone: 'Dry-in' } } : part,
      ),
    }
    const sums = priceDocument(pricedInput(told))
    // 600.00 − 10% = 540.00, and 2.9% of the taxed 90.00.
    expect(sums).toMatchObject({ ok: true, state: 'open', fromCents: 54_000 + 261 })
  })
})

describe('a copy from another job', () => {
  it('has everything but what is of the other customer alone, under ids of its own', () => {
    const copy = copyOf({ ...CONTENT, landing: 'spread' }, '2026-12-24')
    expect(copy).toMatchObject({
      ...{ title: 'Roof', note: 'Dear customer', internalNote: '', terms: '# Terms', expiresOn: null },
      ...{ taxExemption: null, choices: { options: [], lines: [] }, landing: 'rest', show: CONTENT.show },
      taxRates: [{ name: 'State', rateThousandths: 2_900 }],
      photos: [{ hash: 'ab'.repeat(32), width: 1, height: 1 }],
      // On the day itself it can still be paid.
      schedule: [{ label: 'Deposit' }, { due: { on: 'day', day: '2026-12-24' } }, { label: 'Rest' }],
    })
    const [before, after] = [idsOf(CONTENT), idsOf(copy)]
    expect(after).toHaveLength(before.length)
    expect(after.filter((id) => before.includes(id))).toEqual([])
    // 600.00 − 10% = 540.00, and 2.9% of the taxed 90.00.
    expect(priceDocument(pricedInput(copy))).toMatchObject({ ok: true, state: 'open', fromCents: 54_000 + 261 })
  })

  it('asks when a payment is due whose day is over', () => {
    const [, second] = copyOf(CONTENT, '2026-12-25').schedule
    expect(second).toMatchObject({ label: 'Second', amountCents: 5_000, due: { on: 'milestone', milestone: '' } })
  })
})
