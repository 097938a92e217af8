import { type SandboxControl, sandboxControl } from '@/tools/sandbox/sandbox-control'
import { startSandboxProcess } from '@/tools/sandbox/sandbox-process'

// The PaySimple sandbox as its own process, for tests that talk to it over HTTP like everybody else.

export type Sandbox = Omit<SandboxControl, 'journal'> & {
  url: string
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
  let { child, url } = await startSandboxProcess(['--port', '0', ...data])
  const control = sandboxControl(url)
  return {
    ...control,
    url,
    journal: async () => (await control.journal()).requests.map(({ method, path }) => `${method} ${path}`),
    countRequests: async () => (await control.journal()).total,
    kill: () => child.kill(),
    async restart() {
      await child.kill()
      ;({ child, url } = await startSandboxProcess(['--port', new URL(url).port, ...data]))
    },
    exited: () => child.exited,
  }
}
