import { afterEach, describe, expect, test, vi } from 'vitest'
import { environmentProblems, problemsInWords, VARIABLES } from './env'
import { FAULTS, rightProduction } from './testing/production'

afterEach(() => vi.unstubAllEnvs())

/** Reads the environment again: a process reads it only once. */
async function readAgain(changes: Record<string, string>) {
  for (const [name, value] of Object.entries(changes)) vi.stubEnv(name, value)
  vi.resetModules()
  return await import('./env')
}
const readEnv = async (changes: Record<string, string>) => (await readAgain(changes)).env()

const START = ['DATABASE_URL'] as const
const APP = { APP_DATABASE_URL: 'postgresql://app:9a8b7c6d5e4f@127.0.0.1/plumbline', DATABASE_URL: '' }
const BUCKET = { FILES_URL: 's3://photos', FILES_KEY_ID: 'AKIDEXAMPLE', FILES_SECRET: 'wJalrXUtnFEMI/K7MDENG' }
const BOUNCES = { BOUNCE_DOMAIN: 'bounces.example.com' }
const SEAL = { SEAL_P12_FILE: '/etc/plumbline/seal.p12', SEAL_P12_PASSWORD: 'correct horse' }
/** What the app does with these at its start. */
const asApp = (changes: Record<string, string>) => {
  const problems = environmentProblems({ ...rightProduction(), ...changes }, ['APP_DATABASE_URL'])
  if (problems.length > 0) throw new Error(problemsInWords(problems))
}

/** Of each variable: what is wrong in it, and whether a production installation can do without. */
const RULES: Record<string, { wrong: string[]; isNeeded: boolean }> = {
  DEPLOYMENT: { wrong: ['prod', 'Local', 'staging', 'production '], isNeeded: true },
  NODE_ENV: { wrong: ['staging', 'prod'], isNeeded: false },
  PORT: { wrong: ['0', '70000', 'http', '3000.5', '-1', '0x10', ' 3000'], isNeeded: false },
  SANDBOX_PORT: { wrong: ['0', '70000', 'http', '1e3'], isNeeded: false },
  APP_URL: { wrong: ['pay.example.com', 'http://pay.example.com', 'https://a.example/b', 'https://*'], isNeeded: true },
  APP_DATABASE_URL: { wrong: ['x', 'mysql://a:b@127.0.0.1/c', 'postgresql://a:b@db.example.com/c'], isNeeded: false },
  WORKER_DATABASE_URL: { wrong: ['x', 'postgresql://127.0.0.1', 'postgresql://a:b@10.0.0.5/c'], isNeeded: false },
  DATABASE_URL: { wrong: ['x', 'postgresql://127.0.0.1', 'postgresql://a:b@db.example.com/c'], isNeeded: true },
  AUTH_SECRET: { wrong: ['short', 'a'.repeat(64), ','], isNeeded: true },
  VAULT_KEYS: { wrong: ['x', '1:x', `0:${Buffer.alloc(32, 1).toString('base64')}`, '1:,2:'], isNeeded: true },
  SMTP_URL: { wrong: ['mail.example.com', 'http://mail.example.com', 'smtp://'], isNeeded: true },
  MAIL_FROM: { wrong: ['x', 'Receipts <receipts@example.com>', 'a@b'], isNeeded: false },
  BOUNCE_DOMAIN: { wrong: ['x', 'Bounces.example.com', 'b@example.com', '.example.com', '10.0.0.1'], isNeeded: false },
  BOUNCE_PORT: { wrong: ['0', '70000', '127.0.0.1:25', 'on'], isNeeded: false },
  BOUNCE_HOST: { wrong: ['localhost', '*', '127.0.0', '0.0.0.0:25'], isNeeded: false },
  SANDBOX_URL: { wrong: ['x', 'http://sandbox.example.com', 'https://api.paysimple.com'], isNeeded: false },
  PAYSIMPLE_TIMEOUT_SECONDS: { wrong: ['0', '121', 'soon', '-5', 'Infinity', '1e1'], isNeeded: false },
  CLOCK_AHEAD_SECONDS: { wrong: ['-1', '0.5', 'soon', '600'], isNeeded: false },
  CERTIFY_DIR: { wrong: [' .data/certify', '.data/certify\n'], isNeeded: false },
  FILES_DIR: { wrong: [' /srv/files', '.data/files', 'files'], isNeeded: true },
  FILES_URL: {
    wrong: [
      ...['photos', 'https://photos.example.com', 's3://', 's3://Photos', 's3://a:b@photos', 's3://photos/a b'],
      ...[
        's3://photos?endpoint=http://s3.example.com',
        's3://photos?endpoint=x',
        's3://photos?region=US',
        's3://photos?key=a',
      ],
    ],
    isNeeded: false,
  },
  FILES_KEY_ID: { wrong: ['a b', 'x'], isNeeded: false },
  FILES_SECRET: { wrong: ['a b', 'x'], isNeeded: false },
  SEAL_P12_FILE: { wrong: ['seal.p12', ' /etc/plumbline/seal.p12', './seal.p12'], isNeeded: false },
  SEAL_P12_PASSWORD: { wrong: [' wJalrXUtnFEMI', 'wJalrXUtnFEMI\n'], isNeeded: false },
  SEAL_TIMESTAMP_URL: {
    wrong: ['x', 'ftp://tsa.example.com', 'http://me:secret@tsa.example.com', 'http://tsa.example.com/#a'],
    isNeeded: false,
  },
  TRUSTED_PROXIES: { wrong: ['-1', '11', '1.5', 'all', 'true'], isNeeded: false },
  SESSION_HOURS: { wrong: ['0', '73', 'for ever', '-1', 'NaN'], isNeeded: false },
  SESSION_IDLE_MINUTES: { wrong: ['0', '721', '1e2', 'never'], isNeeded: false },
  API_LOG_DAYS: { wrong: ['0', '29', '36501', '30.5', 'all'], isNeeded: false },
  SECURITY_LOG_DAYS: { wrong: ['0', '89', '36501', '90.5', 'all'], isNeeded: false },
  SECURITY_MAIL: { wrong: ['x', 'a@b', 'a@example.com, b@example.com'], isNeeded: false },
  SECURITY_CONTACT: { wrong: ['x', 'http://example.com', 'javascript:alert(1)'], isNeeded: false },
  SECURITY_EXPIRES: { wrong: ['x', '2027-02-30', '30.6.2027'], isNeeded: false },
  SUPPORT_CONTACT: { wrong: ['<b>us</b>', 'x'.repeat(101), ' (303) 555-0100', 'two\nlines'], isNeeded: false },
  METRICS_PORT: { wrong: ['0', '70000', '127.0.0.1:9464', 'on'], isNeeded: false },
  METRICS_HOST: { wrong: ['localhost', '*', '127.0.0', '0.0.0.0:9464'], isNeeded: false },
  DRAIN_SECONDS: { wrong: ['-1', '301', '5s', 'soon'], isNeeded: false },
  LOG_LEVEL: { wrong: ['all', 'trace', 'INFO'], isNeeded: false },
}

