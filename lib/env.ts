import 'server-only'
import { isIP } from 'node:net'
import { z } from 'zod'
import { parseEmail } from './email-address'
import { appAddressProblem, isLoopback, sandboxAddressProblem } from './environment/addresses'
import { databaseAddressProblem, databasePassword } from './environment/database'
import { filesAddressProblem } from './environment/files'
import { bounceDomainProblem, mailAddressProblem } from './environment/mail'
import type { VariableProblem } from './environment/problem'
import { processProblems } from './environment/process-problems'
import { productionProblems } from './environment/production'
import { timestampAddressProblem } from './environment/seal'
import { MAKE_ONE } from './environment/secrets'
import { readAuthSecrets, readVaultKeys, vaultKeysProblem } from './environment/vault-keys'

/** A variable whose value `problem` judges. `missing` is said where it isn't set. */
const judged = (problem: (text: string) => string | null, missing = 'must be set') =>
  z.string({ error: missing }).superRefine((text, ctx) => {
    const message = text === text.trim() ? problem(text) : 'must not begin or end with a space or a line break'
    if (message) ctx.addIssue({ code: 'custom', message })
  })
const oneOf = <const Names extends readonly string[]>(names: Names) =>
  z.enum(names, { error: `must be ${names.slice(0, -1).join(', ')} or ${names.at(-1)}` })
const numberFrom = (least: number, most: number, form = /^\d+(\.\d+)?$/) =>
  judged((text) =>
    form.test(text) && Number(text) >= least && Number(text) <= most
      ? null
      : `must be a ${form === WHOLE ? 'whole ' : ''}number from ${least} to ${most}`,
  ).transform(Number)
const WHOLE = /^\d+$/
const portNumber = () => numberFrom(1, 65_535, WHOLE)

const emailProblem = (text: string) =>
  parseEmail(text) === text ? null : 'must be an email address, such as receipts@example.com'

const keyProblem = (text: string) =>
  /^[\x21-\x7e]{3,200}$/.test(text) ? null : 'must be one word, as the bucket’s host gave it'

