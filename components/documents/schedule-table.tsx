import { Money } from '@/components/ui/money'
import { Table, Td, Th } from '@/components/ui/table'
import type { DocumentContent } from '@/lib/documents/content'
import { dueWords } from '@/lib/documents/due-words'
import type { PartPrice } from '@/lib/documents/sums'
import { formatPercent } from '@/lib/percent'

type Props = { schedule: DocumentContent['schedule']; parts: readonly PartPrice[] }

/** What is to be paid when, in dollars and as a part of the whole. */
export function ScheduleTable({ schedule, parts }: Props) {
  const priceOf = new Map(parts.map((part) => [part.id, part]))
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">Payment schedule</h3>
      <Table caption="Payment schedule">
        <thead>
          <tr>
            <Th>Payment</Th>
            <Th>Due</Th>
            <Th numeric className="max-sm:hidden">
              Share
            </Th>
            <Th numeric>Amount</Th>
          </tr>
        </thead>
        <tbody>
          {schedule.map(({ id, label, due }) => {
            const price = priceOf.get(id)
            return (
              <tr key={id}>
                <Td className="wrap-anywhere">{label}</Td>
                <Td className="wrap-anywhere">{dueWords(due)}</Td>
                <Td numeric className="max-sm:hidden">
                  {price && formatPercent(price.percentThousandths)}
                </Td>
                <Td numeric>{price && <Money cents={price.amountCents} />}</Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </section>
  )
}
