// Organizations, customers and jobs, before anything goes wrong.
import { randomUUID } from 'node:crypto'
import type { OrgContext } from '@/lib/orgs/context'
import type { Aims } from './aims'
import type { Plan } from './plan'
import type { System } from './system'

/** Where an intent's payment is taken. */
export type Place = {
  context: OrgContext
  apiUser: string
  jobId: string
  jobNumber: number
  customerId: string
  lastName: string
}

const jobNumberOf = (n: number) => 1001 + n
/** The customer whom an intent brings: no two have the same name. */
const nameOf = (n: number) => `Intent${n}`
export const receiptOf = (n: number) => `intent-${n}@example.com`
/** The intent that a receipt's address names. */
export const intentOfReceipt = (to: string) => Number(/^intent-(\d+)@/.exec(to)?.[1] ?? -1)

type Furnishing = {
  system: Pick<System, 'order'>
  aims: Pick<Aims, 'know'>
  plan: Plan
  clients: ReadonlyMap<string, string>
}

/** Makes them all through the app, and answers the place of each intent. */
export async function furnish({ system, aims, plan, clients }: Furnishing): Promise<Place[]> {
  const users = [...clients]
  const contexts = await Promise.all(users.map(([name, apiKey], at) => system.order(at, 'createOrg', { name, apiKey })))
  const customerIds = new Map<number, string>()
  for (const { n, customerOf } of plan.intents) if (customerOf === n) customerIds.set(n, randomUUID())
  const places: Place[] = []
  for (const { n, org, customerOf } of plan.intents) {
    const [context, apiUser, customerId] = [contexts[org], users[org]?.[0], customerIds.get(customerOf)]
    if (!context || !apiUser || !customerId) throw new Error(`intent ${n} has no place`)
    places.push({
      context,
      apiUser,
      jobId: randomUUID(),
      jobNumber: jobNumberOf(n),
      customerId,
      lastName: nameOf(customerOf),
    })
    if (customerOf === n) aims.know(`name/${nameOf(n)}`, n)
  }
  await Promise.all(
    contexts.map((context, org) => {
      const ours = plan.intents.filter((intent) => intent.org === org)
      return system.order(org, 'createJobs', {
        orgId: context.org.id,
        customers: ours
          .filter(({ n, customerOf }) => n === customerOf)
          .map(({ n }) => ({ customerId: customerIds.get(n) ?? '', lastName: nameOf(n) })),
        jobs: ours.map(({ n, flow, amountCents }) => ({
          jobId: places[n]?.jobId ?? '',
          number: jobNumberOf(n),
          customerId: places[n]?.customerId ?? '',
          totalCents: flow === 'two_tabs' ? Math.floor(amountCents * 1.5) : amountCents,
        })),
      })
    }),
  )
  return places
}
