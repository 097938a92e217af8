import 'server-only'
import { forOrg, type Tx } from '@/lib/db'
import { isPaid, isReversed } from '@/lib/payments/rules/status'
import type { Prisma } from '@/prisma/generated/client'
import { type PaymentFilter, whereOf } from './filter'

// The lines of an export: each payment on the day it was taken, and once more, negative, on the day it was voided,
// refunded, returned or disputed. Newest first, as the list.

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

export type Movement = {
  kind: 'taken' | 'reversed'
  at: Date
  /** What it adds to the net: nothing where nothing was charged, or nobody knows yet. */
  amountCents: number
  payment: ExportedPayment
}

/** How many rows are read at a time: enough to be fast, few enough to hold. */
const ROWS = 500

type Kind = Movement['kind']
type Place = { at: Date; id: string }

const COLUMN = { taken: 'createdAt', reversed: 'statusAt' } as const

function movementOf(kind: Kind, payment: ExportedPayment): Movement {
  const { amountCents, status } = payment
  if (kind === 'reversed') return { kind, at: payment.statusAt, amountCents: -amountCents, payment }
  const counted = isPaid(status) || isReversed(status)
  return { kind, at: payment.createdAt, amountCents: counted ? amountCents : 0, payment }
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

async function* all(orgId: string, kind: Kind, where: Prisma.PaymentWhereInput): AsyncGenerator<Movement> {
  let below: Place | null = null
  for (;;) {
    const at: Place | null = below
    const page: Movement[] = await forOrg(orgId, (tx) => readPage(tx, kind, where, at))
    yield* page
    const last = page.at(-1)
    if (!last || page.length < ROWS) return
    below = { at: last.at, id: last.payment.id }
  }
}

/**
 * Every movement of a filter, newest first, read a page at a time, each in a transaction of its own: an export of any
 * length holds no connection while somebody's slow line takes it in, and never more than two pages in memory.
 */
export async function* listMovements(orgId: string, filter: PaymentFilter, timeZone: string): AsyncGenerator<Movement> {
  const where = whereOf(orgId, filter, timeZone)
  const taken = all(orgId, 'taken', where.taken)
  const reversed = all(orgId, 'reversed', where.reversed)
  let [one, other] = [await taken.next(), await reversed.next()]
  while (!one.done || !other.done) {
    // Of the same instant, the later movement first.
    const isOther = one.done || (!other.done && other.value.at >= one.value.at)
    if (isOther && !other.done) {
      yield other.value
      other = await reversed.next()
    } else if (!one.done) {
      yield one.value
      one = await taken.next()
    }
  }
}
