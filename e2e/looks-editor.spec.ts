import { test } from '@playwright/test'
import { contentSchema } from '@/lib/documents/content'
import { withDatabase } from './support/data'
import { openEditor, proposalDesk, unfold } from './support/editor'
import { look } from './support/look'

// The editor with everything that a document can hold, in three sizes, light and dark.

const line = (id: string, description: string, unitPriceCents: number, more = {}) => ({
  ...{ id, description, quantityHundredths: 100, unitPriceCents, taxRateIds: ['tax'] },
  ...more,
})

const RICH = contentSchema.parse({
  title: 'New roof, 12 Elm Street',
  note: 'Thank you for having us out. Everything below is good for thirty days.',
  terms: '# Work\nWe clean up every evening.',
  sections: [
    {
      ...{ id: 'tear', title: 'Tear-off' },
      lines: [
        line('a', 'Tear off two layers of shingles, haul away and dispose, with a magnet sweep of the yard', 0, {
          ...{ quantityHundredths: 2_850, unit: 'squares', unitPriceCents: 12_500, costCents: 8_000 },
        }),
        line('b', 'Replace rotten decking', 9_500, { unit: 'sheets', optional: { taken: false } }),
      ],
    },
    {
      ...{ id: 'roof', title: 'Roof' },
      lines: [
        line('c', 'Permit', 35_000, { taxRateIds: [], discount: { kind: 'percent', percentThousandths: 10_000 } }),
      ],
    },
  ],
  optionGroups: [
    {
      ...{ id: 'shingles', title: 'Shingles', defaultOptionId: 'good' },
      options: [
        { id: 'good', title: 'Good', lines: [line('g', 'Three-tab shingles, 25 years', 780_000)] },
        { id: 'better', title: 'Better', lines: [line('h', 'Architectural shingles, 50 years', 930_000)] },
      ],
    },
  ],
  choices: { options: [{ groupId: 'shingles', optionId: 'good' }], lines: [] },
  discounts: [{ id: 'd', title: 'Spring special', kind: 'amount', amountCents: 50_000 }],
  taxRates: [{ id: 'tax', name: 'Sales tax', rateThousandths: 8_810 }],
  schedule: [
    { id: 'p1', label: 'Deposit', due: { on: 'signing' }, kind: 'percent', percentThousandths: 10_000 },
    {
      id: 'p2',
      label: 'Draw',
      due: { on: 'milestone', milestone: 'Roof is dry' },
      kind: 'fixed',
      amountCents: 400_000,
    },
    { id: 'p3', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
  ],
  expiresOn: '2031-01-31',
})

const FOLDS = ['Title and note', 'Discounts', 'Taxes', 'Payment schedule', 'What the customer sees', 'Good until']

test('the editor of a document with everything in it', async ({ browser }) => {
  const desk = await proposalDesk()
  await withDatabase((client) =>
    client.query('update document set content = $2 where job_id = $1', [desk.job.id, JSON.stringify(RICH)]),
  )
  const page = await openEditor(browser, desk)
  await look(page, 'editor')
  for (const fold of FOLDS) await unfold(page, fold)
  await look(page, 'editor-unfolded')
})
