// Works out the environment for the app, worker and sandbox, so that each can require a complete one.
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { type Connection, environmentProblems, problemsInWords } from '@/lib/env'
import { isLoopback } from '@/lib/environment/addresses'
import { Problem } from '../process/problem'
import { deploymentOf } from './deployment'
import { keptOnce } from './kept'

export type Environment = {
  /** True on a developer's machine: embedded database, demo data, sandbox. */
  local: boolean
  /** True when only this machine's own browsers and programs are to reach the app. */
  loopback: boolean
  port: number
  /** Undefined when we don't start a sandbox. */
  sandboxPort: number | undefined
  /** All variables for the children, including the caller's. */
  variables: NodeJS.ProcessEnv
}

/** What a worker needs: connections that can do what its work takes, and never the owner's. */
export const NEEDED_BY_WORKER: readonly Connection[] = ['WORKER_DATABASE_URL', 'APP_DATABASE_URL']

/** A developer's secrets, made once and kept. A deployment brings its own. */
const localSecrets = (): { AUTH_SECRET: string; VAULT_KEYS: string } =>
  JSON.parse(
    keptOnce('secrets.json', () =>
      JSON.stringify(
        {
          AUTH_SECRET: randomBytes(32).toString('base64url'),
          VAULT_KEYS: `1:${randomBytes(32).toString('base64')}`,
        },
        null,
        2,
      ),
    ),
  )

/** Stand for a developer's secrets until they are made. */
const OWN_SECRETS = { AUTH_SECRET: 'x'.repeat(32), VAULT_KEYS: `1:${Buffer.alloc(32).toString('base64')}` }

/** Fills in what has a default. Judges nothing. */
function complete(set: NodeJS.ProcessEnv, local: boolean): NodeJS.ProcessEnv {
  const PORT = set.PORT ?? '3000'
  const APP_URL = set.APP_URL ?? (local ? `http://localhost:${PORT}` : undefined)
  return {
    ...set,
    DEPLOYMENT: local ? 'local' : 'production',
    PORT,
    ...(APP_URL && { APP_URL }),
    NEXT_TELEMETRY_DISABLED: '1',
    TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json'),
    ...(local && { SANDBOX_URL: set.SANDBOX_URL ?? `http://127.0.0.1:${set.SANDBOX_PORT ?? '4010'}` }),
  }
}

/**
 * Reads the caller's variables (and .env, if there is one), fills in the rest and judges all of it, before anything is
 * made, migrated or started.
 * @param given the caller's variables; an empty one counts as unset
 * @param needed the connections to the database that production must set: elsewhere there is one of our own
 * @throws {Problem} with a line for each variable that is missing or wrong
 */
export function readEnvironment(
  given: NodeJS.ProcessEnv = callersEnvironment(),
  needed: readonly Connection[] = ['DATABASE_URL'],
): Environment {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) as NodeJS.ProcessEnv
  const local = deploymentOf(set) === 'local'
  const completed = complete(set, local)
  const isOwn = local && !(set.AUTH_SECRET && set.VAULT_KEYS)
  // They are made only once everything else is right.
  const judged = isOwn ? { ...OWN_SECRETS, ...completed } : completed
  const problems = environmentProblems(judged, local ? [] : needed)
  if (problems.length > 0) throw new Problem(problemsInWords(problems))
  const variables: NodeJS.ProcessEnv = isOwn ? { ...localSecrets(), ...completed } : completed
  const sandboxUrl = local && variables.SANDBOX_URL ? new URL(variables.SANDBOX_URL) : undefined
  return {
    local,
    loopback: isLoopback(variables.APP_URL ?? ''),
    port: Number(variables.PORT),
    sandboxPort: sandboxUrl && Number(sandboxUrl.port || '80'),
    variables,
  }
}

function callersEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env') // variables that are already set win
  return process.env
}
