import { forOrg } from '@/lib/db'
import { contentSchema } from '@/lib/documents/content'
import { templateOf } from '@/lib/templates/template-of'
import { templateFigures } from '@/lib/templates/templates'

// The demo's price book: roofing, siding and windows, with what they cost.

/** code, name, category, unit, price and cost in dollars, taxable */
type Item = readonly [string, string, string, string, number, number | null, boolean]
const ITEMS: readonly Item[] = [
  ['RF-100', 'Remove existing asphalt shingles, two layers', 'Roofing', 'square', 68, 41, false],
  ['RF-110', 'Ice and water shield, eaves and valleys', 'Roofing', 'square', 112, 64.5, true],
  ['RF-120', 'Class 4 impact-resistant shingles, installed', 'Roofing', 'square', 438, 281, true],
  ['RF-130', 'Architectural shingles, installed', 'Roofing', 'square', 372, 236, true],
  ['RF-140', 'Ridge vent and ridge caps', 'Roofing', 'linear ft', 14.5, 8.7, true],
  ['RF-150', 'Roof decking, 7/16" OSB, replaced where rotten', 'Roofing', 'sheet', 96, 52, true],
  ['SD-200', 'Fiber cement lap siding, primed and painted', 'Siding', 'square', 1240, 815, true],
  ['SD-210', 'House wrap and flashing', 'Siding', 'square', 96, 48, true],
  ['SD-220', 'Soffit and fascia, aluminum', 'Siding', 'linear ft', 18.75, 11.2, true],
  ['GU-300', 'Gutters and downspouts, 6 inch seamless', 'Gutters', 'linear ft', 14, 7.9, true],
  ['WD-400', 'Double-hung vinyl window, low-E, installed', 'Windows', '', 864, 552, true],
  ['GN-900', 'Permit, dumpster and haul-away', 'General', '', 1185, 940, false],
  ['GN-910', 'Carpenter, for work that nobody could see before', 'General', 'hour', 95, 52, false],
]

/** A line with so many hundredths of an item. */
function line(code: string, quantityHundredths: number) {
  const item = ITEMS.find((each) => each[0] === code)
  if (!item) throw new Error(`no item ${code}`)
  const [id, description, , unit, price, cost, taxable] = item
  return {
    ...{ id, description, unit, quantityHundredths, unitPriceCents: Math.round(price * 100) },
    ...{ taxRateIds: taxable ? ['sales-tax'] : [], costCents: cost === null ? null : Math.round(cost * 100) },
  }
}

const roofTemplate = () =>
  templateOf(
    contentSchema.parse({
      title: 'New roof',
      note: 'Thank you for having us look at your roof. Prices hold while the proposal is open.',
      sections: [
        {
          ...{ id: 'roof', title: 'Roof' },
          lines: [line('RF-100', 3_000), line('RF-110', 900), line('RF-140', 6_000)],
        },
        { id: 'general', title: 'Permit and cleanup', lines: [line('GN-900', 100)] },
      ],
      optionGroups: [
        {
          ...{ id: 'shingles', title: 'Shingles', sectionId: 'roof', defaultOptionId: 'architectural' },
          options: [
            { id: 'architectural', title: 'Architectural', lines: [line('RF-130', 3_000)] },
            { id: 'class-4', title: 'Class 4, impact-resistant', lines: [line('RF-120', 3_000)] },
          ],
        },
      ],
      taxRates: [{ id: 'sales-tax', name: 'Sales tax', rateThousandths: 4_500 }],
      schedule: [
        { id: 'deposit', label: 'Deposit', kind: 'percent', percentThousandths: 30_000, due: { on: 'cancel_by' } },
        { id: 'rest', label: 'On completion', kind: 'rest', due: { on: 'completion' } },
      ],
    }),
  )

/** Gives a demo company a price book, a tax rate and a template. */
export const seedPrices = (orgId: string): Promise<void> =>
  forOrg(orgId, async (tx) => {
    await tx.priceItem.createMany({
      data: ITEMS.map(([code, name, category, unit, price, cost, taxable]) => ({
        ...{ orgId, code, name, category, unit, taxable },
        unitPriceCents: Math.round(price * 100),
        costCents: cost === null ? null : Math.round(cost * 100),
      })),
    })
    await tx.taxRate.create({ data: { orgId, name: 'Sales tax', rateThousandths: 4_500, isDefault: true } })
    const content = roofTemplate()
    const data = { orgId, name: 'Shingle roof, two choices', content, createdByName: 'Dana Whitfield' }
    await tx.documentTemplate.create({ data: { ...data, ...templateFigures(content) } })
  })
