import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { runChild } from '../process/children'
import { hashOf } from './sources'

const STAMP = '.next/plumbline-build'
const SOURCES = [
  'app',
  'components',
  'lib',
  'public',
  'prisma/schema.prisma',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  'postcss.config.mjs',
]

/** Tells whether .next has a build of the current sources. */
export function isBuilt(): boolean {
  return existsSync('.next/BUILD_ID') && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === hashOf(SOURCES)
}

/** Builds the app for production. Passes `variables` on, though it needs none. Shows the output only on failure. */
export async function build(variables: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const hash = hashOf(SOURCES) // before, not after: an edit during the build causes another build at the next start
  rmSync(STAMP, { force: true })
  const output: string[] = []
  try {
    await runChild({
      name: 'build',
      args: ['node_modules/next/dist/bin/next', 'build'],
      env: { ...variables, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      onLine: (line) => output.push(line),
      failure: 'The build failed. Fix the error above and start again.',
      signal,
    })
  } catch (error) {
    if (!signal?.aborted) console.error(output.join('\n'))
    throw error
  }
  writeFileSync(STAMP, hash)
}
