import { forOrg, forUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { Actor } from '@/lib/orgs/actor'
import type { OrgContext } from '@/lib/orgs/context'
import type { MakePayment } from '@/lib/payments/take/schema'
import { takePayment } from '@/lib/payments/take/take-payment'
import { PasswordNeeded } from '@/lib/sessions/step-up'
import { context, orgId } from './at-the-sandbox'
import { createPerson } from './people'

// What tests of limits do again and again: payments tried one after the other, and what that left.

export const TOTAL = 40_000_000
let amount = 100
/** Another amount each time: the same twice within minutes is asked about. */
export const another = () => ++amount

export type Result = { state: string; message?: string; fields?: Record<string, string> }
/** What one try comes to. */
export async function tried(who: Actor, input: MakePayment): Promise<Result> {
  try {
    return await takePayment(who, input)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return {
      state: error instanceof PasswordNeeded ? 'password' : 'refused',
      message: error.message,
      fields: error.fields,
    }
  }
}
export const statesOf = (results: readonly Result[]) =>
  Object.fromEntries(
    [...new Set(results.map(({ state }) => state))].map((state) => [
      state,
      results.filter((result) => result.state === state).length,
    ]),
  )
export async function inTurn(many: number, one: (n: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let n = 0; n < many; n++) results.push(await one(n))
  return results
}
/** What the security log and the alarms have about limits. */
export const limitEvents = () =>
  forOrg(orgId, (tx) =>
    tx.securityEvent.findMany({
      where: { orgId, event: { in: ['limit_hit', 'limit_cleared'] } },
      orderBy: { id: 'asc' },
      select: { event: true, detail: true, userId: true, address: true },
    }),
  )
export const alarmKinds = () =>
  forOrg(orgId, async (tx) =>
    (await tx.alarm.findMany({ where: { orgId, kind: { in: ['limits', 'declines'] } } })).map(({ kind }) => kind),
  )
export const paymentsOf = (id: string) => forOrg(id, (tx) => tx.payment.count({ where: { orgId: id } }))
/** Another member of the company, at another place. */
export const member = async (name: string, address = '198.51.100.7'): Promise<OrgContext> => ({
  ...(await createPerson(context, 'contractor', name)),
  source: { address, requestId: '', userAgent: '' },
})
export const withoutPassword = async (who: OrgContext) => {
  await forUser(who.user.id, (tx) =>
    tx.session.updateMany({ where: { id: who.session?.id ?? '' }, data: { passwordAt: new Date(0) } }),
  )
  return who
}
