import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

let guard: ChildProcess | undefined

function tell(line: string): void {
  if (!guard) {
    // A session of its own: the Ctrl-C that reaches us must not reach it.
    guard = spawn(process.execPath, [fileURLToPath(new URL('./guard-process.mjs', import.meta.url))], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
    })
    guard.stdin?.on('error', () => {})
    guard.unref()
    ;(guard.stdin as (NodeJS.WritableStream & { unref?: () => void }) | null)?.unref?.()
  }
  guard.stdin?.write(`${line}\n`)
}

/** Makes the guard send `signal` to a process (or, when negative, a process group) if this process dies first. */
export const guardProcess = (pid: number, signal: NodeJS.Signals = 'SIGTERM') => tell(`watch ${pid} ${signal}`)

/** Stops watching a process that has ended or may outlive us. */
export const unguardProcess = (pid: number) => tell(`forget ${pid}`)
