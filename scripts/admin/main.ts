// npm run admin: what whoever runs an installation does by hand. As the database's owner, because the app's role makes no
// people. Each command is a file in this folder.
import { parseArgs } from 'node:util'
import { appDatabaseUrl } from '../../tools/postgres/app-role'
import { connect } from '../../tools/postgres/connect'
import { requireInstallation } from '../../tools/postgres/installation'
import { migrate } from '../../tools/postgres/migrate'
import { runningPostgres } from '../../tools/postgres/postgres'
import { main, Problem } from '../../tools/process/problem'
import { readEnvironment } from '../../tools/stack/environment'
import type { Command } from './command'
import { createStaff } from './create-staff'
import { disableStaff } from './disable-staff'
import { inviteStaff } from './invite-staff'
import { listStaff } from './list-staff'
import { resetSecondStep } from './reset-second-step'
import { rotateKeys } from './rotate-keys'
import { rotateSeal } from './rotate-seal'

const COMMANDS: Record<string, Command> = {
  'create-staff': createStaff,
  'list-staff': listStaff,
  'disable-staff': disableStaff,
  'invite-staff': inviteStaff,
  'reset-second-step': resetSecondStep,
  'rotate-keys': rotateKeys,
  'rotate-seal': rotateSeal,
}

/** What else is done by hand, by commands of their own. */
const BESIDE = {
  'npm run migrate': 'Brings the database up to date, before the processes of a new version are started.',
  'npm run backup -- FILE': 'Writes everything in the database into a file, while Plumbline runs.',
  'npm run restore -- FILE': 'Puts a backup into an empty database.',
  'npm run verify -- FILE.pdf': 'Says whether a paper was sealed here, and is as it was.',
  'npm run security-log': 'Prints the log of the whole installation. -- --help says how.',
}

const line = (name: string, about: string) => `  ${name}\n      ${about}`

const help = () => `npm run admin -- COMMAND

${Object.entries(COMMANDS)
  .map(([name, { usage, about }]) => line(`${name} ${usage}`.trim(), about))
  .join('\n')}
${line('help', 'Prints this.')}

What else is done by hand:
${Object.entries(BESIDE)
  .map(([name, about]) => line(name, about))
  .join('\n')}

In production set DEPLOYMENT=production and what the app is started with, DATABASE_URL included.`

/** Reads a command's options. @throws {Problem} with how it's used */
function readOptions(name: string, { usage, options }: Command, args: string[]): Record<string, string> {
  const how = `npm run admin -- ${name} ${usage}`.trim()
  try {
    const { values } = parseArgs({ args, options, strict: true })
    const given = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]))
    const missing = Object.entries(options).find(([key, { type }]) => type === 'string' && !given[key]?.trim())
    if (missing) throw new Error(`--${missing[0]} is missing.`)
    return given
  } catch (error) {
    throw new Problem(`${(error as Error).message}\n\n${how}`)
  }
}

/** Puts what the commands read into process.env, and prepares a database in which no start has done anything yet. */
async function prepare({ asApp }: Command): Promise<void> {
  const { variables, local } = readEnvironment(undefined, asApp ? [] : ['DATABASE_URL'])
  const databaseUrl = variables.DATABASE_URL ?? (local ? await runningPostgres() : undefined)
  if (asApp && variables.APP_DATABASE_URL) return void Object.assign(process.env, variables)
  if (!databaseUrl) throw new Problem('There is no database. Run npm start first, or set DATABASE_URL.')
  const deployment = local ? 'local' : 'production'
  const owner = await connect(databaseUrl)
  try {
    const { rows } = await owner.query("select to_regclass('public.installation') is null as empty")
    if (rows[0].empty)
      await migrate({
        ...{ databaseUrl, deployment, appUrl: variables.APP_DATABASE_URL, workerUrl: variables.WORKER_DATABASE_URL },
      })
    else await requireInstallation(owner, deployment)
    const known = await owner.query("select to_regclass('public.one_time_link') is not null as there")
    if (!known.rows[0].there)
      throw new Problem(
        'This database is older than this version of Plumbline. Start Plumbline once, which brings it up to date.',
      )
  } finally {
    await owner.end()
  }
  variables.APP_DATABASE_URL ??= appDatabaseUrl(databaseUrl)
  Object.assign(process.env, variables, { DATABASE_URL: databaseUrl })
}

await main(async () => {
  const [name = 'help', ...args] = process.argv.slice(2)
  if (['help', '--help', '-h'].includes(name) || args.includes('--help')) {
    console.log(help())
    return 0
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (!command) throw new Problem(`“${name}” isn’t a command.\n\n${help()}`)
  const given = readOptions(name, command, args)
  await prepare(command)
  return command.run(given)
})
