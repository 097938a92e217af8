import { Circle } from '@/components/icons/records'
import { CircleCheck } from '@/components/icons/ui'
import { Link } from '@/components/link'
import { Section } from '@/components/ui/section'
import { formatDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { RecordedDetail } from '@/lib/payments/recorded/queries'
import { isCounterEntry } from '@/lib/payments/rules/recorded'
import { recordedName, recordedTimeline } from '@/lib/payments/words/recorded-words'
import { receiptSentence } from '@/lib/payments/words/standing'
import { Fact, JobFacts } from '../../payment-page-parts'

type Props = { orgSlug: string; timeZone: string; entry: RecordedDetail }

/** Who recorded it and who corrected it, with links between an entry, its counter-entry and the entry after it. */
export function EntryHistory({ orgSlug, timeZone, entry }: Props) {
  const { correction, cameBackOn, corrects, replaces, replacedBy, createdAt, recordedByName, note } = entry
  const lines = recordedTimeline(
    { at: createdAt, by: recordedByName, note, state: entry.state },
    correction && { at: correction.createdAt, by: correction.recordedByName, note: correction.note, cameBackOn },
    timeZone,
  )
  const others = [
    { of: replaces, label: 'The entry that this replaces' },
    { of: corrects, label: 'The entry that this corrects' },
    { of: correction, label: 'The reversing entry' },
    { of: replacedBy, label: 'The entry that counts instead' },
  ]
  return (
    <Section title="What happened">
      <ol className="flex flex-col gap-6">
        {lines.map(({ title, when, who, detail }, index) => (
          <li key={title} className="flex gap-3">
            {index === 0 && !isCounterEntry(entry.state) ? (
              <CircleCheck className="mt-0.5 size-5 shrink-0 text-success" />
            ) : (
              <Circle className="mt-0.5 size-5 shrink-0 text-ink-muted" />
            )}
            <div className="min-w-0 flex-1">
              <div className="flex flex-wrap justify-between gap-x-4">
                <p className="font-medium">{title}</p>
                <p className="text-sm text-ink-muted tabular-nums">{when}</p>
              </div>
              {detail && <p className="wrap-anywhere text-sm">{detail}</p>}
              <p className="text-sm text-ink-muted">{who}</p>
            </div>
          </li>
        ))}
      </ol>
      <ul className="mt-4 flex flex-col pl-8 empty:hidden">
        {others.map(
          ({ of, label }) =>
            of && (
              <li key={label}>
                <Link href={`/orgs/${orgSlug}/payments/recorded/${of.id}`} className="tap-link">
                  {label}
                </Link>
              </li>
            ),
        )}
      </ul>
    </Section>
  )
}

/** How it was paid, when, by whom, and where the receipt went. */
export function EntryFacts({ orgSlug, timeZone, at, entry }: Props & { at: Date }) {
  const { job, state } = entry
  const receipt = receiptSentence(entry, timeZone, at)
  return (
    <Section title="Payment">
      <dl>
        <Fact label="Amount">{formatCents(entry.amountCents)}</Fact>
        <Fact label="Paid with">{recordedName(entry)}</Fact>
        <Fact label={state === 'return' ? 'Came back on' : 'Received on'}>{formatDay(entry.receivedOn)}</Fact>
        {entry.cameBackOn && <Fact label="Came back on">{formatDay(entry.cameBackOn)}</Fact>}
        <Fact label="Recorded by">{entry.recordedByName}</Fact>
        {!isCounterEntry(state) && entry.note && <Fact label="Note">{entry.note}</Fact>}
        <JobFacts orgSlug={orgSlug} job={job} />
        {!isCounterEntry(state) && (
          <Fact label="Receipt to">
            {receipt ? (
              <>
                {receipt.to}
                <span className="block text-sm text-ink-muted">{receipt.state}</span>
              </>
            ) : (
              'No one: no email given'
            )}
          </Fact>
        )}
      </dl>
    </Section>
  )
}
