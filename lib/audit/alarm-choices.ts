import 'server-only'
import { z } from 'zod'
import { forOrg, type Tx } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { isAlwaysOn, ORG_ALARM_NAMES, ORG_ALARMS, type OrgAlarm } from '@/lib/security/alarm-kinds'
import { recordAudit } from './record'

export const alarmChoiceSchema = z.object({ kind: z.enum(ORG_ALARM_NAMES), isOn: z.boolean() })

/** Which alarms this member gets. Without a choice, owners get each of them and nobody else does. */
export async function readAlarmChoices(tx: Tx, { org, user, role }: OrgContext): Promise<Record<OrgAlarm, boolean>> {
  const rows = await tx.alarmChoice.findMany({ where: { orgId: org.id, userId: user.id } })
  const isOn = (kind: OrgAlarm) =>
    isAlwaysOn(kind, role) || (rows.find((row) => row.kind === kind)?.isOn ?? role === 'owner')
  return Object.fromEntries(ORG_ALARM_NAMES.map((kind) => [kind, isOn(kind)])) as Record<OrgAlarm, boolean>
}

/** The last alarms that went to this member, the newest first. */
export const listMyAlarms = (tx: Tx, { org, user }: OrgContext) =>
  tx.alarm.findMany({ where: { orgId: org.id, userId: user.id }, orderBy: { at: 'desc' }, take: 10 })

/** Turns an alarm on or off for the member who asks. */
export const chooseAlarm = (context: OrgContext, { kind, isOn }: z.output<typeof alarmChoiceSchema>): Promise<void> =>
  forOrg(context.org.id, async (tx) => {
    const { org, user, role } = context
    const before = (await readAlarmChoices(tx, context))[kind]
    if (before === isOn || isAlwaysOn(kind, role)) return
    const key = { orgId: org.id, userId: user.id, kind }
    await tx.alarmChoice.upsert({
      where: { orgId_userId_kind: key },
      create: { ...key, isOn },
      update: { isOn },
    })
    const detail = isOn ? 'On' : 'Off'
    await recordAudit(tx, context, { action: 'alarms_chosen', subject: ORG_ALARMS[kind].title, detail })
  })
