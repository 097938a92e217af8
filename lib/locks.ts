import 'server-only'
import type { Tx } from './db'

// Row locks, held until the caller's transaction ends. Whoever takes several takes them in this order, so that no two
// wait for each other: org, job, customer, integration, payment, reversal, external payment.

/** New jobs of an organization are made one after the other. */
export const lockOrg = (tx: Tx, orgId: string) => tx.$queryRaw`select 1 from org where id = ${orgId}::uuid for update`

/**
 * Whoever changes what a job costs and whoever charges for it takes this lock first, so that neither reckons with what
 * the other is about to change.
 */
export const lockJob = (tx: Tx, orgId: string, jobId: string) =>
  tx.$queryRaw`select 1 from job where org_id = ${orgId}::uuid and id = ${jobId}::uuid for update`

/** The same, by the job's number. */
export const lockJobNumber = (tx: Tx, orgId: string, jobNumber: number) =>
  tx.$queryRaw`select 1 from job where org_id = ${orgId}::uuid and number = ${jobNumber} for update`

/**
 * For a charge that begins: the job, its customer, and the credentials, in one statement. What is owed stays as it is
 * read; two tablets with two jobs of one customer meet here; the credentials are not changed under the payment.
 * @returns false when there is no such job or no integration: then nothing is locked
 */
export async function lockForCharge(tx: Tx, orgId: string, jobNumber: number): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`select 1 from job join integration on integration.org_id = job.org_id
      join customer on customer.org_id = job.org_id and customer.id = job.customer_id
    where job.org_id = ${orgId}::uuid and job.number = ${jobNumber}
    for update of job, customer for share of integration`
  return rows.length > 0
}

/** A customer's saved accounts change one after the other. */
export const lockCustomer = (tx: Tx, orgId: string, customerId: string) =>
  tx.$queryRaw`select 1 from customer where org_id = ${orgId}::uuid and id = ${customerId}::uuid for update`

/** Waits for payments and reversals that begin with the present credentials, and keeps new ones waiting. */
export const lockIntegration = (tx: Tx, orgId: string) =>
  tx.$queryRaw`select 1 from integration where org_id = ${orgId}::uuid for update`

/** The credentials are not changed under what begins with them. Any number may hold this at once. */
export const shareIntegration = (tx: Tx, orgId: string) =>
  tx.$queryRaw`select 1 from integration where org_id = ${orgId}::uuid for share`

/** One at a time decides about a payment: whoever records, reverses, moves or decides it. */
export const lockPayment = (tx: Tx, orgId: string, paymentId: string) =>
  tx.$queryRaw`select 1 from payment where org_id = ${orgId}::uuid and id = ${paymentId}::uuid for update`

/** One at a time decides about a void or refund; its payment's lock, where that is needed too, comes first. */
export const lockReversal = (tx: Tx, orgId: string, reversalId: string) =>
  tx.$queryRaw`select 1 from reversal where org_id = ${orgId}::uuid and id = ${reversalId}::uuid for update`

/** One at a time links, ignores or restores a payment that was made at PaySimple. */
export const lockExternalPayment = (tx: Tx, orgId: string, externalId: string) =>
  tx.$queryRaw`select 1 from external_payment where org_id = ${orgId}::uuid and id = ${externalId}::uuid for update`
