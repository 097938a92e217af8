import { discountNotes, offerNote } from '@/lib/documents/line-notes'
import { formatQuantity } from '@/lib/documents/quantity'
import type { Snapshot } from '@/lib/documents/snapshot'
import type { LinePrice, OptionalLinePrice } from '@/lib/documents/sums'
import { formatCents } from '@/lib/money'
import { paragraphsOf } from '../paper'

// Lines of a document as rows of its paper. What `content.show` hides isn't in them. Pure.

export type SnapshotLine = Snapshot['content']['sections'][number]['lines'][number]

export type Row = {
  /** What the line is called: its first line of several, or all of a short one. */
  label: string
  text: string[][]
  notes: string[]
  /** Of the columns after the first. */
  cells: string[]
  /** It doesn't count as things stand. */
  isMuted: boolean
  /** The last one before the totals. */
  isLast: boolean
  startsPage: boolean
}

/** A longer first line is a sentence, no name. */
const LONGEST_LABEL = 140

export type LineContext = {
  show: Snapshot['content']['show']
  prices: ReadonlyMap<string, LinePrice>
  optional: ReadonlyMap<string, OptionalLinePrice>
  /** Of what was agreed, only what is taken is on the paper; of what is offered, all. */
  isAgreed: boolean
}

export const contextOf = ({ kind, content, sums }: Snapshot): LineContext => ({
  show: content.show,
  prices: new Map(sums.lines.map((price) => [price.id, price])),
  optional: new Map(sums.optionalLines.map((price) => [price.id, price])),
  isAgreed: kind !== 'proposal',
})

/** The heads of the columns. */
export const columnsOf = ({ quantities, unitPrices, lineTotals }: LineContext['show']): string[] => [
  'Description',
  ...(quantities ? ['Quantity'] : []),
  ...(unitPrices ? ['Unit price'] : []),
  ...(lineTotals ? ['Amount'] : []),
]

/** The rows of lines, in their order. */
export const rowsOf = (lines: readonly SnapshotLine[], context: LineContext): Row[] =>
  lines.flatMap((line) => {
    const offer = context.optional.get(line.id)
    if (context.isAgreed && offer && !offer.isTaken) return []
    return [rowOf(line, offer, context)]
  })

function rowOf(line: SnapshotLine, offer: OptionalLinePrice | undefined, { show, prices, isAgreed }: LineContext): Row {
  const price = prices.get(line.id)
  if (!price) throw new Error('a line of a snapshot has no price')
  const quantity = [formatQuantity(line.quantityHundredths), line.unit].filter((part) => part !== '').join(' ')
  return {
    ...labelled(line.description),
    notes: [...discountNotes(line, price, show), ...(offer && !isAgreed ? [offerNote(offer)] : [])],
    cells: [
      ...(show.quantities ? [quantity] : []),
      ...(show.unitPrices ? [formatCents(line.unitPriceCents)] : []),
      ...(show.lineTotals ? [formatCents(price.subtotalCents)] : []),
    ],
    isMuted: offer?.isTaken === false,
    ...{ isLast: false, startsPage: false },
  }
}

/** The first line of a description is its name, what follows explains it. */
function labelled(description: string): Pick<Row, 'label' | 'text'> {
  const [first = '', ...rest] = description.trim().split('\n')
  if (first.length > LONGEST_LABEL) return { label: '', text: paragraphsOf(description) }
  return { label: first, text: paragraphsOf(rest.join('\n')) }
}

/** Of each column after the first its longest texts, one of which is the widest. */
export const widestOf = (rows: readonly Row[], columns: number): string[][] =>
  Array.from({ length: columns }, (_, n) =>
    [...new Set(rows.map(({ cells }) => cells[n] ?? ''))].sort((a, b) => b.length - a.length).slice(0, 3),
  )
