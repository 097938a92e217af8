import 'server-only'
import { forUser, type Tx } from '@/lib/db'

// What a person has as a second step.

export type Methods = {
  /** Since when there is an authenticator app; null without one. */
  appSince: Date | null
  passkeys: { id: string; name: string; createdAt: Date; usedAt: Date | null }[]
  codesLeft: number
}

/** Returns what a person has, the passkey made last first. */
export const listMethods = (userId: string): Promise<Methods> =>
  forUser(userId, async (tx) => {
    const where = { userId }
    const app = await tx.authenticator.findUnique({ where, select: { confirmedAt: true } })
    const passkeys = await tx.passkey.findMany({
      where,
      select: { id: true, name: true, createdAt: true, usedAt: true },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    })
    const codesLeft = await tx.recoveryCode.count({ where: { userId, usedAt: null } })
    return { appSince: app?.confirmedAt ?? null, passkeys, codesLeft }
  })

/** What somebody can give: shown where the second step is asked for. */
export type Offers = { app: boolean; passkey: boolean }

/** What somebody can give, by what they have. */
export const offersOf = ({ appSince, passkeys }: Methods): Offers => ({
  app: appSince !== null,
  passkey: passkeys.length > 0,
})

/** The names of the companies that require a second step of this person. */
export async function listRequiring(tx: Tx, userId: string): Promise<string[]> {
  const where = { userId, org: { requiresSecondStep: true } }
  const found = await tx.membership.findMany({ where, select: { org: { select: { name: true } } } })
  return found.map(({ org }) => org.name).sort()
}

/** What somebody has, in a sentence for themselves. */
export function methodsInWords({ appSince, passkeys, codesLeft }: Methods): string {
  const has = [
    ...(appSince ? ['an authenticator app'] : []),
    ...(passkeys.length > 0 ? [passkeys.length === 1 ? 'a passkey' : `${passkeys.length} passkeys`] : []),
  ]
  if (has.length === 0)
    return 'Off. With it, a stolen password alone opens nothing: signing in also takes a code from your phone, or a passkey.'
  return `On, with ${has.join(' and ')}. ${codesLeft} of your ten recovery codes ${codesLeft === 1 ? 'is' : 'are'} left.`
}
