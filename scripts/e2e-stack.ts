// Starts the whole system for the browser tests, with a throw-away database and ports of its own, and stops it when
// its parent says so or is gone. The tests find their way in .data/e2e/stack.json (scripts/e2e.ts reads it).
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { killAllNow } from './children'
import type { StackInfo } from './e2e'
import { readEnvironment } from './environment'
import { freePort } from './ports'
import { main, Problem } from './problem'
import { type ChildName, createStack, SANDBOX_KEY, SANDBOX_USER, type Stack } from './stack'
import { step } from './step'
import { startTestCluster } from './test-cluster'

const FOLDER = path.resolve('.data/e2e')
const INFO = path.join(FOLDER, 'stack.json')

function refuseSecond(): void {
  if (!existsSync(INFO)) return
  const { pid } = JSON.parse(readFileSync(INFO, 'utf8')) as StackInfo
  try {
    process.kill(pid, 0)
  } catch {
    return // left behind by a run that was killed
  }
  throw new Problem(
    `Browser tests run already in this folder (process ${pid}). Wait for their end, or stop that process.`,
  )
}

/** POST /worker/kill, /sandbox/start and the like, on the loopback address, for the tests. */
function control(stack: Stack): RequestListener {
  return async (request, response) => {
    const [, name, verb] = request.url?.split('/') ?? []
    const known = ['app', 'worker', 'sandbox'].includes(name ?? '') && (verb === 'kill' || verb === 'start')
    if (request.method !== 'POST' || !known) return void response.writeHead(404).end()
    try {
      await stack[verb as 'kill' | 'start'](name as ChildName)
      response.writeHead(204).end()
    } catch (error) {
      response.writeHead(500).end((error as Error).message)
    }
  }
}

await main(async () => {
  const stopped = new AbortController()
  const stop = () => (stopped.signal.aborted ? killAllNow() : stopped.abort())
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopped.abort())
  process.stdin.on('close', stop).resume() // our parent holds the other end

  refuseSecond()
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const cluster = await step('database', startTestCluster)
  // Only what the machine needs is taken over: a developer's settings have no say in a test.
  const { PATH, HOME, TMPDIR, LANG } = process.env
  const machine = { PATH, HOME, TMPDIR, LANG } as NodeJS.Dict<string> as NodeJS.ProcessEnv
  const environment = readEnvironment({
    ...machine,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    DATABASE_URL: cluster.url(),
    DEPLOYMENT: 'local',
  })
  // Empty, so that Next does not take them from a .env file either.
  for (const name of ['SMTP_URL', 'MAIL_FROM']) environment.variables[name] = ''

  const logFile = path.join(FOLDER, 'stack.log')
  const log = createWriteStream(logFile)
  const sandboxData = path.join(FOLDER, 'sandbox')
  const stack = createStack({
    environment,
    sandboxData,
    step,
    onLine: (name, line) => log.write(`${name} | ${line}\n`),
    signal: stopped.signal,
  })
  const server = createServer(control(stack))
  try {
    await stack.up()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const info: StackInfo = {
      pid: process.pid,
      appUrl: `http://localhost:${port}`,
      sandboxUrl: `http://127.0.0.1:${sandboxPort}`,
      sandboxUser: SANDBOX_USER,
      sandboxKey: SANDBOX_KEY,
      sandboxData,
      controlUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      databaseUrl: environment.variables.DATABASE_URL ?? '',
      appDatabaseUrl: environment.variables.APP_DATABASE_URL ?? '',
      logFile,
    }
    writeFileSync(INFO, JSON.stringify(info, null, 2), { mode: 0o600 })
    console.log('e2e stack ready')
    const end = new Promise<undefined>((resolve) => stopped.signal.addEventListener('abort', () => resolve(undefined)))
    const sentence = await Promise.race([stack.died, end])
    if (sentence) throw new Problem(sentence)
  } catch (error) {
    if (!stopped.signal.aborted) {
      console.error(readFileSync(logFile, 'utf8').split('\n').slice(-40).join('\n'))
      throw error
    }
  } finally {
    server.close()
    server.closeAllConnections()
    await stack.stop()
    await cluster.remove()
    rmSync(INFO, { force: true })
  }
  return 0
})
