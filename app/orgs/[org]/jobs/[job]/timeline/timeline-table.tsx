import { Link } from '@/components/link'
import { Money } from '@/components/ui/money'
import { Table, Td, Th } from '@/components/ui/table'
import { formatInstant } from '@/lib/dates'
import type { About, JobEntry } from '@/lib/jobs/timeline/history'

type Props = {
  /** "/orgs/summit-ridge" */
  base: string
  jobNumber: number
  /** The newest first. */
  entries: readonly JobEntry[]
  timeZone: string
}

/** A job's entries, each a link to what it is about, with its amount and what was due after it. */
export const TimelineTable = ({ base, jobNumber, entries, timeZone }: Props) => (
  <Table caption={`What was done on job ${jobNumber}, newest first`} className="list">
    <thead>
      <tr>
        <Th>What</Th>
        <Th>When</Th>
        <Th>Who</Th>
        <Th numeric>Amount</Th>
      </tr>
    </thead>
    <tbody>
      {entries.map(({ id, at, about, title, detail, note, who, amountCents, owedAfterCents }) => (
        <tr key={id}>
          <Td className="md:w-2/5">
            <Link href={hrefOf(about, base, jobNumber)}>{title}</Link>
            {detail && <i>{detail}</i>}
            {note && <i>“{note}”</i>}
          </Td>
          <Td className="text-sm text-ink-muted tabular-nums">{formatInstant(at, timeZone)}</Td>
          <Td className="text-sm text-ink-muted">{who}</Td>
          <Td className="max-md:row-end-4">
            {amountCents !== null && (
              <b>
                <Money cents={amountCents} />
              </b>
            )}
            <i>
              <Money cents={owedAfterCents} /> due
            </i>
          </Td>
        </tr>
      ))}
    </tbody>
  </Table>
)

function hrefOf(about: About, base: string, jobNumber: number): string {
  switch (about.kind) {
    case 'document':
      return `${base}/jobs/${jobNumber}/${about.segment}`
    case 'payment':
      return `${base}/payments/${about.id}`
    case 'recorded':
      return `${base}/payments/recorded/${about.id}`
    case 'request':
      return `${base}/jobs/${jobNumber}/information#requests`
    case 'email':
      return `${base}/mailbox/${about.id}`
  }
}
