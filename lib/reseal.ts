import 'server-only'
import { Prisma } from '@/prisma/generated/client'
import { forSystem } from './db'
import { keyOf, newestKey, open, seal } from './vault'

/** Every column with sealed secrets. lib/reseal.test.ts finds one that isn't here. */
export const SEALED = [
  { table: 'authenticator', orgId: 'user_id', column: 'pending_sealed' },
  { table: 'authenticator', orgId: 'user_id', column: 'secret_sealed' },
  { table: 'integration', orgId: 'org_id', column: 'key_sealed' },
  { table: 'integration', orgId: 'org_id', column: 'proposed_key_sealed' },
  { table: 'seal_certificate', orgId: 'id', column: 'key_sealed' },
] as const
type Sealed = (typeof SEALED)[number]

/** How many rows are locked at once: a payment that begins waits for its organization's. */
const BATCH = 20

export type Resealed = {
  /** How many secrets the newest key seals now, of all columns. */
  newest: number
  /** How many of them this run has sealed again. */
  resealed: number
  /** What no key of VAULT_KEYS opens, and stays as it is. */
  failed: { table: string; orgId: string; keyVersion: number | null }[]
  /** The older keys that something still needs, in order. */
  stillInUse: number[]
}

type Row = { org_id: string; sealed: string }

/** Seals one batch again, of the organizations after `after`. @returns null when there are no more */
async function resealBatch({ table, orgId, column }: Sealed, after: string, into: Resealed): Promise<string | null> {
  const [from, id, text] = [Prisma.raw(table), Prisma.raw(orgId), Prisma.raw(column)]
  const version = newestKey()
  const batch = await forSystem(async (tx) => {
    const failed: Resealed['failed'] = []
    const rows = await tx.$queryRaw<Row[]>`select ${id}::text as org_id, ${text} as sealed from ${from}
      where ${text} is not null and ${text} not like ${`v${version}.%`} and ${id} > ${after}::uuid
      order by ${id} limit ${BATCH} for update`
    for (const { org_id: org, sealed } of rows) {
      const again = sealedAgain(org, sealed)
      if (again === null) failed.push({ table, orgId: org, keyVersion: keyOf(sealed) })
      else await tx.$executeRaw`update ${from} set ${text} = ${again} where ${id} = ${org}::uuid`
    }
    return { last: rows.at(-1)?.org_id ?? null, resealed: rows.length - failed.length, failed }
  })
  into.resealed += batch.resealed // only now: a transaction that is run again counts once
  into.failed.push(...batch.failed)
  return batch.last
}

/** Null where no key opens it. */
function sealedAgain(orgId: string, sealed: string): string | null {
  try {
    return seal(orgId, open(orgId, sealed))
  } catch {
    return null
  }
}

/**
 * Seals every secret again that an older key of VAULT_KEYS sealed, so that the older key can go. Safe to run while the app
 * runs, several times at once, and again after it was broken off: each row is locked, and one that somebody has just
 * written is left alone.
 */
export async function resealSecrets(): Promise<Resealed> {
  const result: Resealed = { newest: 0, resealed: 0, failed: [], stillInUse: [] }
  const older = new Set<number>()
  for (const sealed of SEALED) {
    let after: string | null = '00000000-0000-0000-0000-000000000000'
    while (after !== null) after = await resealBatch(sealed, after, result)
    const [from, text] = [Prisma.raw(sealed.table), Prisma.raw(sealed.column)]
    const left = await forSystem(
      (tx) => tx.$queryRaw<{ sealed: string }[]>`select ${text} as sealed from ${from}
      where ${text} is not null`,
    )
    for (const { sealed: text } of left) {
      const version = keyOf(text)
      if (version === newestKey()) result.newest++
      else if (version !== null) older.add(version)
    }
  }
  result.stillInUse = [...older].sort((one, other) => one - other)
  return result
}
