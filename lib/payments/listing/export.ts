import 'server-only'
import { CSV_BOM, csvRow } from '@/lib/csv'
import { dateToDay, dayOf, formatDay } from '@/lib/dates'
import { recordedState } from '@/lib/payments/rules/recorded'
import { paymentLabel } from '@/lib/payments/words/labels'
import { EXPORT_COLUMNS, exportedMethod, exportedNote } from '@/lib/payments/words/listing-words'
import { METHOD_NAMES, recordedLabel, recordedName } from '@/lib/payments/words/recorded-words'
import { takerName } from '@/lib/payments/words/taker-words'
import type { PaymentList } from './filter'
import { type ExportedEntry, listMovements, type Movement } from './movements'
import type { DayRange } from './range'

/** How much is sent at a time, in characters. */
const CHUNK = 16_384

/** A line of the export. Of a card or bank account it has what the list shows: the label and the last four. */
export function exportRow(movement: Movement, timeZone: string): string {
  if (movement.kind === 'recorded') return entryRow(movement.entry, timeZone)
  const { kind, at, amountCents, payment } = movement
  const { job, accountLabel, lastFour } = payment
  const reversal = kind === 'reversed' ? payment.reversal : null
  const settledOn = payment.settledOn && dateToDay(payment.settledOn)
  return csvRow([
    dayOf(at, timeZone),
    String(job.number),
    job.title,
    `${job.customer.firstName} ${job.customer.lastName}`,
    exportedMethod(payment.method),
    [accountLabel, lastFour].filter(Boolean).join(' '),
    paymentLabel(payment).label,
    { cents: amountCents },
    (kind === 'reversed' ? reversal?.settledOn : settledOn) ?? '',
    reversal?.paysimpleCreditId ?? payment.paysimplePaymentId ?? '',
    kind === 'reversed' ? (reversal?.requestedByName ?? '') : takerName(payment),
    exportedNote(kind, payment, reversal?.note ?? null),
  ])
}

/** The same of what somebody recorded. Money that came back later has a line of its own, and leaves this one as it was. */
function entryRow(entry: ExportedEntry, timeZone: string): string {
  const { job, createdAt, amountCents, recordedByName, note, receivedOn } = entry
  return csvRow([
    receivedOn,
    String(job.number),
    job.title,
    `${job.customer.firstName} ${job.customer.lastName}`,
    METHOD_NAMES[entry.method],
    recordedName(entry),
    recordedLabel(recordedState({ ...entry, correction: entry.correction?.cameBack ? null : entry.correction })).label,
    { cents: amountCents },
    '',
    '',
    recordedByName,
    [`Recorded ${formatDay(dayOf(createdAt, timeZone))}`, note].filter(Boolean).join('. '),
  ])
}

/** The export of a filter as CSV in UTF-8, in chunks that are made as they are taken. */
export async function* exportPayments(list: PaymentList): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  // The heading goes out at once: whoever waits sees that the export has begun.
  yield encoder.encode(CSV_BOM + csvRow(EXPORT_COLUMNS))
  let text = ''
  for await (const movement of listMovements(list)) {
    text += exportRow(movement, list.timeZone)
    if (text.length < CHUNK) continue
    yield encoder.encode(text)
    text = ''
  }
  if (text) yield encoder.encode(text)
}

/** "payments-summit-ridge-2026-11-01-to-2026-11-30.csv"; without days, all of them up to today. */
export function exportFileName(slug: string, range: DayRange | null, today: string): string {
  const { from = null, to = null } = range ?? {}
  return `${['payments', slug, from, 'to', to ?? today].filter(Boolean).join('-')}.csv`
}
