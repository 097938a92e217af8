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

// One round of comparing an organization's payments with PaySimple, in four steps, each a list read page by page. The
// number of calls follows the pages of what is new, open or gone wrong there, never the number of payments.

/** What a settled payment may still turn into (PS-048), also long after. */
const EXCEPTIONS: readonly PaySimpleStatus[] = ['Reversed', 'Returned', 'ReverseNSF', 'Chargeback']
const OPEN: readonly PaySimpleStatus[] = ['Pending', 'Authorized', 'Posted', 'ReversePosted']

const DAY = 24 * 60 * 60_000
/** Days at PaySimple are in its own zone, and its clock is not ours. */
const MARGIN = 2 * DAY
/** Card networks take disputes for 120 days, and some banks for longer. */
const EXCEPTIONS_FOR = 200 * DAY
/** So few are cheaper asked for one by one than looked for in a list. */
const FEW = 5
/** A round takes turns with those of other organizations after so many calls. */
const CALLS_PER_TURN = 25

const STEPS = ['recent', 'open', 'changed', 'exceptions'] as const
const cursorSchema = z.object({
  step: z.enum(STEPS),
  page: z.number().int().positive(),
  startedAt: z.coerce.date(),
  /** PaySimple's ids of what this round has met as open or gone wrong, so that the rest can be looked for. */
  met: z.array(z.string()),
  calls: z.number().int(),
  /** The days between which what has changed is looked for: of all its pages the same. */
  days: z.object({ startDate: z.string(), endDate: z.string() }).optional(),
})
type Cursor = z.output<typeof cursorSchema>

/** What a turn did: the calls of the whole round so far, and whether that round is over. */
export type SyncReport = { calls: number; complete: boolean; answered: boolean }

type Round = { orgId: string; integration: PaySimpleConnection; cursor: Cursor; since: Date; left: number }

/**
 * Compares an organization's payments with PaySimple and records what changed: settled, returned, charged back, voided
 * or refunded in PaySimple's own screens, refunds that have arrived, payments made outside Plumbline, two records of
 * one payment. Goes on where the last turn was broken off, comes back by itself, and waits longer while PaySimple does
 * not answer. Any number of workers may do this at once.
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

/** Reads one page, takes it in and moves the cursor on. @returns whether it was the last one */
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

/** Each step does one page, and says whether it is done. */
const STEP_OF: Record<Cursor['step'], (round: Round) => Promise<boolean>> = {
  /** All that was made since the last round, by us or outside. */
  recent: (round) => readPage(round, { startDate: dayBefore(round.since, MARGIN) }),

  /** What is still open there, when more than a few of ours were not among the recent ones. */
  open: async (round) => {
    if (round.cursor.page === 1 && (await findNotMet(round)).length <= FEW) return true
    return readPage(round, { status: OPEN })
  },

  /** Ours that are not open there any more: in the list of their days, and the last few one by one. */
  changed: async (round) => {
    const notMet = await findNotMet(round)
    if (notMet.length > FEW) {
      // Fewer are left after each page. Were the days to follow them, the pages would be other ones each time.
      round.cursor.days ??= daysOf(notMet)
      // A sandbox's clock may be ahead of ours: those are among the recent ones, or left for single questions.
      if (!(await readPage(round, round.cursor.days))) return false
    }
    await readEach(round, await findNotMet(round))
    return true
  },

  /** What has gone wrong with payments that had settled, and what has been put right again. */
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
        // In turns: some may never be met again.
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

/** Asks for records one by one, as many as this turn has left; the others, and those not shown, wait for the next round. */
async function readEach(round: Round, wanted: readonly { paysimpleId: string }[]): Promise<void> {
  const { orgId, integration } = round
  for (const { paysimpleId } of wanted.slice(0, Math.max(round.left, 1))) {
    const readAt = await forOrg(orgId, databaseNow)
    countCall(round)
    const record = await integration.paysimple.payments.get(Number(paysimpleId)).catch(nullIfNotShown)
    if (record) await ingestRecords(orgId, integration, [record], readAt)
  }
}

/** What is open here and what this round has not met as open there: payments, credits, second charges, payments made outside. */
async function findNotMet({ orgId, integration: { merchantKey }, cursor }: Round) {
  const met = new Set(cursor.met)
  const decidedSince = new Date(cursor.startedAt.getTime() - EXCEPTIONS_FOR)
  const rows = await forOrg(orgId, async (tx) => {
    const payments = await tx.payment.findMany({
      where: {
        ...{ orgId, merchantKey, paysimplePaymentId: { not: null } },
        // Of the latter a person has said that it was not charged, while PaySimple itself could not say.
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

/** After each page, so that a turn that ends here, however it ends, is gone on with and not begun again. */
const keepCursor = ({ orgId, integration: { merchantKey }, cursor }: Round) =>
  forOrg(orgId, (tx) => {
    const kept = { ...cursor, startedAt: cursor.startedAt.toISOString() }
    return saveState(tx, orgId, merchantKey, { cursor: kept, failures: 0 })
  })

/** The whole round is done: the next one begins where this one began. */
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
