import 'server-only'
import { clearHalfCookie, rememberDevice, setSessionCookie } from '@/lib/sessions/cookies'
import { getSession } from '@/lib/sessions/current-user'
import { endSessions, type StartedSession } from '@/lib/sessions/session-record'

/** Has the browser be in a session that has just begun, instead of the one that it was in. */
export async function enter({ session, email }: { session: StartedSession; email: string }): Promise<void> {
  const before = await getSession()
  await setSessionCookie(session)
  await clearHalfCookie()
  await rememberDevice(email)
  if (before) await endSessions(before, 'signed_out') // this browser has another one now
}
