import 'server-only'
import { recordAudit } from '@/lib/audit/record'
import { forOrg } from '@/lib/db'
import { report, UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import type { RequestSource } from '@/lib/request-source'
import { raiseAlarm } from '@/lib/security/alarms'
import { clearKeys, keyOf, type Limit, overLimit, takeLimits } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'
import { requirePassword } from '@/lib/sessions/step-up'
import { knownLimit, type LimitName, limitRule } from './table'

// Limits that somebody met, as the company's owners see them.

type Met = Pick<Limit, 'of'> & {
  name: LimitName
  /** Whom or what it holds up, in words. */
  words: string
  /** Seconds until it ends by itself. */
  wait: number
}
type Who = { org: { id: string }; user: { id: string }; role?: string; source?: RequestSource }

/** Whether something is the first of its kind within so many seconds, so that a flood of it is told once. */
export async function isFirst(name: string, of: string, seconds: number): Promise<boolean> {
  return overLimit(await takeLimits([{ name, of, most: 1, seconds }])) === null
}

const metMark = (orgId: string, key: Uint8Array) => ({
  name: 'limit met',
  of: `${orgId} ${Buffer.from(key).toString('hex')}`,
})

/** Writes down that a limit was met, once a minute, and tells the owners, once an hour. Never throws. */
export async function noteLimitMet({ org, user, role, source }: Who, { name, of, words, wait }: Met): Promise<void> {
  const orgId = org.id
  try {
    const key = keyOf({ name, of })
    const mark = metMark(orgId, key)
    if (!(await isFirst(mark.name, mark.of, 60))) return
    await forOrg(
      orgId,
      (tx) => tx.$executeRaw`insert into limit_lock (org_id, key, name, subject, met_at, until)
        values (${orgId}::uuid, ${key}, ${name}, ${words}, now(), now() + ${wait} * interval '1 second')
        on conflict (org_id, key) do update set subject = excluded.subject, met_at = excluded.met_at,
          until = excluded.until, lifted_at = null`,
    )
    const { what } = limitRule(name)
    const userId = role === 'customer' ? undefined : user.id // a link's id is no user's
    await recordSecurity({ event: 'limit_hit', userId, orgId, detail: `${what}: ${words}` }, source)
    await raiseAlarm(orgId, 'limits', `A limit was met: too many ${what}. ${words}.`)
  } catch (error) {
    report(error, 'noteLimitMet')
  }
}

export type CurrentLock = {
  /** Names it to `liftLimit`. */
  id: string
  /** What is counted, and whom or what it holds up. */
  what: string
  subject: string
  metAt: Date
  until: Date
  /** Whether an owner may end it. */
  byOwner: boolean
}

/** A company's limits that hold somebody up now, the newest first. */
export const listLocks = (orgId: string): Promise<CurrentLock[]> =>
  forOrg(orgId, async (tx) => {
    const rows = await tx.limitLock.findMany({
      where: { orgId, liftedAt: null, until: { gt: new Date() } },
      orderBy: { metAt: 'desc' },
      take: 100,
    })
    return rows.flatMap(({ key, name, subject, metAt, until }) => {
      const rule = knownLimit(name)
      if (!rule) return []
      const id = Buffer.from(key).toString('hex')
      return { id, what: rule.what, subject, metAt, until, byOwner: rule.lifts === 'owner' }
    })
  })

/**
 * An owner ends a limit before its time: what was counted is forgotten.
 * @throws PasswordNeeded first; UserError when it's not an owner's to end, or no longer there
 */
export async function liftLimit(context: OrgContext, { id }: { id: string }): Promise<void> {
  const { org, role, user, source } = context
  if (!can(role, 'limits:lift')) throw new UserError('Only an owner of your company can end a limit. Ask one of them.')
  await requirePassword(context)
  const key = new Uint8Array(Buffer.from(id, 'hex'))
  const where = { orgId_key: { orgId: org.id, key } }
  const detail = await forOrg(org.id, async (tx) => {
    const lock = await tx.limitLock.findUnique({ where })
    const rule = lock && knownLimit(lock.name)
    if (!lock || !rule) throw new UserError('This limit is no longer there. Reload the page.')
    if (rule.lifts !== 'owner')
      throw new UserError('Only Plumbline’s support can end this limit. It also ends by itself.')
    if (lock.liftedAt) return null
    await tx.limitLock.update({ where, data: { liftedAt: new Date() } })
    const words = `${rule.what}: ${lock.subject}`
    await recordAudit(tx, context, { action: 'limit_lifted', detail: words })
    return words
  })
  // Again where it broke off before: forgetting twice does no harm.
  await clearKeys([key, keyOf(metMark(org.id, key))])
  if (detail) await recordSecurity({ event: 'limit_cleared', userId: user.id, orgId: org.id, detail }, source)
}
