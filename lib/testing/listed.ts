import { readForOrg } from '@/lib/db'
import type { PaymentList } from '@/lib/payments/listing/filter'
import { pageStatements, toListPage } from '@/lib/payments/listing/list'
import { type ListSums, sumsStatement } from '@/lib/payments/listing/sums'

/** One page of a list of payments, as the pages read it. */
export const listedOf = async (list: PaymentList, before?: string) =>
  toListPage(...(await readForOrg(list.orgId, pageStatements(list, before))))

/** What a list of payments comes to. */
export async function sumsOf(list: PaymentList): Promise<ListSums> {
  const [[sums]] = await readForOrg(list.orgId, [sumsStatement(list)])
  if (!sums) throw new Error('There are always sums.')
  return sums
}
