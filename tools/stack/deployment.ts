import path from 'node:path'
import type { Env } from '@/lib/env'
import { isLoopback } from '@/lib/environment/addresses'
import { Problem } from '../process/problem'

/** What nobody sets on a developer's machine without meaning more by it. */
const OF_PRODUCTION: Record<string, (value: string) => boolean> = {
  NODE_ENV: (value) => value === 'production',
  DATABASE_URL: () => true,
  APP_DATABASE_URL: () => true,
  WORKER_DATABASE_URL: () => true,
  APP_URL: (value) => !isLoopback(value),
  SMTP_URL: () => true,
  MAIL_FROM: () => true,
  TRUSTED_PROXIES: (value) => value !== '0',
  AUTH_SECRET: () => true,
  VAULT_KEYS: () => true,
  FILES_DIR: (value) => path.isAbsolute(value),
  FILES_URL: () => true,
}

/**
 * Returns what kind of installation this is to be. DEPLOYMENT says it. Without it, only where nothing else is set that
 * belongs to production is it taken for a developer's machine, which gets demo people with a known password.
 * @param set the caller's variables, without empty ones
 * @throws {Problem} that names what makes it doubtful
 */
export function deploymentOf(set: NodeJS.Dict<string>): Env['DEPLOYMENT'] {
  const { DEPLOYMENT } = set
  if (DEPLOYMENT === 'local' || DEPLOYMENT === 'production') return DEPLOYMENT
  if (DEPLOYMENT) throw new Problem('DEPLOYMENT must be local or production. Set it to one of them, and start again.')
  const doubtful = Object.entries(OF_PRODUCTION).flatMap(([name, belongs]) => {
    const value = set[name]
    return value !== undefined && belongs(value) ? [name] : []
  })
  if (doubtful.length === 0) return 'local'
  const names = doubtful.join(', ')
  throw new Problem(
    `Say whether this installation is for real: DEPLOYMENT isn’t set, and ${names} ${doubtful.length === 1 ? 'is' : 'are'}.\n` +
      '  DEPLOYMENT=production  takes real payments, and has no demo data\n' +
      '  DEPLOYMENT=local       is for trying it out: demo companies, a PaySimple sandbox, no real payments\n' +
      `Set one of them and start again. Or unset ${names} to start the demo on this machine.`,
  )
}
