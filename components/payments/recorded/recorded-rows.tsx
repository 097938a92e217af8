import { clsx } from 'clsx'
import { Link } from '@/components/link'
import { Fact, PrintableReceipt, ReceiptEmail } from '@/components/payments/row-parts'
import { Money } from '@/components/ui/money'
import { Td } from '@/components/ui/table'
import { formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { JobRecordedRow } from '@/lib/payments/recorded/queries'
import { recordedMark, recordedName, recordedSentence } from '@/lib/payments/words/recorded-words'
import { receiptSentence } from '@/lib/payments/words/standing'
import { RecordedPill } from './recorded-pill'

// A recorded payment among a job's payments: a row of the table, and a card on a phone.

/** What both show of an entry at `at`. */
export const recordedView = (entry: JobRecordedRow, timeZone: string, at: Date) => ({
  sentence: recordedSentence(entry),
  recorded: formatInstant(entry.createdAt, timeZone),
  receipt: receiptSentence(entry, timeZone, at),
})

type Props = { orgSlug: string; entry: JobRecordedRow; view: ReturnType<typeof recordedView> }

export function RecordedTableRow({ orgSlug, entry, view: { sentence, recorded, receipt } }: Props) {
  return (
    <tr>
      <Td>
        <RecordedPill state={entry.state} />
        <p className="mt-1.5 text-sm wrap-anywhere">{sentence}</p>
      </Td>
      <Td className="text-sm wrap-anywhere">{recordedName(entry)}</Td>
      <Td className="text-sm">
        <span className="whitespace-nowrap">{recorded}</span>
        <span className="block text-ink-muted">by {entry.recordedByName}</span>
      </Td>
      <Td className="text-sm wrap-anywhere">
        <Receipt orgSlug={orgSlug} entry={entry} receipt={receipt} />
      </Td>
      <Td numeric className="text-lg">
        <div className="flex flex-col items-end">
          <Amount entry={entry} />
          <Details orgSlug={orgSlug} entry={entry} />
        </div>
      </Td>
    </tr>
  )
}

export function RecordedCard({ orgSlug, entry, view: { sentence, recorded, receipt } }: Props) {
  return (
    <li className="rounded-lg border bg-sheet p-4">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Amount entry={entry} className="text-xl" />
        <RecordedPill state={entry.state} />
      </div>
      <p className="mt-2 wrap-anywhere">{sentence}</p>
      <dl className="mt-3 flex flex-col gap-2 text-sm">
        <Fact label="With">{recordedName(entry)}</Fact>
        <Fact label="Taken">
          {recorded}
          <span className="block text-ink-muted">by {entry.recordedByName}</span>
        </Fact>
        <Fact label="Receipt">
          <Receipt orgSlug={orgSlug} entry={entry} receipt={receipt} />
        </Fact>
      </dl>
      <Details orgSlug={orgSlug} entry={entry} />
    </li>
  )
}

/** An entry that doesn’t count is lighter than one that does. */
function Amount({ entry: { amountCents, state }, className }: { entry: JobRecordedRow; className?: string }) {
  return (
    <Money cents={amountCents} className={clsx(state === 'counts' ? 'font-semibold' : 'text-ink-muted', className)} />
  )
}

type ReceiptProps = { orgSlug: string; entry: JobRecordedRow; receipt: { to: string; state: string } | null }

function Receipt({ orgSlug, entry, receipt }: ReceiptProps) {
  const counts = entry.state === 'counts'
  if (!counts && !receipt) return <span className="text-ink-muted">None</span>
  return (
    <>
      {receipt && <ReceiptEmail {...receipt} />}
      {counts && <PrintableReceipt href={`/orgs/${orgSlug}/payments/recorded/${entry.id}/receipt`} />}
    </>
  )
}

function Details({ orgSlug, entry }: { orgSlug: string; entry: JobRecordedRow }) {
  return (
    <Link href={`/orgs/${orgSlug}/payments/recorded/${entry.id}`} className="tap-link whitespace-nowrap">
      Details
      <span className="sr-only">
        {' '}
        of {recordedMark(entry)}, {formatCents(entry.amountCents)}
      </span>
    </Link>
  )
}
