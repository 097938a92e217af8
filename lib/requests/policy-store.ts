import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg, type Tx } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { type Policy, USUAL } from './policy'
import type { PolicyInput } from './schema'

/** When this company's customers are reminded. */
export async function getPolicy(tx: Tx, orgId: string): Promise<Policy> {
  return (await tx.reminderPolicy.findUnique({ where: { orgId }, omit: { orgId: true } })) ?? USUAL
}

/** Sets when customers are reminded from now on, of what they were asked for already, too. */
export const savePolicy = (context: OrgContext, { isOn, before, after, sign, ...rest }: PolicyInput): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const orgId = context.org.id
    const steps = [...before.map((days) => -days), ...after].sort((one, other) => one - other)
    const signSteps = [...sign].sort((one, other) => one - other)
    const policy: Policy = { ...rest, isOn: isOn === 'on', steps, signSteps }
    if (JSON.stringify(policyOf(await getPolicy(tx, orgId))) === JSON.stringify(policyOf(policy))) return
    const data = { ...policy, steps, signSteps }
    await tx.reminderPolicy.upsert({ where: { orgId }, create: { orgId, ...data }, update: data })
    await recordAudit(tx, context, { action: 'reminders_changed', detail: detailOf(policy) })
  })

const policyOf = ({ isOn, steps, signSteps, most, fromHour, untilHour }: Policy) => [
  ...[isOn, [...steps], [...signSteps], most, fromHour, untilHour],
]

const detailOf = ({ isOn, steps, signSteps, most, fromHour, untilHour }: Policy): string =>
  isOn
    ? `Days ${steps.join(', ')}; to sign ${signSteps.join(', ')}; at most ${most}; from ${fromHour}:00 until ${untilHour}:00`
    : 'Off'
