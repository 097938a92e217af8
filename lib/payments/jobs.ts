import 'server-only'
import type { Tx } from '@/lib/db'
import { enqueue } from '@/lib/queue'

// What the worker is asked to do about money. Of each kind one job waits per payment, reversal or organization.

type Row = { orgId: string; id: string }
type When = { inMs: number; keepTime?: boolean }
// Real time, not the product's clock: the queue lives in it.
const queued = ({ inMs, keepTime = false }: When) => ({ runAt: new Date(Date.now() + inMs), keepTime })

/** Has the worker ask PaySimple about a payment in doubt, or charge one that nobody has taken upon himself yet. */
export const lookAgain = (tx: Tx, { orgId, id: paymentId }: Row, when: When) =>
  enqueue(tx, 'settle-payment', { orgId, paymentId }, { jobKey: `settle:${orgId}:${paymentId}`, ...queued(when) })

/** Has the worker ask PaySimple about a void or refund in doubt. */
export const lookAtReversal = (tx: Tx, { orgId, id: reversalId }: Row, when: When) =>
  enqueue(tx, 'settle-reversal', { orgId, reversalId }, { jobKey: `reversal:${orgId}:${reversalId}`, ...queued(when) })

/** Has the worker compare the organization's payments with PaySimple. */
export const syncSoon = (tx: Tx, orgId: string, when: When) =>
  enqueue(tx, 'sync-org', { orgId }, { jobKey: `sync:${orgId}`, ...queued(when) })

/** Has the worker send an e-mail of the outbox. */
export const sendSoon = (tx: Tx, orgId: string, emailId: string) =>
  enqueue(tx, 'send-email', { orgId, emailId }, { jobKey: `email:${emailId}`, keepTime: true, maxAttempts: 14 })
