// npm run migrate: brings the database up to date, and starts nothing. Before several apps and workers of a new version are
// started, which have no right to do it themselves.
import { migrate } from '../tools/postgres/migrate'
import { runChild } from '../tools/process/children'
import { main } from '../tools/process/problem'
import { step } from '../tools/process/step'
import { readEnvironment } from '../tools/stack/environment'
import { programArguments } from '../tools/stack/programs'
import { requireOwner } from '../tools/stack/require-owner'

await main(async () => {
  const { variables, local } = readEnvironment()
  const databaseUrl = await requireOwner(variables)
  const { applied, swept, appUrl } = await step('migrations', () =>
    migrate({
      databaseUrl,
      deployment: local ? 'local' : 'production',
      appUrl: variables.APP_DATABASE_URL,
      workerUrl: variables.WORKER_DATABASE_URL,
    }),
  )
  if (!swept)
    await step('card numbers', async () =>
      runChild({
        name: 'card numbers',
        args: (await programArguments()).mask,
        env: { ...variables, DATABASE_URL: databaseUrl, APP_DATABASE_URL: appUrl, NODE_ENV: 'production' },
        onLine: (line) => console.log(line),
        failure: 'Couldn’t look for card numbers in stored texts. The reason is above.',
      }),
    )
  console.log(applied.length === 0 ? 'The database was up to date.' : `Applied ${applied.join(', ')}.`)
  return 0
})
