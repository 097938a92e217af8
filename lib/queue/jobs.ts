import 'server-only'
import type { Tx } from '@/lib/db'
import { enqueue, type Job } from './enqueue'

// The worker's jobs. At most one of each kind waits per payment, reversal, organization or email. Money's and mail's run
// in places of their own (lib/worker/tasks.ts).

type Row = { orgId: string; id: string }
type When = {
  inMs: number
  keepTime?: boolean
  /** PaySimple has already answered about it, with nothing certain. */
  asked?: boolean
}
// On a bad day hundreds are unconfirmed at once. Those we know nothing about come first, then those asked about before
// again. Email, which has places of its own, is last for the workers of a version that had none.
const PRIORITY = { unasked: 0, asked: 10, email: 20 }
// Real time, not the product's clock, because the queue uses real time.
const queued = ({ inMs, keepTime = false, asked = false }: When) => ({
  runAt: new Date(Date.now() + inMs),
  keepTime,
  priority: asked ? PRIORITY.asked : PRIORITY.unasked,
})

/** Reconciles an unconfirmed payment, or sends a charge that no request has claimed. */
export const reconcilePaymentJob = ({ orgId, id: paymentId }: Row, when: When): Job => ({
  ...{
    task: 'reconcile-payment',
    payload: { orgId, paymentId },
    jobKey: `reconcile-payment:${orgId}:${paymentId}`,
    ...queued(when),
  },
})

/** Reconciles an unconfirmed void or refund. */
export const reconcileReversalJob = ({ orgId, id: reversalId }: Row, when: When): Job => ({
  ...{
    task: 'reconcile-reversal',
    payload: { orgId, reversalId },
    jobKey: `reconcile-reversal:${orgId}:${reversalId}`,
  },
  ...queued(when),
})

/** Compares the organization's payments with PaySimple. */
export const syncJob = (orgId: string, when: When): Job => ({
  ...{ task: 'sync-org', payload: { orgId }, jobKey: `sync:${orgId}`, ...queued(when) },
})

/**
 * Sends an email from the outbox: at once, unless it waits already, or at the time of its next try. Its tries are counted
 * there (lib/email/retry.ts): the queue runs it again by itself only when something unexpected happened.
 */
export const emailJob = ({ orgId, id: emailId }: Row, when: When = { inMs: 0, keepTime: true }): Job => ({
  ...{ task: 'send-email', payload: { orgId, emailId }, jobKey: `email:${emailId}`, maxAttempts: 14 },
  ...{ ...queued(when), priority: PRIORITY.email },
})

/** Seals a version that everybody has signed. What is known to keep it from that is tried again at our own times. */
export const sealJob = (
  { orgId, documentId, versionNumber }: { orgId: string; documentId: string; versionNumber: number },
  when: When = { inMs: 0 },
): Job => ({
  ...{ task: 'seal-paper', payload: { orgId, documentId, versionNumber } },
  ...{ jobKey: `seal:${orgId}:${documentId}:${versionNumber}`, ...queued(when) },
})

/** Sends one alarm by email. */
export const alarmJob = ({ orgId, id: alarmId }: { orgId: string | null; id: string }): Job => ({
  ...{ task: 'send-alarm', payload: { orgId, alarmId }, jobKey: `alarm:${alarmId}`, maxAttempts: 14 },
  ...{ ...queued({ inMs: 0 }), priority: PRIORITY.email },
})

/** Sends a one-time link to its address. */
export const accountMailJob = (linkId: string): Job => ({
  ...{ task: 'account-mail', payload: { linkId }, jobKey: `account-mail:${linkId}`, maxAttempts: 10 },
  ...{ ...queued({ inMs: 0 }), priority: PRIORITY.email },
})

/** Tells those who want to know of a sign-in on a new device, or by Plumbline’s own staff. */
export const signInAlarmJob = (userId: string, sessionId: string, isNewDevice: boolean): Job => ({
  ...{
    task: 'sign-in-alarm',
    payload: { userId, sessionId, isNewDevice },
    jobKey: `alarm:${sessionId}`,
    maxAttempts: 10,
  },
  ...{ ...queued({ inMs: 0 }), priority: PRIORITY.email },
})

/** Queues one `reconcilePaymentJob`. */
export const queueReconcilePayment = (tx: Tx, payment: Row, when: When) =>
  enqueue(tx, [reconcilePaymentJob(payment, when)])
/** Queues one `reconcileReversalJob`. */
export const queueReconcileReversal = (tx: Tx, reversal: Row, when: When) =>
  enqueue(tx, [reconcileReversalJob(reversal, when)])
/** Queues one `syncJob`. */
export const queueSync = (tx: Tx, orgId: string, when: When) => enqueue(tx, [syncJob(orgId, when)])
