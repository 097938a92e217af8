import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'

// The PaySimple sandbox as its own process, for tests that talk to it over HTTP like everybody else.

export type LedgerRow = { id: number; orderId: string | null; amountCents: number; status: string }
export type Sandbox = {
  url: string
  fault(route: string, kind: string, options?: { times?: number; ms?: number }): Promise<void>
  clearFaults(): Promise<void>
  advanceDays(days: number): Promise<void>
  setStatus(paymentId: number, status: string): Promise<void>
  addClient(user: string, key: string): Promise<void>
  ledger(): Promise<LedgerRow[]>
  /** Paths that were asked for, in order: "POST /v4/payment". */
  journal(): Promise<string[]>
  /** How many requests there were since it was started. */
  countRequests(): Promise<number>
  /** kill -9 */
  kill(): Promise<void>
  /** Starts it again where it was. */
  restart(): Promise<void>
  exited(): Promise<unknown>
}

/** Starts a sandbox on a free port, keeping its data in `dataDir` if one is given. */
export async function startSandbox({ dataDir }: { dataDir?: string } = {}): Promise<Sandbox> {
  const data = dataDir ? ['--data', dataDir] : []
  let { child, url } = await launch(['--port', '0', ...data])
  const control = async (method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/_sandbox${path}`, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    })
    if (!response.ok) throw new Error(`sandbox control ${method} ${path}: ${response.status} ${await response.text()}`)
    return response.status === 204 ? null : response.json()
  }
  return {
    get url() {
      return url
    },
    fault: (route, kind, options = {}) => control('POST', '/faults', { route, kind, times: 1, ...options }),
    clearFaults: () => control('DELETE', '/faults'),
    advanceDays: (advanceDays) => control('POST', '/clock', { advanceDays }),
    setStatus: (id, status) => control('POST', `/payments/${id}/status`, { status }),
    addClient: (user, key) => control('POST', '/clients', { user, key }),
    ledger: async () => (await control('GET', '/ledger')).payments,
    journal: async () =>
      (await control('GET', '/journal')).requests.map((r: { method: string; path: string }) => `${r.method} ${r.path}`),
    countRequests: async () => (await control('GET', '/journal')).total,
    async kill() {
      if (child.exitCode === null && child.signalCode === null) {
        child.kill('SIGKILL')
        await once(child, 'exit')
      }
    },
    async restart() {
      ;({ child, url } = await launch(['--port', new URL(url).port, ...data]))
    },
    exited: () => (child.exitCode === null && child.signalCode === null ? once(child, 'exit') : Promise.resolve()),
  }
}

async function launch(args: string[]): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'sandbox/main.ts', ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /listening on (\S+)/.exec(line)?.[1]
    if (url) {
      child.stdout.resume()
      return { child, url }
    }
  }
  throw new Error('the sandbox ended before it listened')
}
