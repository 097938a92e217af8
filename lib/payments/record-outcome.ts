import 'server-only'
import { dayToDate, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { enqueue } from '@/lib/queue'
import type { Payment } from '@/prisma/generated/client'
import type { Outcome } from './outcome'
import { canBecome, isConcludedAbsent, isFollowed, isPaid, isUndecided } from './status'
import { LOOK_AFTER_ABSENCE, nextLook, syncInterval } from './timing'

/** Who learned the outcome: the click itself, the look-up of a payment in doubt, or the status sync. */
export type Source = 'click' | 'reconciler' | 'sync'

/**
 * The one place where an outcome is written: the payment's row, its event, the receipt e-mail and the worker's next
 * step, in one transaction. Safe to call by anybody, any number of times, in any order: an outcome that may not follow
 * the present state (lib/payments/status.ts) changes nothing, and a receipt is written once per payment.
 * @returns the row as it stands afterwards, whoever wrote it
 */
export const recordOutcome = (orgId: string, paymentId: string, outcome: Outcome, source: Source): Promise<Payment> =>
  forOrg(orgId, async (tx) => {
    await tx.$queryRaw`select 1 from payment where org_id = ${orgId}::uuid and id = ${paymentId}::uuid for update`
    const before = await tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId, id: paymentId } } })
    const { status, reason, refusal, facts } = outcome
    // What was concluded from an empty list yields to any record that turns up after all.
    const moves = canBecome(before.status, status) || (isConcludedAbsent(before) && facts !== undefined)
    // The same state again may still bring news: PaySimple's id of a payment in doubt, a later settlement date.
    if (!moves && before.status !== status) return before

    const at = now()
    const after = await tx.payment.update({
      where: { orgId_id: { orgId, id: paymentId } },
      data: {
        status,
        reason: reason ?? null,
        refusal: refusal ?? null,
        ...(facts && {
          ...facts,
          estimatedSettleOn: facts.estimatedSettleOn && dayToDate(facts.estimatedSettleOn),
          settledOn: facts.settledOn && dayToDate(facts.settledOn),
        }),
        ...(!isUndecided(status) && { decidedAt: before.decidedAt ?? at, needsPersonAt: null }),
      },
    })
    if (moves) {
      const detail = facts?.paysimpleStatus ?? reason ?? null
      await tx.paymentEvent.create({
        data: {
          orgId,
          paymentId,
          at,
          from: before.status,
          to: status,
          source,
          actorId: source === 'click' ? before.takenById : null,
          detail,
        },
      })
    }
    if (isPaid(status)) await writeReceipt(tx, after)
    if (moves && isUndecided(status)) await lookAgain(tx, after, { inMs: nextLook(0) })
    if (moves && isConcludedAbsent(after)) await lookAgain(tx, after, { inMs: LOOK_AFTER_ABSENCE })
    // A later payment must not push the earlier ones' comparison away.
    if (isFollowed(status)) await syncSoon(tx, orgId, { inMs: syncInterval(), keepTime: true })
    return after
  })

/** The receipt e-mail, once per payment, to the address given in the dialog. */
async function writeReceipt(tx: Tx, { orgId, id: paymentId, receiptEmail }: Payment) {
  if (!receiptEmail) return
  const key = { orgId, paymentId, kind: 'receipt' as const }
  if (await tx.email.findUnique({ where: { orgId_paymentId_kind: key } })) return
  const email = await tx.email.create({ data: { ...key, to: receiptEmail } })
  await sendSoon(tx, orgId, email.id)
}

type When = { inMs: number; keepTime?: boolean }
// Real time, not the product's clock: the queue lives in it.
const queued = ({ inMs, keepTime = false }: When) => ({ runAt: new Date(Date.now() + inMs), keepTime })

/** Has the worker ask PaySimple about a payment in doubt. One such job waits per payment. */
export const lookAgain = (tx: Tx, { orgId, id: paymentId }: Pick<Payment, 'orgId' | 'id'>, when: When) =>
  enqueue(tx, 'settle-payment', { orgId, paymentId }, { jobKey: `settle:${orgId}:${paymentId}`, ...queued(when) })

/** Has the worker compare the organization's authorized payments with PaySimple. One such job waits per organization. */
export const syncSoon = (tx: Tx, orgId: string, when: When) =>
  enqueue(tx, 'sync-org', { orgId }, { jobKey: `sync:${orgId}`, ...queued(when) })

/** Has the worker send an e-mail of the outbox. */
export const sendSoon = (tx: Tx, orgId: string, emailId: string) =>
  enqueue(tx, 'send-email', { orgId, emailId }, { jobKey: `email:${emailId}`, keepTime: true, maxAttempts: 14 })
