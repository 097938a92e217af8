// Playwright's global set-up: starts a system for each of its workers, in a process of its own, so that it runs exactly
// as it does elsewhere.
import { spawn } from 'node:child_process'
import path from 'node:path'
import { createInterface } from 'node:readline'
import type { FullConfig } from '@playwright/test'

/** Resolves when the systems are up, with what stops them. */
export default async function setup({ workers }: FullConfig): Promise<() => Promise<void>> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'tools/testing/e2e-stack.ts', String(workers)], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json') },
    detached: true, // Ctrl-C is for Playwright, which then calls what we return
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      console.log(line)
      if (line === 'e2e stacks ready') resolve()
    })
    exited.then(() => reject(new Error('The system did not come up for the browser tests; the reason is above.')))
  })
  return async () => {
    child.stdin.end()
    await exited
  }
}