const schema = z.object({
  DEPLOYMENT: oneOf(['local', 'production']),
  NODE_ENV: oneOf(['development', 'production', 'test']).optional(),
  PORT: portNumber().optional(),
  SANDBOX_PORT: portNumber().optional(),
  APP_URL: judged(appAddressProblem, 'must be set: the address that people open, such as https://pay.example.com'),
  APP_DATABASE_URL: judged(databaseAddressProblem),
  WORKER_DATABASE_URL: judged(databaseAddressProblem).optional(),
  DATABASE_URL: judged(databaseAddressProblem).optional(),
  AUTH_SECRET: judged(
    (text) =>
      readAuthSecrets(text).every((secret) => secret.length >= 32)
        ? null
        : `must have at least 32 characters, each if there are several with commas between. ${MAKE_ONE}`,
    `must be set: it signs sessions. ${MAKE_ONE}`,
  ),
  VAULT_KEYS: judged(
    vaultKeysProblem,
    'must be set: it seals the PaySimple credentials. Set it to 1: and then what this prints: openssl rand -base64 32',
  ),
  SMTP_URL: judged(mailAddressProblem).optional(),
  MAIL_FROM: judged(emailProblem).optional(),
  /** What comes back of an email goes to addresses of this domain; a worker with a port listens for it. */
  BOUNCE_DOMAIN: judged(bounceDomainProblem).optional(),
  BOUNCE_PORT: portNumber().optional(),
  BOUNCE_HOST: judged((text) =>
    isIP(text) ? null : 'must be an IP address of this machine: 127.0.0.1, or 0.0.0.0 for all of them',
  ).default('127.0.0.1'),
  /** How many proxies of our own every request passes: as many entries of X-Forwarded-For are believed. */
  TRUSTED_PROXIES: numberFrom(0, 10, WHOLE).default(0),
  /** A session ends after so many hours in any case, and after so many minutes without use. */
  SESSION_HOURS: numberFrom(0.1, 72).default(12),
  SESSION_IDLE_MINUTES: numberFrom(1, 720).default(30),
  SANDBOX_URL: judged(sandboxAddressProblem).default('http://127.0.0.1:4010'),
  PAYSIMPLE_TIMEOUT_SECONDS: numberFrom(0.1, 120).default(30),
  /** How many seconds the product's clock is ahead: `npm run chaos` can't wait for a day to pass. */
  CLOCK_AHEAD_SECONDS: numberFrom(0, 1_000_000_000, WHOLE).default(0),
  CERTIFY_DIR: judged(() => null).default('.data/certify'),
  /** Where photos are kept: in a folder that all apps and workers share, or in a bucket, with its key. */
  FILES_DIR: judged(() => null).default('.data/files'),
  FILES_URL: judged(filesAddressProblem).optional(),
  FILES_KEY_ID: judged(keyProblem).optional(),
  FILES_SECRET: judged(keyProblem).optional(),
  /** With what signed papers are sealed instead of a key of our own: a PKCS #12 file. And who says when, besides us. */
  SEAL_P12_FILE: judged(() => null).optional(),
  SEAL_P12_PASSWORD: judged(() => null).optional(),
  SEAL_TIMESTAMP_URL: judged(timestampAddressProblem).optional(),
  /** How many days an entry of the logs is kept. Twelve months are what PCI DSS asks for (10.5.1). */
  SECURITY_LOG_DAYS: numberFrom(90, 36_500, WHOLE).default(400),
  /** How many days an entry of the API log is kept: a call to PaySimple that failed. */
  API_LOG_DAYS: numberFrom(30, 36_500, WHOLE).default(400),
  /** Who is told by email of what happens at the doors of the whole installation. */
  SECURITY_MAIL: judged(emailProblem).optional(),
  /** Whom somebody tells who has found a weakness, and until when that holds: /.well-known/security.txt. */
  SECURITY_CONTACT: judged((text) =>
    z.union([z.email(), z.url({ protocol: /^(https|mailto)$/ })]).safeParse(text).success
      ? null
      : 'must be an email address, or an address that begins with https:// or mailto:',
  ).optional(),
  SECURITY_EXPIRES: judged((text) =>
    z.iso.date().safeParse(text).success ? null : 'must be a day, such as 2027-06-30',
  ).optional(),
  /** Whom a company calls whose account is suspended: in words, as people read them. */
  SUPPORT_CONTACT: judged((text) =>
    text.length <= 100 && !/[\p{Cc}<>]/u.test(text)
      ? null
      : 'must be one line of at most 100 characters, without < or >',
  ).optional(),
  /** Where this process tells Prometheus how it is. Nowhere, unless a port is set. */
  METRICS_PORT: portNumber().optional(),
  METRICS_HOST: judged((text) =>
    isIP(text) ? null : 'must be an IP address of this machine: 127.0.0.1, or 0.0.0.0 for all of them',
  ).default('127.0.0.1'),
  /** How long an app that was told to end goes on serving, while /api/ready says that it ends. */
  DRAIN_SECONDS: numberFrom(0, 300).default(0),
  LOG_LEVEL: oneOf(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})
/** Only the app and what works for it need its connection. A start makes it. */
const withoutConnections = schema.partial({ APP_DATABASE_URL: true })

type Given = NodeJS.Dict<string>
export type Connection = 'DATABASE_URL' | 'APP_DATABASE_URL' | 'WORKER_DATABASE_URL'

const CONNECTIONS: Record<Connection, string> = {
  DATABASE_URL: 'must be set: the database owner’s connection',
  APP_DATABASE_URL: 'must be set: the app’s own connection to the database',
  WORKER_DATABASE_URL: 'must be set: the connection that workers take their jobs with',
}

/** The name of each variable that Plumbline reads. */
export const VARIABLES: readonly string[] = Object.keys(schema.shape)

/** An empty variable counts as unset. */
const setOnes = (given: Given): Given => Object.fromEntries(Object.entries(given).filter(([, value]) => value))

/** What variables say that doesn't go together, wherever they are set. `valid` has only what is right by itself. */
function contradictions(valid: Given, set: Given): VariableProblem[] {
  const problems: VariableProblem[] = []
  for (const [one, other] of [
    ['MAIL_FROM', 'SMTP_URL'],
    ['BOUNCE_DOMAIN', 'SMTP_URL'],
    ['BOUNCE_PORT', 'BOUNCE_DOMAIN'],
    ['SECURITY_EXPIRES', 'SECURITY_CONTACT'],
  ] as const)
    if (set[one] && !set[other])
      problems.push({ name: other, message: `must be set, because ${one} is. Or unset ${one}` })
  for (const [one, other] of [
    ['FILES_URL', 'FILES_KEY_ID'],
    ['FILES_URL', 'FILES_SECRET'],
    ['FILES_KEY_ID', 'FILES_URL'],
    ['FILES_SECRET', 'FILES_URL'],
    ['SEAL_P12_PASSWORD', 'SEAL_P12_FILE'],
    ['SEAL_P12_FILE', 'SEAL_P12_PASSWORD'],
  ] as const)
    if (valid[one] && !set[other])
      problems.push({ name: other, message: `must be set, because ${one} is. Or unset ${one}` })
  if (valid.DATABASE_URL && !databasePassword(valid.DATABASE_URL))
    for (const name of ['APP_DATABASE_URL', 'WORKER_DATABASE_URL'].filter((each) => !set[each]))
      problems.push({
        name,
        message:
          'must be set, because DATABASE_URL has no password that another role’s could be made of. Make a login role ' +
          'that is neither superuser nor BYPASSRLS, and set it to the connection string of that role',
      })
  return problems
}

/**
 * Judges the variables: each by itself, and what they say together.
 * @param given all that are set, those of Node and of others included
 * @param needed the connections to the database that whoever asks can't do without
 * @returns one problem for each variable that is missing or wrong
 */
export function environmentProblems(given: Given, needed: readonly Connection[]): VariableProblem[] {
  const set = setOnes(given)
  const found = withoutConnections.safeParse(set).error?.issues ?? []
  const problems = found.map(({ path, message }) => ({ name: path.join('.'), message }))
  const wrong = new Set(problems.map(({ name }) => name))
  const valid = Object.fromEntries(Object.entries(set).filter(([name]) => !wrong.has(name)))
  for (const name of needed) if (!set[name]) problems.push({ name, message: CONNECTIONS[name] })
  problems.push(...contradictions(valid, set))
  if (set.DEPLOYMENT !== 'local') {
    if (!set.SMTP_URL)
      problems.push({ name: 'SMTP_URL', message: 'must be set in production, because receipts go out through it' })
    if (!set.FILES_DIR && !set.FILES_URL)
      problems.push({
        name: 'FILES_DIR',
        message:
          'must be set in production: the folder in which photos are kept, and which all apps and workers share. Or set FILES_URL',
      })
    problems.push(...productionProblems(valid, VARIABLES), ...processProblems(set))
  }
  return problems.filter(({ name }, at) => problems.findIndex((other) => other.name === name) === at)
}

/** What is said where variables are wrong: a line for each. */
export const problemsInWords = (problems: readonly VariableProblem[]): string =>
  `Fix ${problems.length === 1 ? 'this environment variable' : 'these environment variables'}, then start again:\n${problems
    .map(({ name, message }) => `  ${name} ${message}.`)
    .join('\n')}`

function read() {
  const problems = environmentProblems(process.env, ['APP_DATABASE_URL'])
  if (problems.length > 0) throw new Error(problemsInWords(problems))
  const { AUTH_SECRET, VAULT_KEYS, ...rest } = schema.parse(setOnes(process.env))
  const secrets = readAuthSecrets(AUTH_SECRET)
  return { secrets, env: { ...rest, AUTH_SECRET: secrets[0] ?? '', VAULT_KEYS: readVaultKeys(VAULT_KEYS) } }
}
type Read = ReturnType<typeof read>
export type Env = Read['env']

let known: Read | undefined
/** Read and checked once, at the first use: a build needs none. */
function once(): Read {
  known ??= read()
  return known
}

/**
 * Returns the environment. `DATABASE_URL` is the owner's connection: commands use it, the app and the worker never do. A
 * worker takes its jobs with `WORKER_DATABASE_URL`.
 * `AUTH_SECRET` is the newest one, which signs.
 * @throws with one line per variable that's missing or wrong
 */
export const env = (): Env => once().env

/** Returns the secrets of AUTH_SECRET, the newest first: it signs, and what any of them has signed is read. */
export const authSecrets = (): string[] => once().secrets

/** Tells whether this is a developer's machine. Only there are demo data and the local sandbox, and mail needs no server. */
export const isLocal = () => env().DEPLOYMENT === 'local'

/** Tells whether the app answers to this machine only, as far as its address says. */
export const isOnLoopback = () => isLoopback(env().APP_URL)
