import 'server-only'
import { createHash, randomInt } from 'node:crypto'
import { forUser, type Tx } from '@/lib/db'

// Ten codes for the day on which the phone is gone. Each is shown once, kept as a hash, and used once.

export const HOW_MANY = 10
/** 32 signs that nobody confuses: without I, L, O and U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 16

const makeCode = () => Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]).join('')

/** As it is read: what somebody types for a sign that isn't there is what they saw. */
export const plainCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/[IL]/g, '1').replace(/O/g, '0')

export const looksLikeRecoveryCode = (typed: string): boolean =>
  new RegExp(`^[${SIGNS}]{${LENGTH}}$`).test(plainCode(typed))

const hashOf = (userId: string, code: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(
    createHash('sha256')
      .update(`${userId}\0${plainCode(code)}`)
      .digest(),
  )

/** Makes ten, and those before are good no longer. @returns them in groups of four, for this once */
export async function makeRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: HOW_MANY }, makeCode)
  await tx.recoveryCode.deleteMany({ where: { userId } })
  await tx.recoveryCode.createMany({ data: codes.map((code) => ({ userId, hash: hashOf(userId, code) })) })
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/** Uses one up. @returns how many are left; null where it isn't one, or was used */
export const useRecoveryCode = (userId: string, typed: string): Promise<number | null> =>
  forUser(userId, async (tx) => {
    if (!looksLikeRecoveryCode(typed)) return null
    const where = { userId, hash: hashOf(userId, typed), usedAt: null }
    const { count } = await tx.recoveryCode.updateMany({ where, data: { usedAt: new Date() } })
    return count > 0 ? tx.recoveryCode.count({ where: { userId, usedAt: null } }) : null
  })
