// `npm start`, and with --dev `npm run dev`: takes an empty clone to a running system. Ctrl-C stops everything.
import path from 'node:path'
import { ownPostgres } from '../tools/postgres/own-postgres'
import { killAllNow } from '../tools/process/children'
import { isRelease } from '../tools/process/is-release'
import { isPortFree } from '../tools/process/ports'
import { main, Problem } from '../tools/process/problem'
import { step } from '../tools/process/step'
import { demoPassword } from '../tools/stack/demo-password'
import { type Environment, readEnvironment } from '../tools/stack/environment'
import { requireSealFile } from '../tools/stack/require-seal-file'
import { createStack, SANDBOX_KEY, SANDBOX_USER } from '../tools/stack/stack'

const dev = process.argv.includes('--dev')
const command = dev ? 'npm run dev' : 'npm start'

const onLine = (name: string, line: string) => console.log(`${name.padEnd(8)} | ${line}`)

async function checkPorts({ port, sandboxPort }: Environment): Promise<void> {
  if (!(await isPortFree(port)))
    throw new Problem(`Port ${port} is in use. Stop what uses it, or run PORT=${port + 1} ${command}.`)
  if (sandboxPort === port)
    throw new Problem(`The app and the sandbox can’t share port ${port}. Set PORT or SANDBOX_PORT to another one.`)
  if (sandboxPort && !(await isPortFree(sandboxPort)))
    throw new Problem(
      `The sandbox’s port ${sandboxPort} is in use. Stop what uses it, or run SANDBOX_PORT=${sandboxPort + 1} ${command}.`,
    )
}

function greet({ local, loopback, port, sandboxPort, variables }: Environment): void {
  const lines = [`Plumbline is ready: http://localhost:${port}`]
  if (variables.APP_URL !== `http://localhost:${port}`) lines.push(`Its public address is ${variables.APP_URL}`)
  if (local)
    lines.push(
      '',
      `Sign in with password ${demoPassword(loopback)}${loopback ? ':' : ', which was made for this installation:'}`,
      '  admin@demo.test       does everything, including the PaySimple credentials',
      '  contractor@demo.test  writes proposals, takes and voids payments',
      '  bookkeeper@demo.test  reads records, voids and refunds',
      '  staff@demo.test       turns on integrations',
    )
  if (sandboxPort)
    lines.push(
      '',
      `PaySimple sandbox: ${variables.SANDBOX_URL}`,
      `  for the Integration tab: User Name ${SANDBOX_USER}, Token ${SANDBOX_KEY}`,
    )
  console.log(`\n${lines.join('\n')}\n\nCtrl-C stops everything.\n`)
}

/** The first signal stops everything in order. The next one, more than a second later, ends the children at once. */
function onStopSignal(stop: () => void): void {
  let first = 0
  const onSignal = () => {
    // One Ctrl-C can arrive twice, from the terminal and from npm.
    if (!first) {
      first = Date.now()
      console.log('\nStopping …')
      stop()
    } else if (Date.now() - first > 1000) killAllNow()
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal)
}

await main(async () => {
  const environment = readEnvironment()
  if (environment.local && isRelease())
    throw new Problem(
      'A release serves a deployment: it has no demo data, sandbox or database of its own. Set DEPLOYMENT=production and what ' +
        'production needs, or run the demo from a clone.',
    )
  await checkPorts(environment)
  await requireSealFile(environment.variables)

  const stopped = new AbortController()
  onStopSignal(() => stopped.abort())
  const { variables } = environment
  const stack = createStack({
    environment,
    dev,
    step,
    sandboxData: path.resolve('.data/sandbox'),
    onLine,
    signal: stopped.signal,
  })
  let database: Awaited<ReturnType<typeof ownPostgres>> | undefined
  try {
    if (!variables.DATABASE_URL) {
      database = await step('database', () => ownPostgres((line) => onLine('database', line)))
      variables.DATABASE_URL = database.url
    }
    stopped.signal.throwIfAborted()
    await stack.up()
    greet(environment)
    const end = new Promise<undefined>((resolve) => stopped.signal.addEventListener('abort', () => resolve(undefined)))
    const sentence = await Promise.race([stack.died, end])
    if (sentence) throw new Problem(`${sentence} Everything is stopped. Run ${command} again.`)
  } catch (error) {
    if (!stopped.signal.aborted) throw error
  } finally {
    await stack.stop()
    await database?.stop()
    if (stopped.signal.aborted) console.log('Everything is stopped.')
  }
  return 0
})
