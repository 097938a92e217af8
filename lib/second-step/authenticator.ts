import 'server-only'
import { generateSecret, generateURI, verifySync } from 'otplib'
import { forUser, type Tx } from '@/lib/db'
import { type Qr, qrOf } from '@/lib/qr'
import { open, seal } from '@/lib/vault'

// The codes of an authenticator app (TOTP, RFC 6238): six digits, a new one each 30 seconds.

/** A phone's clock may be so many seconds off. */
const CLOCK_SECONDS = 30
/** How long a secret waits for its first code. */
const PENDING_MS = 30 * 60_000

/** What an app takes in, by its camera or typed. It is shown once and never again. */
export type Enrollment = {
  /** In groups of four, for whoever types it. */
  key: string
  qr: Qr
}

/** Makes a secret that waits for its first code. The one in use, if there is one, stays until then. */
export async function beginEnrollment(tx: Tx, user: { id: string; email: string }, host: string): Promise<Enrollment> {
  const secret = generateSecret()
  const pending = { pendingSealed: seal(user.id, secret), pendingAt: new Date() }
  await tx.authenticator.upsert({
    where: { userId: user.id },
    create: { userId: user.id, ...pending },
    update: pending,
  })
  const issuer = /^localhost$|^[\d.]+$/.test(host) ? 'Plumbline' : `Plumbline ${host}`
  return { key: secret.replace(/(.{4})(?=.)/g, '$1 '), qr: qrOf(generateURI({ issuer, label: user.email, secret })) }
}

/** The time step of a code that is right now, after `last`; null where it isn't. */
function stepOf(secret: string, token: string, last: bigint): bigint | null {
  const after = last > 0n ? { afterTimeStep: Number(last) } : {}
  const result = verifySync({ secret, token, epochTolerance: CLOCK_SECONDS, ...after })
  return result.valid && 'timeStep' in result ? BigInt(result.timeStep) : null
}

const isCode = (typed: string) => /^\d{6}$/.test(typed)

/** Puts the secret that waits into use, by its first code. @returns false where that is wrong; null where none waits */
export async function confirmEnrollment(tx: Tx, userId: string, code: string): Promise<boolean | null> {
  await tx.$queryRaw`select 1 from authenticator where user_id = ${userId}::uuid for update`
  const row = await tx.authenticator.findUnique({ where: { userId } })
  if (!row?.pendingSealed || !row.pendingAt || row.pendingAt.getTime() < Date.now() - PENDING_MS) return null
  const step = isCode(code) ? stepOf(open(userId, row.pendingSealed), code, 0n) : null
  if (step === null) return false
  const data = { secretSealed: row.pendingSealed, confirmedAt: new Date(), lastStep: step }
  await tx.authenticator.update({ where: { userId }, data: { ...data, pendingSealed: null, pendingAt: null } })
  return true
}

/** Uses a code: it is right, and neither it nor a later one was used before. */
export async function useAppCode(userId: string, code: string): Promise<boolean> {
  if (!isCode(code)) return false
  return forUser(userId, async (tx) => {
    const row = await tx.authenticator.findUnique({ where: { userId }, select: { secretSealed: true, lastStep: true } })
    if (!row?.secretSealed) return false
    const lastStep = stepOf(open(userId, row.secretSealed), code, row.lastStep)
    if (lastStep === null) return false
    // Of two with the same code at once, one.
    const where = { userId, lastStep: { lt: lastStep }, secretSealed: row.secretSealed }
    return (await tx.authenticator.updateMany({ where, data: { lastStep } })).count > 0
  })
}
