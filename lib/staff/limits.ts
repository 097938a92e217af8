import 'server-only'
import { UserError } from '@/lib/errors'
import { overLimit, takeLimits, waitInWords } from '@/lib/security/limits'

// How much one of our staff does within an hour: a stolen session of staff is the worst there is. No company's owner
// could lift these, so they stand in no company's table of limits.

const HOUR = 60 * 60

const STAFF_LIMITS = {
  create: { most: 40, met: 'You made # organizations within an hour, the most for one person.' },
  invite: { most: 60, met: 'You sent # invitations within an hour, the most for one person.' },
  suspend: { most: 40, met: 'You suspended or resumed # organizations within an hour, the most for one person.' },
} as const
export type StaffAct = keyof typeof STAFF_LIMITS

/** Counts what somebody of staff does. @throws UserError where it is too much, or can't be counted */
export async function admitStaff(userId: string, act: StaffAct): Promise<void> {
  const { most, met } = STAFF_LIMITS[act]
  const over = overLimit(await takeLimits([{ name: `staff ${act}`, of: userId, most, seconds: HOUR }]))
  if (!over) return
  throw new UserError(
    `${met.replace('#', String(most))} Nothing was done, and what you typed is still here. Wait ${waitInWords(over.seconds)}, then try again.`,
  )
}
