import { renderToStaticMarkup } from 'react-dom/server'
import { expect, test } from 'vitest'
import { documentView } from '@/lib/pdf/document/view'
import { lineOf, snapshotOf } from '@/lib/testing/snapshots'
import { DocumentView } from './document-view'

// What somebody reads on the page is what the paper says, in the same order.

const CONTENT = {
  sections: [
    {
      ...{ id: 'roof', title: 'Roof' },
      lines: [
        lineOf('tear', 'Tear-off', 300_000, { discount: { kind: 'percent', percentThousandths: 10_000 } }),
        lineOf('sky', 'Skylight', 100_000, { optional: { taken: false } }),
      ],
    },
    { id: 'gutters', title: 'Gutters', lines: [lineOf('gutter', 'Seamless gutters', 237_150)] },
  ],
  optionGroups: [
    {
      ...{ id: 'g', title: 'Shingles', sectionId: 'roof', defaultOptionId: 'good' },
      options: [
        { id: 'good', title: 'Three-tab', lines: [lineOf('good-1', 'Three-tab shingles', 400_000)] },
        { id: 'best', title: 'Slate', lines: [lineOf('best-1', 'Slate look', 500_000)] },
      ],
    },
    {
      ...{ id: 'h', title: 'Color', sectionId: null, defaultOptionId: 'black' },
      options: [{ id: 'black', title: 'Black', lines: [lineOf('black-1', 'Charcoal', 0)] }],
    },
  ],
  discounts: [
    { kind: 'amount', amountCents: 50_000, id: 'neighbor', title: 'Neighbor discount' },
    { kind: 'percent', percentThousandths: 2_500, id: 'spring', title: '', sectionId: 'gutters' },
  ],
  taxRates: [{ id: 'state', name: 'Sales tax', rateThousandths: 8_875 }],
  schedule: [
    { kind: 'percent', percentThousandths: 30_000, id: 'a', label: 'Deposit', due: { on: 'signing' } },
    { kind: 'fixed', amountCents: 100_000, id: 'b', label: '', due: { on: 'milestone', milestone: 'Dry-in' } },
    { kind: 'rest', id: 'c', label: 'Final', due: { on: 'completion' } },
  ],
}

/** The texts of a page, each element's for itself. */
function pageOf(content: Parameters<typeof snapshotOf>[0], isChange = false): string[] {
  const snapshot = snapshotOf(content, { kind: isChange ? 'change_order' : 'proposal' })
  const html = renderToStaticMarkup(
    <DocumentView
      photoAt={(hash) => hash}
      label="Proposal"
      content={snapshot.content}
      isChange={isChange}
      empty={null}
    />,
  )
  return html.split(/<[^>]*>/).flatMap((text) => (text.trim() === '' ? [] : [text.trim()]))
}

function paperOf(content: Parameters<typeof snapshotOf>[0]) {
  const options = { hasLogo: false, photoFile: () => '', lastStartsPage: false }
  return documentView(snapshotOf(content), 'ab'.repeat(32), options)
}

function expectInOrder(texts: readonly string[], parts: readonly string[]): void {
  let from = 0
  for (const part of parts) {
    const at = texts.indexOf(part, from)
    expect(at, `“${part}” in ${texts.slice(from).join(' | ')}`).toBeGreaterThanOrEqual(0)
    from = at + 1
  }
}

const CHOSEN = {
  options: [
    { groupId: 'g', optionId: 'best' },
    { groupId: 'h', optionId: 'black' },
  ],
  lines: [],
}

test.each([
  ['while a choice is open', CONTENT],
  ['once all is chosen', { ...CONTENT, choices: CHOSEN }],
  ['for a customer who is exempt', { ...CONTENT, taxExemption: { reason: 'Church' } }],
])('the page has the lines, notes, choices, sums and payments of the paper, %s', (_, content) => {
  const page = pageOf(content)
  const { sections, totals, schedule } = paperOf(content)
  const lines = sections.flatMap(({ title, rows, groups }) => [
    ...(title === '' ? [] : [title]),
    ...rows.flatMap(({ label, notes }) => [label, ...notes]),
    ...groups.flatMap((group) => [
      group.title,
      ...group.options.flatMap((each) => [each.title, each.rows[0]?.label ?? '']),
    ]),
  ])
  expectInOrder(page, [
    ...lines,
    ...totals.rows.flatMap(({ label, amount }) => [label, amount]),
    ...['Total', totals.amount, 'Payment schedule'],
    ...schedule.rows.flatMap((row) => [row.label, row.due, row.share, row.amount].filter((words) => words !== '')),
  ])
})

test('a change order says with its sign what it does to the total', () => {
  const order = (cents: number) => ({ sections: [{ id: 's', lines: [lineOf('a', 'Decking', cents)] }] })
  expectInOrder(pageOf(order(134_400), true), ['Change to the total', '+$1,344.00'])
  expectInOrder(pageOf(order(-134_400), true), ['Change to the total', '−$1,344.00'])
})
