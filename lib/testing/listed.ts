import {
  type CustomerPage,
  customerPageStatement,
  customerSearch,
  searchedCustomers,
  toCustomerPage,
} from '@/lib/customers/queries'
import { readForOrg } from '@/lib/db'
import { ALL_JOBS, type JobFilter } from '@/lib/jobs/filters'
import { type JobPage, jobPageStatements, jobSearch, searchJobs, toJobPage } from '@/lib/jobs/queries'
import type { PaymentList } from '@/lib/payments/listing/filter'
import { readListPage, withFound } from '@/lib/payments/listing/page'
import { type ListSums, sumsStatement } from '@/lib/payments/listing/sums'
import { foundOf } from '@/lib/search-rows'

/** One page of a list of payments, as the pages read it. */
export const listedOf = async (list: PaymentList, before?: string) => (await readListPage(list, before, [])).page

/** What a list of payments comes to. */
export async function sumsOf(list: PaymentList): Promise<ListSums> {
  const [[sums]] = await readForOrg(list.orgId, [sumsStatement(await withFound(list))])
  if (!sums) throw new Error('There are always sums.')
  return sums
}

/** A page of jobs, as the pages read it. */
export const listJobs = async (orgId: string, filter: JobFilter = ALL_JOBS, before?: number): Promise<JobPage> => {
  if (!filter.query) return toJobPage(await readForOrg(orgId, jobPageStatements(orgId, filter, before)))
  return searchJobs(orgId, filter, before, foundOf(...(await readForOrg(orgId, [jobSearch(filter)]))))
}

/** A page of customers, as the pages read it. */
export const listCustomers = async (
  orgId: string,
  list: { query?: string; archived?: boolean; after?: string | undefined } = {},
): Promise<CustomerPage> => {
  if (!list.query) return toCustomerPage(...(await readForOrg(orgId, [customerPageStatement(orgId, list)])))
  return searchedCustomers(orgId, list, foundOf(...(await readForOrg(orgId, [customerSearch(list.query)]))))
}
