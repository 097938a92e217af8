/** The command: `tsx sandbox/main.ts [--port 4010] [--data DIR] [--user APIUser1000] [--key sandbox-key] [--duplicates ach]` */
import { parseArgs } from 'node:util'
import { isUserName } from './control/control.ts'
import { DEFAULTS, type Options, startSandbox } from './sandbox.ts'
import { DUPLICATE_POLICIES } from './store/app.ts'

const FLAGS = ['port', 'data', 'user', 'key', 'duplicates'] as const

try {
  const options = readOptions(process.argv.slice(2))
  const sandbox = await startSandbox(options).catch((error: NodeJS.ErrnoException) => {
    throw new Error(inWords(error, options))
  })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () =>
      sandbox.close().then(
        () => process.exit(0),
        () => process.exit(1),
      ),
    )
  }
  console.log(`PaySimple sandbox listening on http://127.0.0.1:${sandbox.port}`)
} catch (error) {
  console.error((error as Error).message)
  process.exit(1)
}

function readOptions(args: string[]): Options {
  const known = Object.fromEntries(FLAGS.map((flag) => [flag, { type: 'string' as const }]))
  const { values, tokens } = parseArgs({ args, options: known, strict: false, allowPositionals: true, tokens: true })
  for (const token of tokens) {
    if (token.kind === 'positional') throw new Error(`The sandbox takes no argument "${token.value}".`)
    if (token.kind !== 'option') continue
    if (!Object.hasOwn(known, token.name)) {
      throw new Error(
        `Unknown flag ${token.rawName}; the sandbox knows ${FLAGS.map((flag) => `--${flag}`).join(', ')}.`,
      )
    }
    if (!token.value) throw new Error(`${token.rawName} needs a value.`)
  }
  const given = values as Partial<Record<(typeof FLAGS)[number], string>>

  const port = Number(given.port ?? DEFAULTS.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port must be a number from 0 to 65535.')
  const user = given.user ?? DEFAULTS.user
  if (!isUserName(user)) throw new Error('--user must be 1 to 100 letters, digits, . _ @ or -.')
  const duplicates = DUPLICATE_POLICIES.find((policy) => policy === (given.duplicates ?? DEFAULTS.duplicates))
  if (!duplicates) throw new Error(`--duplicates must be one of ${DUPLICATE_POLICIES.join(', ')}.`)
  return { port, data: given.data ?? null, user, key: given.key ?? DEFAULTS.key, duplicates }
}

function inWords(error: NodeJS.ErrnoException, { port, data }: Options): string {
  if (error.code === 'EADDRINUSE') return `Port ${port} is in use; choose another with --port.`
  if (error.code === 'EACCES' && error.syscall === 'listen') return `Port ${port} may not be used; choose another.`
  return `The sandbox could not start${data ? ` with the data in ${data}` : ''}: ${error.message}`
}
