// Vitest's global set-up: the sandbox in one file, compiled once. From its sources each start costs four times as much,
// and the tests start it dozens of times.
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { build } from 'esbuild'

/** Compiles it, and tells startSandboxProcess by SANDBOX_PROGRAM; answers what takes it away again. */
export default async function setup(): Promise<(() => void) | undefined> {
  if (process.env.SANDBOX_PROGRAM) return undefined // done for another project of the same run
  const folder = mkdtempSync(path.join(os.tmpdir(), 'plumbline-sandbox-'))
  const program = path.join(folder, 'sandbox.mjs')
  process.env.SANDBOX_PROGRAM = program
  await build({
    ...{ entryPoints: ['sandbox/main.ts'], outfile: program, bundle: true, platform: 'node', format: 'esm' },
    logLevel: 'warning',
  })
  copyFileSync('sandbox/reference/help.html', path.join(folder, 'help.html'))
  return () => rmSync(folder, { recursive: true, force: true })
}
