import 'server-only'
import { createElement } from 'react'
import { formatInstant } from '@/lib/dates'
import { forOrg, forSystem, type Tx } from '@/lib/db'
import { env } from '@/lib/env'
import { alarmWords } from '@/lib/security/alarm-kinds'
import { deliverOnce } from './deliver-once'
import type { SmtpOptions } from './smtp'
import { AlarmEmail } from './templates/alarm'

/**
 * Sends an alarm (lib/security/alarms.ts), once; not to somebody who has left the company since, or whose sign-in is gone.
 * @throws {NotDelivered} while the mail server can't take it, so that the queue tries again
 */
export async function sendAlarm(orgId: string | null, id: string, options: SmtpOptions = {}): Promise<void> {
  const inScope = <T>(work: (tx: Tx) => Promise<T>) => (orgId === null ? forSystem(work) : forOrg(orgId, work))
  const found = await inScope(async (tx) => {
    const alarm = await tx.alarm.findUnique({ where: { id } })
    if (!alarm || alarm.sentAt) return null
    if (alarm.orgId === null && alarm.userId !== null) {
      const user = await tx.user.findUnique({ where: { id: alarm.userId }, select: { email: true } })
      return user && { alarm, to: user.email, of: 'Plumbline', slug: null, timeZone: 'UTC' }
    }
    if (alarm.orgId === null || alarm.userId === null) {
      const to = env().SECURITY_MAIL
      return to ? { alarm, to, of: new URL(env().APP_URL).host, slug: null, timeZone: 'UTC' } : null
    }
    const member = await tx.membership.findUnique({
      where: { orgId_userId: { orgId: alarm.orgId, userId: alarm.userId } },
      select: { org: { select: { name: true, slug: true, timeZone: true } }, user: { select: { email: true } } },
    })
    return member && { alarm, to: member.user.email, of: member.org.name, ...member.org }
  })
  if (!found) return
  const { alarm, to, of, slug, timeZone } = found
  const settings = slug && `${env().APP_URL}/orgs/${slug}/settings`
  const title = alarmWords(alarm.kind)?.title ?? alarm.kind
  const element = createElement(AlarmEmail, {
    ...{ of, title, words: alarm.words, at: `${formatInstant(alarm.at, timeZone)}${slug ? '' : ' UTC'}` },
    log: settings && `${settings}/audit?kind=security`,
    choose: settings && `${settings}/alarms`,
    account: alarm.orgId === null && alarm.userId !== null ? `${env().APP_URL}/account` : null,
  })
  await deliverOnce(
    { id, fromName: slug ? of : 'Security', to, subject: `${of}: ${title.toLowerCase()}`, element },
    options,
  )
  await inScope((tx) => tx.alarm.update({ where: { id }, data: { sentAt: new Date() } }))
}
