import { Table, Td, Th } from '@/components/ui/table'
import type { ScheduleRow } from '@/lib/documents/schedule-rows'

/** What is to be paid when, in dollars and as a part of the whole; while a choice is open, as far as it's known. */
export function ScheduleTable({ rows }: { rows: readonly ScheduleRow[] }) {
  const isKnown = rows.every(({ amount }) => amount !== '')
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-semibold">Payment schedule</h3>
      <Table caption="Payment schedule">
        <thead>
          <tr>
            <Th>Payment</Th>
            <Th>Due</Th>
            <Th numeric className={isKnown ? 'max-sm:hidden' : undefined}>
              Share
            </Th>
            <Th numeric>Amount</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, due, share, amount }) => (
            <tr key={id}>
              <Td className="wrap-anywhere">{label}</Td>
              <Td className="wrap-anywhere">{due}</Td>
              <Td numeric className={isKnown ? 'max-sm:hidden' : undefined}>
                {share}
              </Td>
              <Td numeric>{amount}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  )
}
