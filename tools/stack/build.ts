import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { runChild } from '../process/children'
import { buildEnvironment } from '../process/clean-environment.mjs'
import { isRelease } from '../process/is-release'
import { hashOf } from './sources'

const STAMP = '.next/plumbline-build'
const SOURCES = [
  'app',
  'components',
  'lib',
  'instrumentation-client.ts',
  'public',
  'prisma/schema.prisma',
  'scripts/inventory',
  'server/headers.ts',
  'next.config.mjs',
  'package-lock.json',
  'tsconfig.json',
  'postcss.config.mjs',
]

/** What a build was made of: the sources, and the key that the ids of its server actions come from, if one was given. */
function stampOf({ NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key = '' }: NodeJS.ProcessEnv): string {
  return `${hashOf(SOURCES)}${key && ` ${createHash('sha256').update(key).digest('hex')}`}`
}

/** Tells whether .next has a build of the current sources. A release is nothing but that. */
export function isBuilt(variables = process.env): boolean {
  if (!existsSync('.next/BUILD_ID')) return false
  return isRelease() || (existsSync(STAMP) && readFileSync(STAMP, 'utf8') === stampOf(variables))
}

/**
 * What the ids of server actions are made with, beside each one's file and name, unless the builder gives another: so that
 * an action has the same id in the next version, and in builds of several machines. A page that was loaded before a deploy
 * goes on working, and where its action is gone, says so. It encrypts nothing of ours (tools/release/server-actions.test.ts),
 * and needn't be a secret.
 */
export const KEY_OF_ACTIONS = createHash('sha256').update('plumbline: ids of server actions').digest('base64')

/**
 * The variables of a build: of the caller's, none of a deployment. Next reads .env files of the folder by itself, so what
 * they set is empty here.
 */
export function variablesOfBuild(variables: NodeJS.ProcessEnv, folder = '.'): NodeJS.ProcessEnv {
  const files = readdirSync(folder).filter((name) => /^\.env(\.local|\.production|\.production\.local)?$/.test(name))
  const named = files.flatMap((file) => Object.keys(parseEnv(readFileSync(path.join(folder, file), 'utf8'))))
  const empty = Object.fromEntries(named.map((name) => [name, '']))
  const key = variables.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY || KEY_OF_ACTIONS
  return {
    ...{ ...empty, ...buildEnvironment(variables), NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: key },
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
  }
}

/** Builds the app for production, without the deployment's secrets. Shows the output only on failure. */
export async function build(variables: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const hash = stampOf(variables) // before, not after: an edit during the build causes another build at the next start
  rmSync(STAMP, { force: true })
  const output: string[] = []
  try {
    await runChild({
      name: 'build',
      args: ['node_modules/next/dist/bin/next', 'build'],
      env: variablesOfBuild(variables),
      onLine: (line) => output.push(line),
      failure: 'The build failed. Fix the error above and start again.',
      signal,
    })
  } catch (error) {
    if (!signal?.aborted) console.error(output.join('\n'))
    throw error
  }
  await runChild({
    name: 'inventory',
    args: ['--import', 'tsx', 'scripts/inventory/main.ts'],
    env: { ...variablesOfBuild(variables), TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json') },
    onLine: (line) => console.error(line),
    failure: 'The inventory of the build’s scripts couldn’t be written. The reason is above.',
    signal,
  })
  writeFileSync(STAMP, hash)
}
