import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg, type Statement, type Tx } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { Prisma } from '@/prisma/generated/client'
import type { DepositInput } from './deposit-schema'

/** The deposit that the company asks for, in percent of what is owed; null where it asks for none. */
const depositStatement = (orgId: string): Statement<{ depositPercent: number | null }> =>
  Prisma.sql`select deposit_percent as "depositPercent" from org where id = ${orgId}::uuid`

/** The same inside of a transaction. */
export async function getDepositPercent(tx: Tx, orgId: string): Promise<number | null> {
  const [org] = await tx.$queryRaw<{ depositPercent: number | null }[]>(depositStatement(orgId))
  return org?.depositPercent ?? null
}

/** Sets the deposit that Make Payment offers from now on. */
export const setDeposit = ({ org, ...who }: OrgContext, { percent }: DepositInput): Promise<void> =>
  forOrg(org.id, async (tx) => {
    if ((await getDepositPercent(tx, org.id)) === percent) return
    await tx.org.update({ where: { id: org.id }, data: { depositPercent: percent } })
    const detail = percent === null ? 'No deposit' : `${percent}%`
    await recordAudit(tx, { org, ...who }, { action: 'deposit_changed', detail })
  })