const namesOf = (given: Record<string, string>) => environmentProblems(given, START).map(({ name }) => name)

describe('each variable in production', () => {
  test('has a rule here', () => {
    expect(Object.keys(RULES).sort()).toEqual([...VARIABLES].sort())
  })

  test('is right where all of them are', () => {
    expect(environmentProblems(rightProduction(), START)).toEqual([])
    expect(environmentProblems({ ...rightProduction(), ...APP }, ['APP_DATABASE_URL'])).toEqual([])
  })

  test.each(VARIABLES)('%s stops the start where it is wrong, and is named', (name) => {
    for (const wrong of RULES[name]?.wrong ?? []) {
      const given = {
        ...rightProduction(),
        SECURITY_CONTACT: 'security@example.com',
        ...SEAL,
        ...BOUNCES,
        [name]: wrong,
      }
      expect(namesOf(given), wrong).toEqual([name])
      // The app has no connection of the owner's to find wrong.
      if (name !== 'DATABASE_URL') expect(() => asApp({ ...APP, [name]: wrong })).toThrow(`  ${name} `)
    }
  })

  test.each(VARIABLES)('%s stops the start where it is missing and nothing can stand for it', (name) => {
    for (const missing of [{}, { [name]: '' }]) {
      const { [name]: _, ...given } = rightProduction()
      expect(namesOf({ ...given, ...missing })).toEqual(RULES[name]?.isNeeded ? [name] : [])
    }
  })

  test.each(VARIABLES)('no problem with %s quotes what is in it', (name) => {
    const given = { ...rightProduction(), [name]: 'do-not-quote-me' }
    expect(JSON.stringify(environmentProblems(given, START))).not.toContain('do-not-quote-me')
  })

  test('all that is wrong is said at once, a line for each', () => {
    expect(namesOf({}).sort()).toEqual([
      'APP_URL',
      'AUTH_SECRET',
      'DATABASE_URL',
      'DEPLOYMENT',
      'FILES_DIR',
      'SMTP_URL',
      'VAULT_KEYS',
    ])
  })
})

