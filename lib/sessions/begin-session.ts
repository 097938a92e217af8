import 'server-only'
import { forUser } from '@/lib/db'
import { enqueue } from '@/lib/queue/enqueue'
import { signInAlarmJob } from '@/lib/queue/jobs'
import type { RequestSource } from '@/lib/request-source'
import { recordSecurity } from '@/lib/security/record-event'
import { type Given, type StartedSession, startSession } from './session-record'

type Who = {
  user: { id: string; isStaff: boolean }
  source: RequestSource
  /** It hasn't signed in to this account before. */
  isNewDevice: boolean
  given?: Given
}

/** Begins the session of somebody who has given all that signing in takes, writes it down, and tells who wants to know. */
export async function beginSession({ user, source, isNewDevice, given }: Who): Promise<StartedSession> {
  const session = await startSession(user.id, source, given)
  const detail = isNewDevice ? 'On a new device' : undefined
  await recordSecurity({ event: 'signed_in', userId: user.id, sessionId: session.id, detail }, source)
  if (isNewDevice || user.isStaff)
    await forUser(user.id, (tx) => enqueue(tx, [signInAlarmJob(user.id, session.id, isNewDevice)]))
  return session
}
