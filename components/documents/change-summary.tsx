import { Money } from '@/components/ui/money'
import { Table, Td, Th } from '@/components/ui/table'
import { changeSentences } from '@/lib/documents/change-words'
import { dueWords } from '@/lib/documents/due-words'
import type { SnapshotChange } from '@/lib/documents/snapshot'

/** What a change order does to the job's total and payments: in words, as a picture, and payment by payment. */
export function ChangeSummary({ change }: { change: SnapshotChange }) {
  const [first, ...others] = changeSentences(change)
  return (
    <section aria-labelledby="what-changes" className="flex flex-col gap-4">
      <h3 id="what-changes" className="font-semibold">
        What this changes
      </h3>
      <div className="wrap-anywhere max-w-prose">
        <p className="text-xl font-semibold tracking-tight tabular-nums">{first}</p>
        {others.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <Bars change={change} />
      <Table caption="Payment schedule before and after">
        <thead>
          <tr>
            <Th>Payment</Th>
            <Th className="max-sm:hidden">Due</Th>
            <Th numeric>Before</Th>
            <Th numeric>After</Th>
          </tr>
        </thead>
        <tbody>
          {change.parts.map(({ id, label, due, beforeCents, afterCents, creditedCents }) => {
            const isChanged = beforeCents !== afterCents || creditedCents > 0
            return (
              <tr key={id}>
                <Td className={isChanged ? 'wrap-anywhere font-medium' : 'wrap-anywhere text-ink-muted'}>{label}</Td>
                <Td className="wrap-anywhere text-ink-muted max-sm:hidden">{dueWords(due)}</Td>
                <Td numeric className="text-ink-muted">
                  {beforeCents !== null && <Money cents={beforeCents} />}
                </Td>
                <Td numeric className={isChanged ? 'font-medium' : 'text-ink-muted'}>
                  <Money cents={afterCents} />
                  {creditedCents > 0 && (
                    <span className="block text-sm">
                      less <Money cents={creditedCents} />
                    </span>
                  )}
                </Td>
              </tr>
            )
          })}
        </tbody>
      </Table>
    </section>
  )
}

const WIDTH = 600

/** The two totals as bars of one scale: what they have in common, and the difference in another tone. */
function Bars({ change: { totalBeforeCents, totalAfterCents } }: { change: SnapshotChange }) {
  const most = Math.max(totalBeforeCents, totalAfterCents, 1)
  const widthOf = (cents: number) => Math.round((cents / most) * WIDTH)
  const common = widthOf(Math.min(totalBeforeCents, totalAfterCents))
  return (
    <svg viewBox={`0 0 ${WIDTH} 44`} aria-hidden className="h-11 w-full max-w-xl" preserveAspectRatio="none">
      {[totalBeforeCents, totalAfterCents].map((cents, row) => (
        <g key={row === 0 ? 'before' : 'after'}>
          <rect x={0} y={row * 24} width={common} height={20} className="fill-ink-muted" />
          <rect
            x={common}
            y={row * 24}
            width={Math.max(0, widthOf(cents) - common)}
            height={20}
            className={row === 0 ? 'fill-edge' : 'fill-ink'}
          />
        </g>
      ))}
    </svg>
  )
}
