import 'server-only'
import { z } from 'zod'
import { dateToDay, now } from '@/lib/dates'
import { databaseNow, forOrg, type Tx } from '@/lib/db'
import { connectPaySimple, type PaySimpleConnection } from '@/lib/integration/integration'
import { syncBackOff, syncInterval } from '@/lib/payments/rules/timing'
import type { PaymentStatus as PaySimpleStatus } from '@/lib/paysimple/enumerations'
import { nullIfNotShown, PaySimpleError } from '@/lib/paysimple/errors'
import type { PaymentListOptions } from '@/lib/paysimple/payments'
import { queueSync } from '@/lib/queue/jobs'
import { Prisma } from '@/prisma/generated/client'
import { ingestRecords } from './ingest-records'

// A round compares an organization's payments with PaySimple in four steps, each a list read page by page. The number of
// calls grows with the pages of what is new, open or gone wrong at PaySimple, never with the number of payments.

/** What a settled payment may still turn into (PS-048), even months later. */
const EXCEPTIONS: readonly PaySimpleStatus[] = ['Reversed', 'Returned', 'ReverseNSF', 'Chargeback']
const OPEN: readonly PaySimpleStatus[] = ['Pending', 'Authorized', 'Posted', 'ReversePosted']

const DAY = 24 * 60 * 60_000
/** PaySimple's days are in its own zone, and its clock isn't ours. */
const MARGIN = 2 * DAY
/** Card networks accept disputes for 120 days, some banks for longer. */
const EXCEPTIONS_FOR = 200 * DAY
/** Up to this many records are cheaper to read one by one than in a list. */
const FEW = 5
/** After this many calls a round lets those of other organizations go ahead. */
const CALLS_PER_TURN = 25

const STEPS = ['recent', 'open', 'changed', 'exceptions'] as const
const cursorSchema = z.object({
  step: z.enum(STEPS),
  page: z.number().int().positive(),
  startedAt: z.coerce.date(),
  /** PaySimple's ids of the open and failed records that this round has seen, so that it can look for the rest. */
  met: z.array(z.string()),
  calls: z.number().int(),
  /** The range of days in which the step `changed` looks: the same for all of its pages. */
  days: z.object({ startDate: z.string(), endDate: z.string() }).optional(),
})
type Cursor = z.output<typeof cursorSchema>

/** A turn's report: the calls of the whole round so far, and whether the round is over and PaySimple answered. */
export type SyncReport = { calls: number; complete: boolean; answered: boolean }

type Round = { orgId: string; integration: PaySimpleConnection; cursor: Cursor; since: Date; left: number }

/**
 * Compares an organization's payments with PaySimple and records what changed: settlements, returns, chargebacks, voids
 * and refunds made in PaySimple, credits that arrived, external payments, duplicate charges. Continues where the last
 * turn stopped, queues itself again, and waits longer while PaySimple doesn't answer. Any number of workers may run it
 * at once.
 */
export async function syncOrg(orgId: string): Promise<SyncReport> {
  const round = await forOrg(orgId, (tx) => begin(tx, orgId))
  if (!round) return { calls: 0, complete: true, answered: true }
  try {
    while (round.left > 0) {
      const done = await STEP_OF[round.cursor.step](round)
      if (done && round.cursor.step === 'exceptions') {
        await finish(round)
        return { calls: round.cursor.calls, complete: true, answered: true }
      }
      const next = STEPS[STEPS.indexOf(round.cursor.step) + 1]
      if (done && next) Object.assign(round.cursor, { step: next, page: 1 })
      await keepCursor(round)
    }
    await forOrg(orgId, (tx) => queueSync(tx, orgId, { inMs: 0 }))
    return { calls: round.cursor.calls, complete: false, answered: true }
  } catch (error) {
    if (!(error instanceof PaySimpleError)) throw error
    await backOff(round)
    return { calls: round.cursor.calls, complete: false, answered: false }
  }
}

async function begin(tx: Tx, orgId: string): Promise<Round | null> {
  const integration = await connectPaySimple(tx, orgId)
  if (!integration) return null
  const { merchantKey } = integration
  const state = await tx.orgSync.findUnique({ where: { orgId_merchantKey: { orgId, merchantKey } } })
  const kept = cursorSchema.safeParse(state?.cursor)
  const fresh: Cursor = { step: 'recent', page: 1, startedAt: now(), met: [], calls: 0 }
  const active = await tx.integration.findUniqueOrThrow({ where: { orgId }, select: { activatedAt: true } })
  const since = state?.completedAt ?? active.activatedAt ?? now()
  return { orgId, integration, cursor: kept.success ? kept.data : fresh, since, left: CALLS_PER_TURN }
}

