// Works out the environment for the app, worker and sandbox, so that each can require a complete one.
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Problem } from '../process/problem'

export type Environment = {
  /** True on a developer's machine: embedded database, demo data, sandbox. */
  local: boolean
  port: number
  /** Undefined when we don't start a sandbox. */
  sandboxPort: number | undefined
  /** All variables for the children, including the caller's. */
  variables: NodeJS.ProcessEnv
}

const DATA = path.resolve('.data')

function portNumber(name: string, text: string): number {
  const port = Number(text)
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Problem(`${name} is "${text}". Set it to a port number from 1 to 65535.`)
  return port
}

/** A developer's secrets, made once and kept. A deployment brings its own. */
function localSecrets(): { AUTH_SECRET: string; VAULT_KEYS: string } {
  const file = path.join(DATA, 'secrets.json')
  if (!existsSync(file)) {
    const made = {
      AUTH_SECRET: randomBytes(32).toString('base64url'),
      VAULT_KEYS: `1:${randomBytes(32).toString('base64')}`,
    }
    mkdirSync(DATA, { recursive: true })
    try {
      writeFileSync(file, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error // another start was faster: use its secrets
    }
  }
  return JSON.parse(readFileSync(file, 'utf8'))
}

const NEEDED = ['DATABASE_URL', 'AUTH_SECRET', 'VAULT_KEYS', 'APP_URL', 'SMTP_URL']
/** What a worker needs instead: connections that can do what its work takes, and never the owner's. */
export const NEEDED_BY_WORKER = ['WORKER_DATABASE_URL', 'APP_DATABASE_URL'].concat(NEEDED.slice(1))

/** The sandbox's port and address: ours on SANDBOX_PORT, unless SANDBOX_URL names one on another machine. */
function sandbox(given: NodeJS.ProcessEnv): { sandboxPort: number | undefined; SANDBOX_URL: string } {
  if (given.SANDBOX_URL) {
    const url = new URL(given.SANDBOX_URL)
    const ours = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
    return {
      sandboxPort: ours ? portNumber('SANDBOX_URL', url.port || '80') : undefined,
      SANDBOX_URL: given.SANDBOX_URL,
    }
  }
  const sandboxPort = portNumber('SANDBOX_PORT', given.SANDBOX_PORT ?? '4010')
  return { sandboxPort, SANDBOX_URL: `http://127.0.0.1:${sandboxPort}` }
}

/**
 * Reads the caller's variables (and .env, if there is one) and fills in the rest.
 * @param given the caller's variables; an empty one counts as unset
 * @param needed what only the operator can know, of a deployment
 * @throws {Problem} when something is missing that only the operator can know
 */
export function readEnvironment(given: NodeJS.ProcessEnv = callersEnvironment(), needed = NEEDED): Environment {
  const set = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== '')) as NodeJS.ProcessEnv
  const deployment = set.DEPLOYMENT ?? (set.NODE_ENV === 'production' ? 'production' : 'local')
  if (deployment !== 'local' && deployment !== 'production')
    throw new Problem(`DEPLOYMENT is "${deployment}". Set it to local or production.`)
  const local = deployment === 'local'
  const missing = local ? [] : needed.filter((name) => !set[name])
  if (missing.length)
    throw new Problem(
      `In production you must set ${missing.join(', ')}. Set them, or unset NODE_ENV and DEPLOYMENT to start the demo ` +
        'with its own database.',
    )
  const port = portNumber('PORT', set.PORT ?? '3000')
  const { sandboxPort, SANDBOX_URL } = sandbox(set)
  const APP_URL = set.APP_URL ?? `http://localhost:${port}`
  const variables: NodeJS.ProcessEnv = {
    ...(local && !(set.AUTH_SECRET && set.VAULT_KEYS) ? localSecrets() : {}),
    ...set,
    DEPLOYMENT: deployment,
    PORT: String(port),
    APP_URL,
    NEXT_TELEMETRY_DISABLED: '1',
    TSX_TSCONFIG_PATH: path.resolve('tools/tsconfig.json'),
    ...(local ? { SANDBOX_URL } : {}),
  }
  return { local, port, sandboxPort: local ? sandboxPort : undefined, variables }
}

function callersEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env') // variables that are already set win
  return process.env
}
