import { clsx } from 'clsx'
import { Money } from '@/components/ui/money'
import { Table, Td, Th } from '@/components/ui/table'
import type { ContentLine, DocumentContent } from '@/lib/documents/content'
import { discountNotes, offerNote } from '@/lib/documents/line-notes'
import { formatQuantity } from '@/lib/documents/quantity'
import type { LinePrice, OptionalLinePrice } from '@/lib/documents/sums'

type Props = {
  caption: string
  lines: readonly Omit<ContentLine, 'costCents'>[]
  prices: ReadonlyMap<string, LinePrice>
  /** What taking or leaving each optional line does, by its id. */
  offers: ReadonlyMap<string, OptionalLinePrice>
  show: DocumentContent['show']
}

/** Lines as the customer sees them. A column that they don't see isn't there. */
export function LinesTable({ caption, lines, prices, offers, show }: Props) {
  const times = ({ quantityHundredths, unit, unitPriceCents }: Props['lines'][number]) => (
    <>
      {show.quantities && [formatQuantity(quantityHundredths), unit].filter(Boolean).join(' ')}
      {show.quantities && show.unitPrices && ' × '}
      {show.unitPrices && <Money cents={unitPriceCents} />}
    </>
  )
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Description</Th>
          {show.quantities && (
            <Th numeric className="max-sm:hidden">
              Quantity
            </Th>
          )}
          {show.unitPrices && (
            <Th numeric className="max-sm:hidden">
              Unit price
            </Th>
          )}
          {show.lineTotals && <Th numeric>Total</Th>}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => {
          const price = prices.get(line.id)
          const isLeft = price?.isTaken === false
          const offer = offers.get(line.id)
          const notes = [...(price ? discountNotes(line, price, show) : []), ...(offer ? [offerNote(offer)] : [])]
          return (
            <tr key={line.id} className={clsx(isLeft && 'text-ink-muted')}>
              <Td className="wrap-anywhere whitespace-pre-line">
                {line.description}
                {(show.quantities || show.unitPrices) && (
                  <span className="block text-sm text-ink-muted tabular-nums sm:hidden">{times(line)}</span>
                )}
                {notes.map((note) => (
                  <span key={note} className="block text-sm text-ink-muted tabular-nums">
                    {note}
                  </span>
                ))}
              </Td>
              {show.quantities && (
                <Td numeric className="max-sm:hidden">
                  {[formatQuantity(line.quantityHundredths), line.unit].filter(Boolean).join(' ')}
                </Td>
              )}
              {show.unitPrices && (
                <Td numeric className="max-sm:hidden">
                  <Money cents={line.unitPriceCents} />
                </Td>
              )}
              {show.lineTotals && (
                <Td numeric>
                  <Money cents={price?.subtotalCents ?? 0} />
                </Td>
              )}
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
