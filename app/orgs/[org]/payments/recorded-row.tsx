import { clsx } from 'clsx'
import { Link } from '@/components/link'
import { RecordedPill } from '@/components/payments/recorded/recorded-pill'
import { Money } from '@/components/ui/money'
import { Td } from '@/components/ui/table'
import { customerName } from '@/lib/customers/schema'
import { formatDay, formatInstant } from '@/lib/dates'
import type { ListedRecorded } from '@/lib/payments/recorded/queries'
import { recordedName } from '@/lib/payments/words/recorded-words'

type Props = { orgSlug: string; timeZone: string; entry: ListedRecorded; lead: 'customer' | 'job' }

/** A recorded payment in the list of payments, linked to its page. */
export function RecordedRow({ orgSlug, timeZone, entry, lead }: Props) {
  const { id, job, state, amountCents, createdAt, recordedByName } = entry
  const recorded = `Recorded ${formatInstant(createdAt, timeZone)}`
  const received = `Received ${formatDay(entry.receivedOn)}`
  return (
    <tr className="group relative hover:bg-sheet">
      <Td>
        <Link
          href={`/orgs/${orgSlug}/payments/recorded/${id}`}
          className="wrap-anywhere font-medium underline-offset-3 group-hover:underline after:absolute after:inset-0"
        >
          {lead === 'job' ? job.title : customerName(job.customer)}
        </Link>
        <span className="wrap-anywhere block text-sm text-ink-muted">
          Job {job.number}
          {lead === 'customer' && `, ${job.title}`}
        </span>
        <span className="wrap-anywhere block text-sm text-ink-muted md:hidden">{recordedName(entry)}</span>
        <span className="block text-sm text-ink-muted lg:hidden">{received}</span>
      </Td>
      <Td className="max-sm:hidden">
        <RecordedPill state={state} />
      </Td>
      <Td className="text-sm wrap-anywhere tabular-nums max-md:hidden">{recordedName(entry)}</Td>
      <Td className="text-sm max-lg:hidden">
        {received}
        <span className="wrap-anywhere block text-ink-muted">
          {recorded} by {recordedByName}
        </span>
      </Td>
      <Td className="text-sm text-ink-muted max-lg:hidden">—</Td>
      <Td numeric>
        <Money
          cents={amountCents}
          className={clsx('text-lg', state === 'counts' ? 'font-semibold' : 'text-ink-muted')}
        />
        <span className="mt-1 block sm:hidden">
          <RecordedPill state={state} />
        </span>
      </Td>
    </tr>
  )
}
