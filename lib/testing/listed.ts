import { readForOrg } from '@/lib/db'
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
