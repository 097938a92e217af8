import 'server-only'
import { readForOrg, type Statement } from '@/lib/db'
import { isPaid, isReversed } from '@/lib/payments/rules/status'
import { dayAsDate, first } from '@/lib/sql'
import { type Payment, Prisma, type RecordedPayment, type Reversal } from '@/prisma/generated/client'
import { entryCondition, paymentConditions } from './conditions'
import type { PaymentList } from './filter'
import { CORRECTION, LISTED_JOB, type ListedJob, withJob } from './list'

// The lines of an export: each payment on the day it was taken, and once more, negative, on the day it was voided,
// refunded, returned or disputed; what people recorded, and its counter-entries, by the day it was received or came
// back. Newest first, as the list.

export type ExportedPayment = Payment & {
  job: ListedJob
  /** The void or refund that was done. `settledOn`: YYYY-MM-DD */
  reversal: (Pick<Reversal, 'note' | 'requestedByName' | 'paysimpleCreditId'> & { settledOn: string | null }) | null
}

export type ExportedEntry = Omit<RecordedPayment, 'receivedOn'> & {
  /** YYYY-MM-DD */
  receivedOn: string
  job: ListedJob
  correction: { cameBack: boolean } | null
}

type Moved = {
  id: string
  at: Date
  /** What it adds to the net: nothing where nothing was charged, or nobody knows yet. */
  amountCents: number
}
export type Movement = Moved &
  ({ kind: 'taken' | 'reversed'; payment: ExportedPayment } | { kind: 'recorded'; entry: ExportedEntry })

/** How many rows are read at a time: enough to be fast, few enough to hold. */
const ROWS = 500

type Kind = 'taken' | 'reversed'
type Place = { at: Date; id: string }

const COLUMN = { taken: Prisma.sql`payment.created_at`, reversed: Prisma.sql`payment.status_at` }

function movementOf(kind: Kind, payment: ExportedPayment): Movement {
  const { id, amountCents, status } = payment
  if (kind === 'reversed') return { kind, id, at: payment.statusAt, amountCents: -amountCents, payment }
  const counted = isPaid(status) || isReversed(status)
  return { kind, id, at: payment.createdAt, amountCents: counted ? amountCents : 0, payment }
}

const belowPlace = (column: Prisma.Sql, id: Prisma.Sql, place: Place | null): Prisma.Sql =>
  place ? Prisma.sql`(${column}, ${id}) < (${place.at}, ${place.id}::uuid)` : Prisma.sql`true`

/** One page of one kind, below a place. Places, not offsets: the thousandth page is as fast as the first. */
async function readPage(orgId: string, kind: Kind, condition: Prisma.Sql, place: Place | null): Promise<Movement[]> {
  const column = COLUMN[kind]
  const page: Statement<ExportedPayment> = Prisma.sql`
    select payment.*, ${dayAsDate(Prisma.sql`payment.settled_on`)} as settled_on,
      ${dayAsDate(Prisma.sql`payment.returned_on`)} as returned_on, ${LISTED_JOB},
      (select json_build_object('note', note, 'requestedByName', requested_by_name,
          'paysimpleCreditId', paysimple_credit_id, 'settledOn', settled_on)
        from reversal where reversal.org_id = payment.org_id and reversal.payment_id = payment.id
          and reversal.status in ('done', 'settled') order by reversal.created_at desc limit 1) as reversal
    from payment ${withJob(Prisma.sql`payment`)}
    where ${condition} and ${belowPlace(column, Prisma.sql`payment.id`, place)}
    order by ${column} desc, payment.id desc ${first(ROWS)}`
  const [rows] = await readForOrg(orgId, [page])
  return rows.map((payment) => movementOf(kind, payment))
}

/** The same of what people recorded. */
async function readEntries(orgId: string, condition: Prisma.Sql, place: Place | null): Promise<Movement[]> {
  const page: Statement<ExportedEntry> = Prisma.sql`
    select entry.*, entry.received_on::text as received_on, ${LISTED_JOB}, ${CORRECTION}
    from recorded_payment entry ${withJob(Prisma.sql`entry`)}
    where ${condition} and ${belowPlace(Prisma.sql`entry.created_at`, Prisma.sql`entry.id`, place)}
    order by entry.created_at desc, entry.id desc ${first(ROWS)}`
  const [rows] = await readForOrg(orgId, [page])
  return rows.map((entry) => ({
    ...{ kind: 'recorded', id: entry.id, at: entry.createdAt, amountCents: entry.amountCents, entry },
  }))
}

type ReadPage = (below: Place | null) => Promise<Movement[]>

async function* all(read: ReadPage): AsyncGenerator<Movement> {
  let below: Place | null = null
  for (;;) {
    const page: Movement[] = await read(below)
    yield* page
    const last = page.at(-1)
    if (!last || page.length < ROWS) return
    below = { at: last.at, id: last.id }
  }
}

/**
 * Every movement of a filter, newest first, read a page at a time, each in a transaction of its own: an export of any
 * length holds no connection while somebody's slow line takes it in, and never more than three pages in memory.
 */
export async function* listMovements(list: PaymentList): AsyncGenerator<Movement> {
  const { orgId } = list
  const of = paymentConditions(list)
  const entries = entryCondition(list)
  // Of the same instant, the later movement first.
  const sources = [
    all((below) => readPage(orgId, 'reversed', of.reversed, below)),
    all((below) => readPage(orgId, 'taken', of.taken, below)),
    all((below) => readEntries(orgId, entries, below)),
  ]
  const heads = await Promise.all(sources.map((source) => source.next()))
  for (;;) {
    const open = heads.flatMap(({ done, value }, index) => (done ? [] : [{ movement: value, index }]))
    const [newest] = open.sort((one, other) => other.movement.at.getTime() - one.movement.at.getTime())
    if (!newest) return
    yield newest.movement
    const next = await sources[newest.index]?.next()
    if (next) heads[newest.index] = next
  }
}
