import 'server-only'
import { queryUnscoped } from '@/lib/db'
import { report } from '@/lib/errors'
import { log } from '@/lib/log'
import type { RequestSource } from '@/lib/request-source'
import type { SecurityEventName } from './events'

export type SecurityEntry = {
  event: SecurityEventName
  userId?: string | undefined
  orgId?: string | undefined
  sessionId?: string | undefined
  /** A few words of ours. Never what was typed. */
  detail?: string | undefined
}

/**
 * Writes down what happened at the doors, in the security log and in the app's own. Never throws: who is refused stays
 * refused, and who may come in comes in, whether it can be written down or not.
 */
export async function recordSecurity(entry: SecurityEntry, source: RequestSource | undefined): Promise<void> {
  const { event, userId = null, orgId = null, sessionId = null, detail = null } = entry
  const { address = '', requestId = '' } = source ?? {}
  log.info({ event: 'security', what: event, userId, orgId, address, requestId, detail }, 'Security')
  try {
    const text = `insert into public.security_event (event, user_id, org_id, session_id, address, request_id, detail)
      values ($1, $2, $3, $4, $5, $6, $7)`
    const values = [event, userId, orgId, sessionId, address, requestId || null, detail]
    await queryUnscoped('security_event', text, values)
  } catch (error) {
    report(error, 'recordSecurity')
  }
}
