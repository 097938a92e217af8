// npm run backup -- FILE: everything that an installation can't lose, as it is at this moment, while it runs.
import { readFileSync } from 'node:fs'
import { takeBackup } from '../../tools/backup/take-backup'
import { ownPostgres } from '../../tools/postgres/own-postgres'
import { main } from '../../tools/process/problem'
import { readEnvironment } from '../../tools/stack/environment'
import { fileOf, inWords } from './words'

const USAGE = `npm run backup -- FILE

Writes everything that is in the database into FILE, as it is at this moment. The app and its workers go on. Keys
aren't in it: keep VAULT_KEYS and AUTH_SECRET somewhere else. npm run restore -- FILE puts it into an empty database.`

await main(async () => {
  const asked = fileOf(USAGE)
  if (!asked) return 0
  const { variables } = readEnvironment()
  const own = variables.DATABASE_URL ? undefined : await ownPostgres(console.error)
  try {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'))
    const { sums, unknownKeys } = await takeBackup({
      databaseUrl: variables.DATABASE_URL ?? own?.url ?? '',
      vaultKeys: variables.VAULT_KEYS ?? '',
      version,
      file: asked.file,
    })
    console.log(
      `${asked.file} has ${inWords(sums)}. The keys aren’t in it: keep VAULT_KEYS and AUTH_SECRET somewhere else.`,
    )
    if (unknownKeys.length > 0)
      console.error(
        `✗ Something is sealed with key ${unknownKeys.join(', ')}, which VAULT_KEYS doesn’t have, and can’t be opened. It is in ` +
          'the backup as it is.',
      )
  } finally {
    await own?.stop()
  }
  return 0
})