/** Reads and ingests one page and moves the cursor on. @returns whether it was the last page */
async function readPage(round: Round, options: PaymentListOptions): Promise<boolean> {
  const { orgId, integration, cursor } = round
  const readAt = await forOrg(orgId, databaseNow)
  const { items, totalItems, itemsPerPage } = await integration.paysimple.payments.list({
    ...options,
    page: cursor.page,
  })
  countCall(round)
  await ingestRecords(orgId, integration, items, readAt)
  for (const { Id, Status } of items)
    if ([...OPEN, ...EXCEPTIONS].some((status) => status === Status)) cursor.met.push(String(Id))
  const told = totalItems !== null && itemsPerPage !== null
  const last = items.length === 0 || (told && cursor.page * itemsPerPage >= totalItems)
  cursor.page++
  return last
}

const countCall = (round: Round) => {
  round.left--
  round.cursor.calls++
}
const dayBefore = (at: Date, ms: number) => dateToDay(new Date(at.getTime() - ms))

/** Each step reads one page and returns whether it is done. */
const STEP_OF: Record<Cursor['step'], (round: Round) => Promise<boolean>> = {
  /** Everything made since the last round, by us or not. */
  recent: (round) => readPage(round, { startDate: dayBefore(round.since, MARGIN) }),

  /** What is still open at PaySimple, when more than a few of ours were not among the recent ones. */
  open: async (round) => {
    if (round.cursor.page === 1 && (await findUnseen(round)).length <= FEW) return true
    return readPage(round, { status: OPEN })
  },

  /** Ours that are no longer open at PaySimple: from the list of their days, and the last few one by one. */
  changed: async (round) => {
    const unseen = await findUnseen(round)
    if (unseen.length > FEW) {
      // Fewer are left after each page. If the days followed them, each page would be one of another list.
      round.cursor.days ??= daysOf(unseen)
      // A sandbox's clock may be ahead of ours. Those payments are among the recent ones, or are read one by one.
      if (!(await readPage(round, round.cursor.days))) return false
    }
    await readEach(round, await findUnseen(round))
    return true
  },

  /** Settled payments that were reversed since, and those of them that settled again. */
  exceptions: async (round) => {
    const { orgId, integration, cursor } = round
    const since = new Date(cursor.startedAt.getTime() - EXCEPTIONS_FOR)
    if (!(await readPage(round, { status: EXCEPTIONS, startDate: dayBefore(since, 0) }))) return false
    const righted = await forOrg(orgId, (tx) =>
      tx.payment.findMany({
        where: {
          orgId,
          merchantKey: integration.merchantKey,
          status: { in: ['refunded', 'returned', 'chargeback'] },
          paysimplePaymentId: { not: null, notIn: cursor.met },
          createdAt: { gt: since },
        },
        select: { id: true, paysimplePaymentId: true },
        // In turns: some may never be seen again.
        orderBy: { lastAskedAt: { sort: 'asc', nulls: 'first' } },
        take: FEW,
      }),
    )
    await readEach(
      round,
      righted.map(({ paysimplePaymentId }) => ({ paysimpleId: paysimplePaymentId ?? '' })),
    )
    if (righted.length > 0)
      await forOrg(orgId, (tx) =>
        tx.payment.updateMany({
          where: { orgId, id: { in: righted.map(({ id }) => id) } },
          data: { lastAskedAt: now() },
        }),
      )
    return true
  },
}

function daysOf(rows: readonly { createdAt: Date }[]) {
  const instants = rows.map(({ createdAt }) => createdAt.getTime())
  return {
    startDate: dayBefore(new Date(Math.min(...instants)), MARGIN),
    endDate: dayBefore(new Date(Math.max(...instants)), -MARGIN),
  }
}

