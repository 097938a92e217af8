import 'server-only'
import { forOrg, type Tx } from '@/lib/db'
import { isPaid, isReversed } from '@/lib/payments/rules/status'
import type { Prisma } from '@/prisma/generated/client'
import { type PaymentFilter, recordedOf, whereOf } from './filter'

// The lines of an export: each payment on the day it was taken, and once more, negative, on the day it was voided,
// refunded, returned or disputed; what people recorded, and its counter-entries, by the day it was received or came
// back. Newest first, as the list.

const WITH_JOB = {
  job: { select: { number: true, title: true, customer: { select: { firstName: true, lastName: true } } } },
  reversals: {
    where: { status: { in: ['done', 'settled'] } },
    orderBy: { createdAt: 'desc' },
    take: 1,
    select: { note: true, requestedByName: true, paysimpleCreditId: true, settledOn: true },
  },
} as const satisfies Prisma.PaymentInclude

export type ExportedPayment = Prisma.PaymentGetPayload<{ include: typeof WITH_JOB }>

const OF_ENTRY = {
  job: WITH_JOB.job,
  correction: { select: { cameBack: true } },
} as const satisfies Prisma.RecordedPaymentInclude
export type ExportedEntry = Prisma.RecordedPaymentGetPayload<{ include: typeof OF_ENTRY }>

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

const COLUMN = { taken: 'createdAt', reversed: 'statusAt' } as const

function movementOf(kind: Kind, payment: ExportedPayment): Movement {
  const { id, amountCents, status } = payment
  if (kind === 'reversed') return { kind, id, at: payment.statusAt, amountCents: -amountCents, payment }
  const counted = isPaid(status) || isReversed(status)
  return { kind, id, at: payment.createdAt, amountCents: counted ? amountCents : 0, payment }
}

/** One page of one kind, below a place. Places, not offsets: the thousandth page is as fast as the first. */
async function readPage(tx: Tx, kind: Kind, where: Prisma.PaymentWhereInput, below: Place | null) {
  const column = COLUMN[kind]
  const older = below && { OR: [{ [column]: { lt: below.at } }, { [column]: below.at, id: { lt: below.id } }] }
  const rows = await tx.payment.findMany({
    where: { AND: [where, older ?? {}] },
    orderBy: [{ [column]: 'desc' }, { id: 'desc' }],
    take: ROWS,
    include: WITH_JOB,
  })
  return rows.map((payment) => movementOf(kind, payment))
}

/** The same of what people recorded. */
async function readEntries(tx: Tx, where: Prisma.RecordedPaymentWhereInput, below: Place | null): Promise<Movement[]> {
  const older = below && { OR: [{ createdAt: { lt: below.at } }, { createdAt: below.at, id: { lt: below.id } }] }
  const rows = await tx.recordedPayment.findMany({
    where: { AND: [where, older ?? {}] },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    take: ROWS,
    include: OF_ENTRY,
  })
  return rows.map((entry) => ({
    ...{ kind: 'recorded', id: entry.id, at: entry.createdAt, amountCents: entry.amountCents, entry },
  }))
}

type ReadPage = (tx: Tx, below: Place | null) => Promise<Movement[]>

async function* all(orgId: string, read: ReadPage): AsyncGenerator<Movement> {
  let below: Place | null = null
  for (;;) {
    const at: Place | null = below
    const page: Movement[] = await forOrg(orgId, (tx) => read(tx, at))
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
export async function* listMovements(orgId: string, filter: PaymentFilter, timeZone: string): AsyncGenerator<Movement> {
  const where = whereOf(orgId, filter, timeZone)
  // Of the same instant, the later movement first.
  const sources = [
    all(orgId, (tx, below) => readPage(tx, 'reversed', where.reversed, below)),
    all(orgId, (tx, below) => readPage(tx, 'taken', where.taken, below)),
    all(orgId, (tx, below) => readEntries(tx, recordedOf(orgId, filter, timeZone), below)),
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
