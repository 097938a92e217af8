import 'server-only'
import { CSV_BOM, csvRow } from '@/lib/csv'
import { formatInstant } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { type LogFilter, type LogRow, readLog } from './log'
import { logDetail, logKindLabel, logRole, logWho, logWords } from './log-words'

/** So many entries are read at a time. */
const BATCH = 1_000

const COLUMNS = [
  'Time (UTC)',
  'Local time',
  'Kind',
  'Who',
  'Role',
  'What',
  'About',
  'Detail',
  'Address',
  'Request',
  'Entry',
]

const rowOf = (row: LogRow, timeZone: string): string =>
  csvRow([
    row.at.toISOString(),
    formatInstant(row.at, timeZone),
    logKindLabel(row),
    logWho(row),
    logRole(row),
    logWords(row),
    row.subject ?? row.paymentId ?? '',
    logDetail(row),
    row.address ?? '',
    row.requestId ?? '',
    row.cursor,
  ])

/** The whole log of these instants as CSV in UTF-8, the newest first, in chunks that are made as they are taken. */
export async function* exportLog(
  org: { id: string; timeZone: string },
  span: Pick<LogFilter, 'from' | 'before'>,
  batch = BATCH,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder()
  yield encoder.encode(CSV_BOM + csvRow(COLUMNS))
  let below: string | undefined
  for (;;) {
    const filter = { ...span, below, isWhole: true }
    const rows = await forOrg(org.id, (tx) => readLog(tx, org.id, filter, batch))
    if (rows.length > 0) yield encoder.encode(rows.map((row) => rowOf(row, org.timeZone)).join(''))
    if (rows.length < batch) return
    below = rows.at(-1)?.cursor
  }
}
