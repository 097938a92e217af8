// npm run rotate: seals every stored secret with the newest key of VAULT_KEYS, and says which older keys are still needed.
import { appDatabaseUrl } from '../tools/postgres/app-role'
import { runningPostgres } from '../tools/postgres/postgres'
import { main, Problem } from '../tools/process/problem'
import { readEnvironment } from '../tools/stack/environment'

const counted = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

await main(async () => {
  const { variables, local } = readEnvironment(undefined, [])
  const owner = variables.DATABASE_URL ?? (local ? await runningPostgres() : undefined)
  if (owner) variables.APP_DATABASE_URL ??= appDatabaseUrl(owner)
  if (!variables.APP_DATABASE_URL)
    throw new Problem('There is no database to look into. Run npm start, or set DATABASE_URL or APP_DATABASE_URL.')
  Object.assign(process.env, variables)

  // only now: it reads the environment
  const { resealSecrets } = await import('@/lib/reseal')
  const { newestKey } = await import('@/lib/vault')
  const { newest, resealed, failed, stillInUse } = await resealSecrets()
  console.log(`${counted(resealed, 'secret', 'secrets')} sealed again. Key ${newestKey()} now seals ${newest}.`)
  for (const { table, orgId, keyVersion } of failed)
    console.error(
      `✗ ${table} of organization ${orgId} can’t be opened: ` +
        (keyVersion === null ? 'it isn’t a sealed secret.' : `is key ${keyVersion} in VAULT_KEYS, and the right one?`),
    )
  console.log(
    stillInUse.length > 0
      ? `Still needed: key ${stillInUse.join(', ')}. Keep ${stillInUse.length === 1 ? 'it' : 'them'} in VAULT_KEYS and run this again.`
      : 'No older key is needed. You can take the older keys out of VAULT_KEYS and restart the app and its workers.',
  )
  return failed.length > 0 ? 1 : 0
})
