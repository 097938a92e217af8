import 'server-only'
import { z } from 'zod'
import { requiredEmail } from '@/lib/contact'
import { forSignIn, forUser } from '@/lib/db'
import { report, UserError } from '@/lib/errors'
import { sendLink } from '@/lib/links/create-link'
import { networkOf, type RequestSource } from '@/lib/request-source'
import { type Limit, overLimit, takeLimits, waitInWords } from '@/lib/security/limits'
import { recordSecurity } from '@/lib/security/record-event'

export const forgotPasswordSchema = z.object({ email: requiredEmail })

const HOUR = 60 * 60
/** From one place, whatever the addresses. */
const FROM_ONE_ADDRESS = 10
/** To one mailbox. More are counted and not sent, and nobody is told: others must not fill it, or learn whose it is. */
const TO_ONE_MAILBOX = 3

/**
 * Has a link to a new password sent to somebody who has a sign-in. The same answer, at once, for who has none.
 * @returns when all is done, for tests; nobody waits for it otherwise
 * @throws UserError when too many were asked for from this place
 */
export async function requestPasswordReset(
  { source }: { source: RequestSource },
  { email: typed }: { email: string },
): Promise<{ done: Promise<void> }> {
  const email = typed.toLowerCase()
  const ofPlace: Limit = {
    name: 'reset from address',
    of: networkOf(source.address),
    most: FROM_ONE_ADDRESS,
    seconds: HOUR,
  }
  const ofMailbox: Limit = { name: 'reset of account', of: email, most: TO_ONE_MAILBOX, seconds: HOUR }
  const taken = await takeLimits([ofPlace, ofMailbox])
  const over = overLimit(taken)
  if (over?.limit === ofPlace)
    throw new UserError(`There were too many tries. Wait ${waitInWords(over.seconds)}, then try again.`)
  if (over) return { done: Promise.resolve() }
  // Beside the answer, so that its time doesn't tell whether there is somebody.
  return { done: sendReset(email, source).catch((error) => void report(error, 'sendReset')) }
}

async function sendReset(email: string, source: RequestSource): Promise<void> {
  const user = await forSignIn(email, (tx) => tx.user.findUnique({ where: { email, disabledAt: null } }))
  if (!user) return
  // Those before it go on working, so that a stranger who asks takes nothing from its owner. The first that's used ends all.
  await forUser(user.id, (tx) => sendLink(tx, { kind: 'password_reset', userId: user.id, email }))
  await recordSecurity({ event: 'reset_asked', userId: user.id }, source)
}
