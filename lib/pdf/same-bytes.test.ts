import { execFile } from 'node:child_process'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)

/** What a process of its own makes. */
async function hashesOf(zone: string, ...args: string[]): Promise<string> {
  const env = {
    ...process.env,
    ...{ TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json'), TZ: zone, LANG: zone === 'UTC' ? 'C' : 'de_DE.UTF-8' },
  }
  const program = ['--import', 'tsx', 'lib/testing/print-hashes.ts', ...args]
  return (await run(process.execPath, program, { env })).stdout.trim()
}

it('two processes make the same bytes, whatever they made before and wherever they are', async () => {
  const hashes = await hashesOf('UTC')
  expect(hashes).toMatch(/^[0-9a-f]{64} [0-9a-f]{64}$/)
  expect(await hashesOf('Pacific/Auckland', '--reversed')).toBe(hashes)
})
