import 'server-only'
import type { Tx } from './db'

// Row locks, held until the caller's transaction ends. A caller that takes several takes them in this order, so that no
// two wait for each other: texts, external payment, payment, refunder, reversal, integration, org, job, customer. lockForCharge takes
// its three in one statement, before there is a payment to lock.

/**
 * Makes new jobs of an organization one at a time. Not `for update`, which would wait for everybody who writes a row of
 * the organization, such as a line of the audit log, while holding a job or a customer.
 */
export const lockOrg = (tx: Tx, orgId: string) =>
  tx.$queryRaw`select 1 from org where id = ${orgId}::uuid for no key update`

/**
 * Taken by everyone who changes a job's price or counts a payment for it, so that neither works with a sum that the other
 * is about to change.
 */
export const lockJob = (tx: Tx, orgId: string, jobId: string) =>
  tx.$queryRaw`select 1 from job where org_id = ${orgId}::uuid and id = ${jobId}::uuid for update`

/** The same, by the job's number. */
export const lockJobNumber = (tx: Tx, orgId: string, jobNumber: number) =>
  tx.$queryRaw`select 1 from job where org_id = ${orgId}::uuid and number = ${jobNumber} for update`

/**
 * Locks the job, its customer and the credentials for a new charge, in one statement: what's owed stays as read, two
 * tablets with two jobs of one customer wait for each other, and the credentials don't change during the payment.
 * @returns false when there's no such job or no integration; nothing is locked then
 */
export async function lockForCharge(tx: Tx, orgId: string, jobNumber: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`select 1 from job join integration on integration.org_id = job.org_id
      join customer on customer.org_id = job.org_id and customer.id = job.customer_id
    where job.org_id = ${orgId}::uuid and job.number = ${jobNumber}
    for update of job, customer for share of integration`
  return rows.length > 0
}

/** Changes a customer's saved accounts one at a time. */
export const lockCustomer = (tx: Tx, orgId: string, customerId: string) =>
  tx.$queryRaw`select 1 from customer where org_id = ${orgId}::uuid and id = ${customerId}::uuid for update`

/**
 * Lets one at a time change texts of an organization that are written into other rows, too: otherwise a merge could move
 * jobs between another one's lock of the payments and that of the jobs.
 */
const lockTexts = (tx: Tx, orgId: string) =>
  tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${`texts ${orgId}`}, 0))`

/**
 * Locks customers with all into which a change of their texts is written, by the triggers of the search columns: payments
 * of their jobs, then (`withOrg`) the organization, jobs, customers. The triggers themselves go the other way. No payment
 * begins on one of the jobs until it is over.
 */
export async function lockCustomerTexts(
  tx: Tx,
  orgId: string,
  ids: readonly string[],
  { withOrg = false }: { withOrg?: boolean } = {},
): Promise<void> {
  await lockTexts(tx, orgId)
  await tx.$queryRaw`select 1 from payment join job on job.org_id = payment.org_id and job.id = payment.job_id
    where payment.org_id = ${orgId}::uuid and job.customer_id = any (${[...ids]}::uuid[])
    order by payment.id for update of payment`
  if (withOrg) await lockOrg(tx, orgId)
  await tx.$queryRaw`select 1 from job where org_id = ${orgId}::uuid and customer_id = any (${[...ids]}::uuid[])
    order by id for update`
  await tx.$queryRaw`select 1 from customer where org_id = ${orgId}::uuid and id = any (${[...ids]}::uuid[])
    order by id for update`
}

/** Locks a job with all into which a change of its texts is written: its payments, then the job. */
export async function lockJobTexts(tx: Tx, orgId: string, jobId: string): Promise<void> {
  await lockTexts(tx, orgId)
  await tx.$queryRaw`select 1 from payment where org_id = ${orgId}::uuid and job_id = ${jobId}::uuid
    order by id for update`
  await lockJob(tx, orgId, jobId)
}

/** Waits for payments and reversals that are starting with the current credentials, and makes new ones wait. */
export const lockIntegration = (tx: Tx, orgId: string) =>
  tx.$queryRaw`select 1 from integration where org_id = ${orgId}::uuid for update`

/**
 * Keeps the credentials from changing during a payment or reversal that starts with them. Any number can hold it at
 * once.
 */
export const shareIntegration = (tx: Tx, orgId: string) =>
  tx.$queryRaw`select 1 from integration where org_id = ${orgId}::uuid for share`

/** Taken by everyone who records, reverses, moves or decides a payment: one at a time. */
export const lockPayment = (tx: Tx, orgId: string, paymentId: string) =>
  tx.$queryRaw`select 1 from payment where org_id = ${orgId}::uuid and id = ${paymentId}::uuid for update`

/**
 * Taken by everyone who decides about a void or refund: one at a time, after the payment's lock where that's needed
 * too.
 */
export const lockReversal = (tx: Tx, orgId: string, reversalId: string) =>
  tx.$queryRaw`select 1 from reversal where org_id = ${orgId}::uuid and id = ${reversalId}::uuid for update`

/** Begins a person's refunds one at a time, so that each one's sum has those before it. */
export const lockRefunder = (tx: Tx, orgId: string, userId: string) =>
  tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${`refunds ${orgId} ${userId}`}, 0))`

/** Changes what a person has as a second step one at a time, so that of two ways removed at once one sees the other gone. */
export const lockSecondStep = (tx: Tx, userId: string) =>
  tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${`second step ${userId}`}, 0))`

/** Taken by everyone who links, ignores or restores an external payment: one at a time. */
export const lockExternalPayment = (tx: Tx, orgId: string, externalId: string) =>
  tx.$queryRaw`select 1 from external_payment where org_id = ${orgId}::uuid and id = ${externalId}::uuid for update`

/** Changes an organization's price book, tax rates and templates one at a time. Nobody holds another lock with it. */
export const lockPriceBook = (tx: Tx, orgId: string) =>
  tx.$queryRaw`select 1 from pg_advisory_xact_lock(hashtextextended(${`price book ${orgId}`}, 0))`
