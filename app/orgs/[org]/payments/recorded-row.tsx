import { clsx } from 'clsx'
import Link from 'next/link'
import { RecordedPill } from '@/components/payments/recorded/recorded-pill'
import { Money } from '@/components/ui/money'
import { Td } from '@/components/ui/table'
import { customerName } from '@/lib/customers/schema'
import { formatInstant } from '@/lib/dates'
import type { ListedRecorded } from '@/lib/payments/recorded/queries'
import { recordedName } from '@/lib/payments/words/recorded-words'

type Props = { orgSlug: string; timeZone: string; entry: ListedRecorded }

/** A recorded payment in the list of payments, linked to its page. */
export function RecordedRow({ orgSlug, timeZone, entry }: Props) {
  const { id, job, state, amountCents, createdAt, recordedByName } = entry
  const recorded = formatInstant(createdAt, timeZone)
  return (
    <tr className="group relative hover:bg-sheet">
      <Td>
        <Link
          href={`/orgs/${orgSlug}/payments/recorded/${id}`}
          className="wrap-anywhere font-medium underline-offset-3 group-hover:underline after:absolute after:inset-0"
        >
          {customerName(job.customer)}
        </Link>
        <span className="wrap-anywhere block text-sm text-ink-muted">
          Job {job.number}, {job.title}
        </span>
        <span className="wrap-anywhere block text-sm text-ink-muted md:hidden">{recordedName(entry)}</span>
        <span className="block text-sm text-ink-muted lg:hidden">{recorded}</span>
      </Td>
      <Td className="max-sm:hidden">
        <RecordedPill state={state} />
      </Td>
      <Td className="text-sm wrap-anywhere tabular-nums max-md:hidden">{recordedName(entry)}</Td>
      <Td className="text-sm max-lg:hidden">
        <span className="whitespace-nowrap">{recorded}</span>
        <span className="block text-ink-muted">by {recordedByName}</span>
      </Td>
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
