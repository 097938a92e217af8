import { linesOf } from './lines-of'
import { same } from './merge'
import type { Snapshot } from './snapshot'
import type { PricedDocument } from './sums'

/** How a line reads in two versions. Amounts are after the line's own discount; null where the line isn't there. */
export type LineChange = {
  id: string
  kind: 'added' | 'dropped' | 'dearer' | 'cheaper' | 'reworded'
  description: string
  beforeCents: number | null
  afterCents: number | null
}

export type Comparison = {
  lines: LineChange[]
  /** Null where a choice was open. */
  totalBeforeCents: number | null
  totalAfterCents: number | null
  /** What else reads otherwise, in words: "Terms", "Payment schedule". */
  others: string[]
}

const totalOf = (sums: PricedDocument) => (sums.ok && sums.state === 'decided' ? sums.totalCents : null)

const headingsOf = (sections: readonly { id: string; title: string }[]) => sections.map(({ id, title }) => [id, title])

const OTHERS: [name: string, of: (content: Snapshot['content']) => unknown][] = [
  ['Title', ({ title }) => title],
  ['Note', ({ note }) => note],
  [
    'Options',
    ({ optionGroups }) =>
      optionGroups.map(({ options, ...group }) => [
        group,
        options.map(({ id, title, sections }) => [id, title, headingsOf(sections)]),
      ]),
  ],
  ['Headings', ({ sections }) => headingsOf(sections)],
  ['Discounts', ({ discounts }) => discounts],
  ['Taxes', ({ taxRates, taxExemption }) => [taxRates, taxExemption]],
  ['Payment schedule', ({ schedule }) => schedule],
  ['Terms', ({ terms }) => terms],
  ['Photos', ({ photos }) => photos],
  ['Good until', ({ expiresOn }) => expiresOn],
  ['Where the change lands', ({ landing = 'rest' }) => landing],
]

/** Compares two versions of a document as a customer would read them. Pure. */
export function compareVersions(before: Snapshot, after: Snapshot): Comparison {
  const [old, current] = [before, after].map((version) => {
    const prices = new Map(version.sums.lines.map((line) => [line.id, line.subtotalCents]))
    return linesOf(version.content).map(({ line }) => ({ line, cents: prices.get(line.id) ?? 0 }))
  })
  const wasOf = new Map(old?.map((each) => [each.line.id, each]))
  const isOf = new Map(current?.map((each) => [each.line.id, each]))
  const lines = [
    ...(current ?? []).flatMap(({ line, cents }): LineChange[] => {
      const was = wasOf.get(line.id)
      const change = { id: line.id, description: line.description, beforeCents: was?.cents ?? null, afterCents: cents }
      if (!was) return [{ ...change, kind: 'added' }]
      if (was.cents !== cents) return [{ ...change, kind: cents > was.cents ? 'dearer' : 'cheaper' }]
      return same(was.line, line) ? [] : [{ ...change, kind: 'reworded' }]
    }),
    ...(old ?? []).flatMap(({ line, cents }): LineChange[] =>
      isOf.has(line.id)
        ? []
        : [{ id: line.id, kind: 'dropped', description: line.description, beforeCents: cents, afterCents: null }],
    ),
  ]
  return {
    lines,
    totalBeforeCents: totalOf(before.sums),
    totalAfterCents: totalOf(after.sums),
    others: [
      ...OTHERS.filter(([, of]) => !same(of(before.content), of(after.content))).map(([name]) => name),
      ...(same(before.change, after.change) ? [] : ['What it does to the total and the payments']),
    ],
  }
}
