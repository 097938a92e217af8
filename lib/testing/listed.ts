import { type CustomerPage, readCustomers } from '@/lib/customers/queries'
import { readForOrg, type Tx } from '@/lib/db'
import { ALL_JOBS, type JobFilter } from '@/lib/jobs/filters'
import { type JobPage, readJobs } from '@/lib/jobs/queries'
import type { AskOrg, OfOrg } from '@/lib/orgs/first-trip'
import type { PaymentList } from '@/lib/payments/listing/filter'
import { readListPage, withFound } from '@/lib/payments/listing/page'
import { type ListSums, sumsStatement } from '@/lib/payments/listing/sums'

/** One page of a list of payments, as the pages read it. */
export const listedOf = async (list: PaymentList, before?: string) => (await readListPage(list, before, [])).page

/** What a list of payments comes to. */
export async function sumsOf(list: PaymentList): Promise<ListSums> {
  const [[sums]] = await readForOrg(list.orgId, [sumsStatement(await withFound(list))])
  if (!sums) throw new Error('There are always sums.')
  return sums
}

const of =
  (id: string): AskOrg<OfOrg> =>
  async (ask) => ({ context: { org: { id } }, answers: await readForOrg(id, ask(id)) })

/** A page of jobs, as the pages read it. */
export const listJobs = async (orgId: string, filter: JobFilter = ALL_JOBS, before?: number): Promise<JobPage> =>
  (await readJobs(of(orgId), filter, before)).page

/** A page of customers, as the pages read it. */
export const listCustomers = async (
  orgId: string,
  list: Parameters<typeof readCustomers>[1] = {},
): Promise<CustomerPage> => (await readCustomers(of(orgId), list)).page

/** An organization's audit log, the newest first. */
export const listAuditEvents = async (tx: Tx, orgId: string) => ({
  rows: await tx.auditEvent.findMany({ where: { orgId }, orderBy: { id: 'desc' } }),
})
