// npm run restore -- FILE: puts what npm run backup wrote into an empty database.
import { restoreBackup } from '../../tools/backup/restore-backup'
import { ownPostgres } from '../../tools/postgres/own-postgres'
import { main } from '../../tools/process/problem'
import { readEnvironment } from '../../tools/stack/environment'
import { fileOf, inWords } from './words'

const USAGE = `npm run restore -- FILE [--without-keys]

Puts a backup into the database of DATABASE_URL, which must be empty. VAULT_KEYS must have the keys that the backup's secrets
are sealed with; --without-keys restores without: then the companies enter their PaySimple credentials again. Everybody signs
in again. What was taken since the backup is found at PaySimple once a worker runs.`

await main(async () => {
  const asked = fileOf(USAGE)
  if (!asked) return 0
  const { variables, local } = readEnvironment()
  const own = variables.DATABASE_URL ? undefined : await ownPostgres(console.error)
  try {
    const { header, sums } = await restoreBackup({
      databaseUrl: variables.DATABASE_URL ?? own?.url ?? '',
      deployment: local ? 'local' : 'production',
      appUrl: variables.APP_DATABASE_URL,
      workerUrl: variables.WORKER_DATABASE_URL,
      vaultKeys: asked.withoutKeys ? null : (variables.VAULT_KEYS ?? ''),
      file: asked.file,
    })
    console.log(
      `Restored ${inWords(sums)}, as they were at ${header.takenAt}. Start Plumbline now: a worker looks into whatever was unconfirmed then.`,
    )
  } finally {
    await own?.stop()
  }
  return 0
})
