import { createHmac } from 'node:crypto'
import type pg from 'pg'
import { readVaultKeys } from '@/lib/environment/vault-keys'
import { SEALED } from '@/lib/reseal'
import { Problem } from '../process/problem'
import type { Header } from './frames'

/** By what the keys of VAULT_KEYS are known again, by their numbers. It says nothing of a key to whoever doesn't have it. */
export const knownKeys = (vaultKeys: string): Record<string, string> =>
  Object.fromEntries(
    Array.from(readVaultKeys(vaultKeys), ([version, key]) => [
      String(version),
      createHmac('sha256', key).update('plumbline backup').digest('hex').slice(0, 32),
    ]),
  )

/** The numbers of the keys that something stored is sealed with. */
export async function usedKeys(owner: pg.Client): Promise<string[]> {
  const used = new Set<string>()
  for (const { table, column } of SEALED) {
    const { rows } = await owner.query<{ version: string }>(
      `select distinct substring(${column} from '^v(\\d+)\\.') as version from ${table} where ${column} is not null`,
    )
    for (const { version } of rows) if (version !== null) used.add(version)
  }
  return [...used].sort((one, other) => Number(one) - Number(other))
}

/**
 * Checks that VAULT_KEYS has the keys with which a backup's secrets are sealed.
 * @throws {Problem} that names those that are missing, or are others
 */
export function requireKeys({ keys }: Pick<Header, 'keys'>, vaultKeys: string): void {
  const here = knownKeys(vaultKeys)
  const missing = Object.keys(keys).filter((version) => here[version] !== keys[version])
  if (missing.length === 0) return
  throw new Problem(
    `The secrets in this backup are sealed with key ${missing.join(', ')}, and VAULT_KEYS doesn’t have ` +
      `${missing.length === 1 ? 'it' : 'them'}, or another under that number. Nothing was restored. Take VAULT_KEYS from where ` +
      'you keep it. If it’s lost, --without-keys restores everything else: then every company enters its PaySimple ' +
      'credentials again, and npm run admin -- rotate-seal makes another key that seals papers.',
  )
}
