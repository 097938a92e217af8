// The whole system with a throw-away database and ports of its own, for whoever looks at it from outside and must
// meet nobody's data: the browser tests, and the screenshots of the certification report.
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { freePort } from '../process/ports'
import { Problem } from '../process/problem'
import { step } from '../process/step'
import { readEnvironment } from '../stack/environment'
import { type ChildName, createStack, SANDBOX_KEY, SANDBOX_USER, type Stack } from '../stack/stack'
import type { StackInfo } from './stack-info'
import { startTestCluster } from './test-cluster'

export type ThrowawayOptions = {
  /** Where its log, its sandbox's ledger and stack.json lie; emptied first. */
  folder: string
  /** Ends it early. */
  signal: AbortSignal
  /** What the children are given besides. */
  variables?: Record<string, string>
  /** Tells of no step. */
  quiet?: boolean
}

function refuseSecond(infoFile: string): void {
  if (!existsSync(infoFile)) return
  const { pid } = JSON.parse(readFileSync(infoFile, 'utf8')) as StackInfo
  try {
    process.kill(pid, 0)
  } catch {
    return // left behind by a run that was killed
  }
  throw new Problem(
    `Browser tests run already in this folder (process ${pid}). Wait for their end, or stop that process.`,
  )
}

/** POST /worker/kill, /sandbox/start and the like, and GET /pids, on the loopback address, for the tests. */
function control(stack: Stack): RequestListener {
  return async (request, response) => {
    if (request.method === 'GET' && request.url === '/pids') return void response.end(JSON.stringify(stack.pids()))
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

/** The variables of a system that is nobody's: of the caller's only what the machine needs. */
function environmentOf(databaseUrl: string, port: number, sandboxPort: number, variables: Record<string, string>) {
  const { PATH, HOME, TMPDIR, LANG } = process.env
  const machine = { PATH, HOME, TMPDIR, LANG } as NodeJS.Dict<string> as NodeJS.ProcessEnv
  const environment = readEnvironment({
    ...machine,
    PORT: String(port),
    SANDBOX_PORT: String(sandboxPort),
    DATABASE_URL: databaseUrl,
    DEPLOYMENT: 'local',
    ...variables,
  })
  // Empty, so that Next does not take them from a .env file either.
  for (const name of ['SMTP_URL', 'MAIL_FROM']) environment.variables[name] = ''
  return environment
}

/**
 * Starts it, writes `stack.json` (tools/testing/stack-info.ts reads it), does the work, and takes everything away again.
 * @throws what the work throws, and a Problem when the app ends in the meantime; nothing when it was told to stop
 */
export async function withThrowawayStack(
  { folder, signal, variables = {}, quiet = false }: ThrowawayOptions,
  work: (info: StackInfo) => Promise<void>,
): Promise<void> {
  const infoFile = path.join(folder, 'stack.json')
  refuseSecond(infoFile)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const report: typeof step = quiet ? (_, work) => work() : step
  const cluster = await report('database', startTestCluster)
  const filesDir = path.resolve(folder, 'files')
  const environment = environmentOf(cluster.url(), port, sandboxPort, { FILES_DIR: filesDir, ...variables })

  const logFile = path.join(folder, 'stack.log')
  const log = createWriteStream(logFile)
  const sandboxData = path.join(folder, 'sandbox')
  const stack = createStack({
    environment,
    sandboxData,
    step: report,
    onLine: (name, line) => log.write(`${name} | ${line}\n`),
    signal,
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
      filesDir,
      controlUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      databaseUrl: environment.variables.DATABASE_URL ?? '',
      appDatabaseUrl: environment.variables.APP_DATABASE_URL ?? '',
      databaseLog: cluster.logFile,
      logFile,
    }
    writeFileSync(infoFile, JSON.stringify(info, null, 2), { mode: 0o600 })
    const end = new Promise<undefined>((resolve) => signal.addEventListener('abort', () => resolve(undefined)))
    const sentence = await Promise.race([stack.died, end, work(info).then(() => undefined)])
    if (sentence) throw new Problem(sentence)
  } catch (error) {
    if (!signal.aborted) {
      console.error(readFileSync(logFile, 'utf8').split('\n').slice(-40).join('\n'))
      throw error
    }
  } finally {
    server.close()
    server.closeAllConnections()
    await stack.stop()
    await cluster.remove()
    rmSync(infoFile, { force: true })
  }
}