describe('production refuses', () => {
  test.each(FAULTS)('%s: %s', (name, _, changes) => {
    const [problem, ...others] = environmentProblems(changes, START)
    expect({ name: problem?.name, others }).toEqual({ name, others: [] })
    expect(problem?.message).toMatch(/\w{3}/)
    for (const secret of [changes.AUTH_SECRET ?? '', ...(changes.VAULT_KEYS ?? '').split(/[:,]/)])
      if (secret.length > 20) expect(problem?.message).not.toContain(secret)
  })

  test.each([
    ['a database on this machine', { DATABASE_URL: 'postgresql://owner:0f1e2d3c4b5a@localhost/plumbline' }],
    ['one at a socket', { DATABASE_URL: 'postgresql:///plumbline?host=/run/postgresql&user=o&password=0f1e2d3c' }],
    ['one that is verified', { DATABASE_URL: 'postgresql://o:0f1e2d3c@db.example.com/p?sslmode=verify-full' }],
    ['the app on this machine', { APP_URL: 'http://localhost:3000', MAIL_FROM: 'receipts@example.com' }],
    ['a second signing secret', { AUTH_SECRET: `${rightProduction().AUTH_SECRET},${rightProduction().AUTH_SECRET}` }],
    ['mail by smtps', { SMTP_URL: 'smtps://receipts:0f1e2d3c4b5a@mail.example.com' }],
    ['mail without a login', { SMTP_URL: 'smtp://mail.example.com?name=pay.example.com&requireTLS=true' }],
    ['photos in a bucket', { FILES_DIR: '', ...BUCKET, FILES_URL: 's3://photos/ours?region=us-east-2' }],
    ['a seal of an authority', { ...SEAL, SEAL_TIMESTAMP_URL: 'http://timestamp.example.com/rfc3161' }],
    ['photos in a bucket of one’s own', { ...BUCKET, FILES_URL: 's3://photos?endpoint=http://127.0.0.1:9000' }],
    ['certificates of an authority', { NODE_EXTRA_CA_CERTS: '/etc/ca.pem', NODE_OPTIONS: '--use-openssl-ca' }],
    ['checked certificates', { NODE_TLS_REJECT_UNAUTHORIZED: '1' }],
    ['variables of others', { API_TOKEN: 'x', MAIL_FORM: 'x', MAIL_FROM: 'receipts@example.com', HOME: '/root' }],
  ])('not %s', (_, changes) => {
    expect(environmentProblems({ ...rightProduction(), ...changes }, START)).toEqual([])
  })
})

test('a wrong environment is said in words, and nothing reads it', async () => {
  await expect(readEnv({ VAULT_KEYS: '1:x', LOG_LEVEL: 'loud' })).rejects.toThrow(
    /^Fix these environment variables, then start again:\n {2}VAULT_KEYS must be VERSION:KEY.*\n {2}LOG_LEVEL must be/,
  )
})

test('the clock can be ahead on a developer’s machine, and nowhere else', async () => {
  expect((await readEnv({ CLOCK_AHEAD_SECONDS: '600' })).CLOCK_AHEAD_SECONDS).toBe(600)
  const production = { ...rightProduction(), ...APP }
  expect((await readEnv({ ...production, CLOCK_AHEAD_SECONDS: '0' })).CLOCK_AHEAD_SECONDS).toBe(0)
  await expect(readEnv({ ...production, CLOCK_AHEAD_SECONDS: '600' })).rejects.toThrow('CLOCK_AHEAD_SECONDS')
  await expect(readEnv({ CLOCK_AHEAD_SECONDS: '-1' })).rejects.toThrow('CLOCK_AHEAD_SECONDS')
})

test('of several signing secrets the first is the one that signs', async () => {
  const [one, two] = ['a'.repeat(32), 'b'.repeat(32)]
  const { authSecrets, env } = await readAgain({ AUTH_SECRET: `${one}, ${two}` })
  expect({ signs: env().AUTH_SECRET, all: authSecrets() }).toEqual({ signs: one, all: [one, two] })
})

test('a secret of 31 characters is refused on a developer’s machine, too, however mixed it is', async () => {
  await expect(readEnv({ AUTH_SECRET: 'q7Xz0-4kPw9LmVb2TnRs8JcYh1DgEfA' })).rejects.toThrow('AUTH_SECRET')
  expect((await readEnv({ AUTH_SECRET: 'q7Xz0-4kPw9LmVb2TnRs8JcYh1DgEfAu' })).AUTH_SECRET).toHaveLength(32)
})
