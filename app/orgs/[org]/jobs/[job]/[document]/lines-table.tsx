import { ButtonLink } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { EmptyState } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { KIND_LABELS } from '@/lib/documents/stages'
import { documentTotalCents, formatQuantity, lineTotalCents, type PricedLine } from '@/lib/documents/total'
import type { DocumentKind } from '@/prisma/generated/enums'

type Props = {
  kind: DocumentKind
  items: readonly (PricedLine & { id: string; description: string })[]
  /** Where to add lines, or null for someone who may not. */
  editHref: string | null
}

/** A document's lines as the customer sees them. */
export function LinesTable({ kind, items, editHref }: Props) {
  if (items.length === 0)
    return (
      <EmptyState
        title="No line items yet"
        action={editHref && <ButtonLink href={editHref}>Add line items</ButtonLink>}
      >
        Add one for each piece of work, with a quantity and a price.
      </EmptyState>
    )
  return (
    <Table caption={`${KIND_LABELS[kind]} line items`}>
      <thead>
        <tr>
          <Th>Description</Th>
          <Th numeric className="max-sm:hidden">
            Quantity
          </Th>
          <Th numeric className="max-sm:hidden">
            Unit price
          </Th>
          <Th numeric>Total</Th>
        </tr>
      </thead>
      <tbody>
        {items.map((line) => (
          <tr key={line.id}>
            <Td className="wrap-anywhere whitespace-pre-line">
              {line.description}
              <span className="block text-sm text-ink-muted tabular-nums sm:hidden">
                {formatQuantity(line.quantityHundredths)} × <Money cents={line.unitPriceCents} />
              </span>
            </Td>
            <Td numeric className="max-sm:hidden">
              {formatQuantity(line.quantityHundredths)}
            </Td>
            <Td numeric className="max-sm:hidden">
              <Money cents={line.unitPriceCents} />
            </Td>
            <Td numeric>
              <Money cents={lineTotalCents(line)} />
            </Td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="pt-4 pr-4 text-left font-semibold">
            Total
          </th>
          <td className="max-sm:hidden" />
          <td className="max-sm:hidden" />
          <td className="pt-4 text-right text-xl font-semibold">
            <Money cents={documentTotalCents(items)} />
          </td>
        </tr>
      </tfoot>
    </Table>
  )
}