/** Reads records one by one, as many as this turn has calls left. The others, and those not shown, wait for the next round. */
async function readEach(round: Round, wanted: readonly { paysimpleId: string }[]): Promise<void> {
  const { orgId, integration } = round
  for (const { paysimpleId } of wanted.slice(0, Math.max(round.left, 1))) {
    const readAt = await forOrg(orgId, databaseNow)
    countCall(round)
    const record = await integration.paysimple.payments.get(Number(paysimpleId)).catch(nullIfNotShown)
    if (record) await ingestRecords(orgId, integration, [record], readAt)
  }
}

/** What is open here and this round hasn't seen as open there: payments, credits, duplicate charges, external payments. */
async function findUnseen({ orgId, integration: { merchantKey }, cursor }: Round) {
  const met = new Set(cursor.met)
  const decidedSince = new Date(cursor.startedAt.getTime() - EXCEPTIONS_FOR)
  const rows = await forOrg(orgId, async (tx) => {
    const payments = await tx.payment.findMany({
      where: {
        ...{ orgId, merchantKey, paysimplePaymentId: { not: null } },
        // A person decided that the latter weren't charged, while PaySimple couldn't say.
        OR: [{ status: 'authorized' }, { status: 'not_taken', reason: 'person', createdAt: { gt: decidedSince } }],
      },
      select: { paysimplePaymentId: true, createdAt: true },
      orderBy: { createdAt: 'asc' },
    })
    const credits = await tx.reversal.findMany({
      where: { orgId, merchantKey, kind: 'refund', status: 'done', paysimpleCreditId: { not: null } },
      select: { paysimpleCreditId: true, decidedAt: true, createdAt: true },
    })
    const seconds = await tx.duplicateCharge.findMany({
      where: { orgId, merchantKey, clearedAt: null },
      select: { paysimpleId: true, foundAt: true },
    })
    const outside = await tx.externalPayment.findMany({
      where: { orgId, merchantKey, state: 'open', status: { in: [...OPEN] } },
      select: { paysimpleId: true, madeOn: true },
    })
    return [
      ...seconds.map(({ paysimpleId, foundAt }) => ({ paysimpleId, createdAt: foundAt })),
      ...outside.map(({ paysimpleId, madeOn }) => ({ paysimpleId, createdAt: madeOn })),
      ...payments.map((row) => ({ paysimpleId: row.paysimplePaymentId ?? '', createdAt: row.createdAt })),
      ...credits.map((row) => ({
        paysimpleId: row.paysimpleCreditId ?? '',
        createdAt: row.decidedAt ?? row.createdAt,
      })),
    ]
  })
  return rows.filter(({ paysimpleId }) => !met.has(paysimpleId))
}

/** Keeps the cursor after each page, so that the next turn continues there, however this one ends. */
const keepCursor = ({ orgId, integration: { merchantKey }, cursor }: Round) =>
  forOrg(orgId, (tx) => {
    const kept = { ...cursor, startedAt: cursor.startedAt.toISOString() }
    return saveState(tx, orgId, merchantKey, { cursor: kept, failures: 0 })
  })

/** Ends the round. The next one looks back to where this one began. */
const finish = ({ orgId, integration: { merchantKey }, cursor }: Round): Promise<void> =>
  forOrg(orgId, async (tx) => {
    await saveState(tx, orgId, merchantKey, { cursor: Prisma.DbNull, failures: 0, completedAt: cursor.startedAt })
    const open = await tx.payment.findFirst({
      where: { orgId, merchantKey, status: 'authorized' },
      select: { id: true },
    })
    await queueSync(tx, orgId, { inMs: syncInterval(open !== null) })
  })

const backOff = ({ orgId, integration: { merchantKey } }: Round): Promise<void> =>
  forOrg(orgId, async (tx) => {
    const before = await tx.orgSync.findUnique({ where: { orgId_merchantKey: { orgId, merchantKey } } })
    const failures = (before?.failures ?? 0) + 1
    await saveState(tx, orgId, merchantKey, { failures })
    await queueSync(tx, orgId, { inMs: syncBackOff(failures) })
  })

type State = Pick<Prisma.OrgSyncUncheckedUpdateInput, 'cursor'> & { failures: number; completedAt?: Date }

function saveState(tx: Tx, orgId: string, merchantKey: string, state: State) {
  const key = { orgId, merchantKey }
  const { cursor, failures, completedAt } = state
  const values = { failures, ...(cursor !== undefined && { cursor }), ...(completedAt && { completedAt }) }
  return tx.orgSync.upsert({ where: { orgId_merchantKey: key }, create: { ...key, ...values }, update: values })
}
