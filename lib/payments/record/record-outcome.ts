import 'server-only'
import { dayToDate, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { lockPayment } from '@/lib/locks'
import { countPayment } from '@/lib/metrics/registry'
import { keepAccount } from '@/lib/payment-accounts/saved'
import { nextInstant } from '@/lib/payments/counted/next-instant'
import type { Outcome } from '@/lib/payments/rules/outcome'
import { isFollowed, isLoss, isPaid, isUnclear, isUndecided } from '@/lib/payments/rules/status'
import { syncInterval } from '@/lib/payments/rules/timing'
import { decideTransition, emailAbout, firstCheckIn } from '@/lib/payments/rules/transition'
import { enqueue, type Job } from '@/lib/queue/enqueue'
import { emailJob, reconcilePaymentJob, syncJob } from '@/lib/queue/jobs'
import type { Payment } from '@/prisma/generated/client'
import type { EmailKind } from '@/prisma/generated/enums'
import { countDecline } from './count-decline'
import { followReversal } from './record-reversal'

/** Who learned the outcome: the click, the reconciler, the sync, or a person who checked with PaySimple. */
export type Source = 'click' | 'reconciler' | 'sync' | 'person'

export type Actor = { id: string; name: string }

export type RecordOptions = {
  /** The person whose click it was, if any. */
  actor?: Actor
  /**
   * An instant of the database's clock before PaySimple was asked. An answer asked for before the payment reached its
   * present status may be older than that status, so it doesn't overwrite it; the next check brings it if it still holds.
   * Left out where PaySimple answers the very request that changed the payment.
   */
  readAt?: Date
}

/**
 * The only writer of outcomes: the payment's row, its event, the email to the customer, the reversal that asked for it,
 * the saved account and the worker's next step, in one transaction. Anybody may call it, any number of times, in any
 * order: an outcome that may not follow the present status (lib/payments/rules/transition.ts) changes nothing, and each
 * email is written once per payment.
 * @returns the row as it stands afterwards, whoever wrote it
 */
export async function recordOutcome(
  orgId: string,
  paymentId: string,
  outcome: Outcome,
  source: Source,
  options: RecordOptions = {},
): Promise<Payment> {
  const { payment, moved, declined } = await write(orgId, paymentId, outcome, source, options)
  if (moved) countPayment(payment.status)
  if (declined) await countDecline(declined)
  return payment
}

type Written = { payment: Payment; moved?: boolean; declined?: Parameters<typeof countDecline>[0] }

const write = (
  orgId: string,
  paymentId: string,
  outcome: Outcome,
  source: Source,
  { actor, readAt }: RecordOptions,
): Promise<Written> =>
  forOrg({ orgId, step: 'record-outcome' }, async (tx) => {
    await lockPayment(tx, orgId, paymentId)
    const before = await tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id: paymentId } } })
    const { status, reason, paysimpleMessage, facts } = outcome
    const transition = decideTransition(before, outcome, readAt)
    if (transition === 'keep') return { payment: before }
    if (transition === 'note') return { payment: await noteStatus(tx, before, facts) }
    const moves = transition === 'move'

    const at = await nextInstant(tx, orgId, before.jobId)
    const after = await tx.payment.update({
      where: { orgId_id: { orgId, id: paymentId } },
      data: {
        status,
        reason: reason ?? null,
        paysimpleMessage: paysimpleMessage ?? null,
        ...(facts && {
          ...facts,
          estimatedSettleOn: facts.estimatedSettleOn && dayToDate(facts.estimatedSettleOn),
          settledOn: facts.settledOn && dayToDate(facts.settledOn),
          returnedOn: facts.returnedOn && dayToDate(facts.returnedOn),
        }),
        ...(moves && { alertAt: isLoss(before, status) ? at : null }),
        ...(!moves && isUnclear(before) && { alertAt: null }), // what it says fits again
        ...(!isUndecided(status) && { decidedAt: before.decidedAt ?? at, needsPersonAt: null }),
      },
    })
    if (moves) {
      const detail = facts?.paysimpleStatus ?? reason ?? null
      const taker = source === 'click' ? { id: before.takenById, name: before.takenByName } : null
      const { id: actorId = null, name: actorName = null } = actor ?? taker ?? {}
      await tx.paymentEvent.create({
        data: { orgId, paymentId, at, from: before.status, to: status, source, actorId, actorName, detail },
      })
      await followReversal(tx, after, outcome, before.status)
    }
    const jobs: Job[] = []
    const email = emailAbout(before.status, status)
    if (email) jobs.push(...(await writeEmail(tx, after, email)))
    if (isPaid(status)) await keepAccount(tx, after)
    const checkIn = moves ? firstCheckIn(after) : null
    if (checkIn !== null) jobs.push(reconcilePaymentJob(after, { inMs: checkIn }))
    if (moves && isUndecided(before.status) && !isUndecided(status)) jobs.push(...(await tellOfRefund(tx, after)))
    // A later payment must not postpone the sync of earlier ones.
    if (isFollowed(status)) jobs.push(syncJob(orgId, { inMs: syncInterval(true), keepTime: true }))
    await enqueue(tx, jobs)
    return {
      payment: after,
      moved: moves,
      ...(moves && status === 'declined' && { declined: await whoTook(tx, after) }),
    }
  })

/** What a decline counts against: who took the payment, on which job and from where. */
async function whoTook(tx: Tx, payment: Payment) {
  const { orgId, id: paymentId, jobId } = payment
  const job = await tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: jobId } }, select: { number: true } })
  const [begun] = await tx.paymentEvent.findMany({
    where: { orgId, paymentId, source: 'click', address: { not: null } },
    select: { address: true },
    take: 1,
  })
  return { ...payment, job, address: begun?.address ?? null }
}

/**
 * A decided payment has a status at PaySimple that nobody here knows, or that doesn't fit. The payment counts as before;
 * screens say "Unclear" (`isUnclear`), and the alert waits for a person.
 */
const noteStatus = (tx: Tx, { orgId, id }: Payment, facts: Outcome['facts']): Promise<Payment> =>
  tx.payment.update({
    where: { orgId_id: { orgId, id } },
    data: { paysimpleStatus: facts?.paysimpleStatus, alertAt: now() },
  })

/** The recharge of a partial refund is decided: the email about the refund has waited for that. */
async function tellOfRefund(tx: Tx, { orgId, reversalId }: Payment): Promise<Job[]> {
  if (reversalId === null) return []
  const waiting = await tx.email.findMany({
    where: { orgId, kind: 'refunded', status: 'queued', payment: { reversals: { some: { id: reversalId } } } },
    select: { orgId: true, id: true },
  })
  return waiting.map((row) => emailJob(row))
}

/**
 * Writes an email about the payment, once of each kind, to the address given in the dialog. One that was dropped because
 * it wasn't true is true again: a refund was canceled, or made again. @returns the job that sends it
 */
async function writeEmail(tx: Tx, { orgId, id: paymentId, receiptEmail }: Payment, kind: EmailKind): Promise<Job[]> {
  if (!receiptEmail) return []
  const data = { orgId, paymentId, kind, to: receiptEmail }
  const select = { orgId: true, id: true }
  const written = await tx.email.createManyAndReturn({ data, skipDuplicates: true, select })
  const revived = await tx.email.updateManyAndReturn({
    where: { orgId, paymentId, kind, copyOfId: null, status: 'superseded' },
    data: { status: 'queued', supersededBy: null, tryingSince: null },
    select,
  })
  return [...written, ...revived].map((row) => emailJob(row))
}
