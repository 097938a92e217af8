import { differenceWords } from '@/lib/documents/offers'
import type { Snapshot } from '@/lib/documents/snapshot'
import type { OptionPrice } from '@/lib/documents/sums'
import { formatCents } from '@/lib/money'
import { contextOf, type LineContext, type Row, rowsOf } from './lines'

// The sections of a document with their lines and choices, as its paper has them. Pure.

type SnapshotGroup = Snapshot['content']['optionGroups'][number]

type OptionView = {
  title: string
  level: number
  isTaken: boolean
  /** "Chosen" */
  state: string
  /** "+$1,000.00" */
  difference: string
  /** "Total $18,400.00" */
  total: string
  rows: Row[]
  sections: { title: string; rows: Row[] }[]
  isLast: boolean
}

type GroupView = { title: string; level: number; hint: string; options: OptionView[]; startsPage: boolean }

export type SectionView = {
  title: string
  /** What it comes to; null where that isn't shown, or isn't known yet. */
  subtotal: string | null
  rows: Row[]
  groups: GroupView[]
  startsPage: boolean
}

/** The sections that have something in them, those of choices that stand in none last. */
export function sectionsOf(snapshot: Snapshot): SectionView[] {
  const { content, sums } = snapshot
  const context = contextOf(snapshot)
  const groupsIn = (sectionId: string | null, level: number) =>
    content.optionGroups
      .filter((group) => group.sectionId === sectionId)
      .map((group) => groupView(group, level, snapshot, context))
      .filter(({ options }) => options.length > 0)
  const hasSubtotals = content.show.lineTotals && sums.state === 'decided' && content.sections.length > 1
  const subtotals = new Map(sums.state === 'decided' ? sums.sections.map((each) => [each.id, each.subtotalCents]) : [])
  const sections = content.sections.map(({ id, title, lines }): SectionView => {
    const cents = subtotals.get(id)
    return {
      title,
      subtotal: hasSubtotals && title !== '' && cents !== undefined ? formatCents(cents) : null,
      rows: rowsOf(lines, context),
      groups: groupsIn(id, title === '' ? 2 : 3),
      startsPage: false,
    }
  })
  const loose: SectionView = { title: '', subtotal: null, rows: [], groups: groupsIn(null, 2), startsPage: false }
  return [...sections, loose].filter(({ rows, groups }) => rows.length > 0 || groups.length > 0)
}

function groupView(group: SnapshotGroup, level: number, { sums }: Snapshot, context: LineContext): GroupView {
  const prices = new Map(sums.groups.find(({ id }) => id === group.id)?.options.map((price) => [price.id, price]))
  const isOpen = sums.state === 'open' && sums.openGroupIds.includes(group.id)
  const isAgreed = context.isAgreed && !isOpen
  const options = group.options.filter(({ id }) => !isAgreed || prices.get(id)?.isTaken)
  return {
    title: group.title || 'Options',
    level,
    hint: isOpen ? 'Choose one.' : '',
    options: options.map(({ id, title, lines, sections }): OptionView => {
      const price = prices.get(id)
      return {
        title: title || 'Option',
        level: level + 1,
        isTaken: price?.isTaken === true,
        ...(isAgreed || !price ? AGREED : offerWords(price, id === group.defaultOptionId)),
        rows: rowsOf(lines, context),
        // One without lines is on no paper, as one of the document’s own isn’t.
        sections: sections
          .map((section) => ({ title: section.title, rows: rowsOf(section.lines, context) }))
          .filter(({ rows }) => rows.length > 0),
        isLast: false,
      }
    }),
    startsPage: false,
  }
}

const AGREED = { state: '', difference: '', total: '' }

/** What an option says of itself. */
function offerWords(price: OptionPrice, isDefault: boolean): typeof AGREED {
  const { isTaken, totalCents } = price
  if (totalCents === null) return { ...AGREED, state: 'Not available with the other choices' }
  const state = isTaken ? 'Chosen' : isTaken === null && isDefault ? 'Unless you choose another' : ''
  const difference = isDefault ? 'Included' : (differenceWords(price) ?? '')
  return { state, difference, total: `Total ${formatCents(totalCents)}` }
}

/** All rows in their order. */
export const allRows = (sections: readonly SectionView[]): Row[] =>
  sections.flatMap(({ rows, groups }) => [
    ...rows,
    ...groups.flatMap(({ options }) =>
      options.flatMap((option) => [...option.rows, ...option.sections.flatMap((section) => section.rows)]),
    ),
  ])

/**
 * Marks what stands last before the totals, for the paper to say on which page it came to lie.
 * @param startsPage whether it, with what it can't be parted from, goes to a new page, so that the totals aren't alone on it
 */
export function markLast(sections: SectionView[], startsPage: boolean): void {
  const section = sections.at(-1)
  const group = section?.groups.at(-1)
  const option = group?.options.at(-1)
  const rows = option ? (option.sections.at(-1)?.rows ?? option.rows) : section?.rows
  const row = rows?.at(-1)
  if (row) row.isLast = true
  else if (option) option.isLast = true
  if (!startsPage || !section) return
  if (row && rows && rows.length > 1) row.startsPage = true
  else if (group) group.startsPage = true
  else section.startsPage = true
}
