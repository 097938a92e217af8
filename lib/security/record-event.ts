import 'server-only'
import { queryUnscoped } from '@/lib/db'
import { report } from '@/lib/errors'
import { log } from '@/lib/log'
import type { RequestSource } from '@/lib/request-source'
import { raiseAlarm } from './alarms'
import type { SecurityEventName } from './events'
import { type Held, isWritten, writeHeld } from './flood'

export type SecurityEntry = {
  event: SecurityEventName
  userId?: string | undefined
  orgId?: string | undefined
  sessionId?: string | undefined
  /** A few words of ours. Never what was typed. */
  detail?: string | undefined
  /** Who did it, where it isn't the user: “Command rotate”, “Worker”. */
  actorName?: string | undefined
}

/** Where many within a minute are worth an email to whoever runs the installation. */
const FLOODS = {
  foreign_origin: 'foreign_origins',
  sign_in_failed: 'sign_in_flood',
  sign_in_limited: 'sign_in_flood',
} as const satisfies Partial<Record<SecurityEventName, string>>

/**
 * Writes down what happened at the doors, in the security log and in the app's own. Never throws: who is refused stays
 * refused, and who may come in comes in, whether it can be written down or not. Of what comes by the hundred within a
 * minute, the minute's count is written (flood.ts).
 */
export async function recordSecurity(entry: SecurityEntry, source: RequestSource | undefined): Promise<void> {
  try {
    const { event, userId } = entry
    const { address = '', requestId = '' } = source ?? {}
    if (await isWritten({ event, userId, address }, writeCount)) await write(entry, address, requestId)
  } catch (error) {
    report(error, 'recordSecurity')
  }
}

/** Writes what was counted until now. */
export const writeCounted = () => writeHeld(writeCount)

async function writeCount({ event, userId, address, count }: Held): Promise<void> {
  try {
    const detail = `${count.toLocaleString('en-US')} more within a minute${address ? '' : ', from many places'}`
    const name = event as SecurityEventName
    await write({ event: name, userId, detail }, address, '')
    if (Object.hasOwn(FLOODS, name)) {
      const words = `${detail}${address ? `, from ${address}` : ''}. Plumbline refused all of them.`
      await raiseAlarm(null, FLOODS[name as keyof typeof FLOODS], words)
    }
  } catch (error) {
    report(error, 'recordSecurity')
  }
}

async function write(entry: SecurityEntry, address: string, requestId: string): Promise<void> {
  const { event, userId = null, orgId = null, sessionId = null, detail = null, actorName = null } = entry
  log.info(
    { event: 'security', what: event, userId, orgId, address, requestId: requestId || undefined, detail, actorName },
    'Security',
  )
  const text = `insert into public.security_event
      (event, user_id, org_id, session_id, address, request_id, detail, actor_name)
    values ($1, $2, $3, $4, $5, $6, $7, $8)`
  const values = [event, userId, orgId, sessionId, address, requestId || null, detail, actorName]
  await queryUnscoped('security_event', text, values)
}
