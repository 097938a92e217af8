import { randomBytes } from 'node:crypto'

/**
 * The variables of a production installation in which all is right, with secrets of their own each time. Nothing answers
 * at its addresses.
 */
export const rightProduction = (): Record<string, string> => ({
  DEPLOYMENT: 'production',
  APP_URL: 'https://pay.example.com',
  DATABASE_URL: `postgresql://owner:${randomBytes(9).toString('hex')}@127.0.0.1:1/plumbline`,
  AUTH_SECRET: randomBytes(32).toString('base64'),
  VAULT_KEYS: `1:${randomBytes(32).toString('base64')},2:${randomBytes(32).toString('base64')}`,
  FILES_DIR: '/var/lib/plumbline/files',
  SMTP_URL: `smtp://receipts:${randomBytes(9).toString('hex')}@mail.example.com:587`,
})

/** The variable at fault, what is wrong, and the variables. */
export type Fault = [name: string, what: string, changes: Record<string, string>]

const right = rightProduction()
const [one = '', two = ''] = (right.VAULT_KEYS ?? '').split(',').map((part) => part.split(':')[1] ?? '')
const secret = right.AUTH_SECRET ?? ''
const ownerPassword = new URL(right.DATABASE_URL ?? '').password
const remote = 'postgresql://owner:0f1e2d3c4b5a@db.example.com/plumbline'
const mail = 'smtp://receipts:0f1e2d3c4b5a@mail.example.com:587'

const app = (what: string, APP_URL: string): Fault => ['APP_URL', what, { APP_URL, MAIL_FROM: 'receipts@example.com' }]
const auth = (what: string, AUTH_SECRET: string): Fault => ['AUTH_SECRET', what, { AUTH_SECRET }]
const vault = (what: string, VAULT_KEYS: string): Fault => ['VAULT_KEYS', what, { VAULT_KEYS }]
const database = (what: string, DATABASE_URL: string, more = {}): Fault => [
  'DATABASE_URL',
  what,
  { DATABASE_URL, ...more },
]
const smtp = (what: string, SMTP_URL: string): Fault => ['SMTP_URL', what, { SMTP_URL }]
const node = (what: string, NODE_OPTIONS: string): Fault => ['NODE_OPTIONS', what, { NODE_OPTIONS }]
const verification = (value: string): Fault => [
  'NODE_TLS_REJECT_UNAUTHORIZED',
  `certificates unchecked by ${value}`,
  { NODE_TLS_REJECT_UNAUTHORIZED: value },
]

const CHANGES: Fault[] = [
  app('plain http', 'http://pay.example.com'),
  app('plain http on the network', 'http://192.168.1.20:3000'),
  app('plain http on all addresses', 'http://0.0.0.0:3000'),
  app('a name like this machine’s', 'http://localhost.example.com'),
  app('a path', 'https://pay.example.com/app'),
  app('a query', 'https://pay.example.com/?a=b'),
  app('a login', 'https://me:secret@pay.example.com'),
  app('a wildcard', 'https://*.example.com'),
  app('no address', 'pay.example.com'),
  app('another scheme', 'ftp://pay.example.com'),
  auth('one letter', 'a'.repeat(44)),
  auth('a pattern', 'abcd1234'.repeat(6)),
  auth('a sequence', '0123456789abcdefghijklmnopqrstuvwxyz'),
  auth('words', 'the quick brown fox jumps over the lazy dog'),
  auth('a placeholder', 'ChangeMe-9x8w7v6u5t4s3r2q1p0o9n8m7l'),
  auth('what was to be run', '$(openssl rand -base64 32) # 9x8w7v6u5t4s'),
  auth('what was to be put in', '<9X8w7v6u5t4s3r2q-goes-here-1P0o9n8m7l>'),
  auth('a sentence', 'The quick brown fox jumps over 13 lazy dogs'),
  auth('too short', 'q7Zp0vKx2mWc4tYb'),
  auth('a weak old one', `${secret},${'a'.repeat(44)}`),
  auth('the same twice', `${secret},${secret}`),
  auth('half a list', `${secret},`),
  auth('a key of the vault', two),
  vault('no version', one),
  vault('no base64', '1:not-a-key'),
  vault('too short', `1:${Buffer.alloc(16, 7).toString('base64')}`),
  vault('zeros', `1:${Buffer.alloc(32).toString('base64')}`),
  vault('one byte', `1:${Buffer.alloc(32, 7).toString('base64')}`),
  vault('a sequence', `1:${Buffer.from(Array.from({ length: 32 }, (_, at) => at)).toString('base64')}`),
  vault('a text', `1:${Buffer.from('correct-horse-battery-staple-9x8').toString('base64')}`),
  vault('the same key twice', `1:${one},2:${one}`),
  vault('the same version twice', `1:${one},1:${two}`),
  ['AUTH_SECRET', 'the only key of the vault', { VAULT_KEYS: `1:${secret}` }],
  database('another server unencrypted', remote),
  database('another server unchecked', `${remote}?sslmode=require`),
  database('another server not verified', `${remote}?sslmode=no-verify`),
  database('a second mode', `${remote}?sslmode=verify-full&sslmode=disable`),
  database('a switch beside the mode', `${remote}?sslmode=verify-full&ssl=0`),
  database('another server in a parameter', `${right.DATABASE_URL}?host=db.example.com`),
  database('another server in PGHOST', 'postgresql:///plumbline?user=owner&password=0f1e2d3c4b5a', {
    PGHOST: 'db.test',
  }),
  database('no database', 'mysql://owner:0f1e2d3c4b5a@127.0.0.1/plumbline'),
  database('the signing secret', `postgresql://owner:${encodeURIComponent(secret)}@127.0.0.1/plumbline`),
  ['APP_DATABASE_URL', 'the owner’s password', { APP_DATABASE_URL: `postgresql://app:${ownerPassword}@127.0.0.1/p` }],
  [
    'APP_DATABASE_URL',
    'another server unencrypted',
    { APP_DATABASE_URL: 'postgresql://app:1a2b3c@10.0.0.5/plumbline' },
  ],
  smtp('no mail server', ''),
  smtp('no encryption asked for', `${mail}?ignoreTLS=true`),
  smtp('encryption if it pleases', `${mail}?opportunisticTLS=true`),
  smtp('certificates unchecked', `${mail}?tls.rejectUnauthorized=false`),
  smtp('old TLS', `${mail}?tls.minVersion=TLSv1`),
  smtp('all of it logged', `${mail}?logger=true&debug=true`),
  smtp('half a login', 'smtp://receipts@mail.example.com:587'),
  smtp('another scheme', 'https://mail.example.com'),
  smtp('the owner’s password', `smtp://receipts:${ownerPassword}@mail.example.com:587`),
  [
    'SMTP_URL',
    'the signing secret',
    { SMTP_URL: `smtp://r:${encodeURIComponent(`${secret}/+`)}@mail.test`, AUTH_SECRET: `${secret}/+` },
  ],
  ['MAIL_FROM', 'no mailbox at APP_URL', { APP_URL: 'https://192.168.1.20' }],
  ['MAIL_FROM', 'no address', { MAIL_FROM: 'Receipts' }],
  ['SANDBOX_URL', 'a foreign host', { SANDBOX_URL: 'http://sandbox.example.com:4010' }],
  ['CLOCK_AHEAD_SECONDS', 'a clock that is ahead', { CLOCK_AHEAD_SECONDS: '600' }],
  ['MAIL_FORM', 'a slip', { MAIL_FORM: 'receipts@example.com' }],
  ...['0', 'false', 'no'].map(verification),
  node('old TLS', '--max-old-space-size=300 --tls-min-v1.0'),
  node('old TLS in quotes', '"--tls_min_v1.1"'),
  node('keys in a file', '--tls-keylog=/tmp/keys'),
  node('memory in a core file', '--abort-on-uncaught-exception'),
  ['OPENSSL_CONF', 'settings of OpenSSL', { OPENSSL_CONF: '/tmp/openssl.cnf' }],
  ['NODE_DEBUG', 'printed streams', { NODE_DEBUG: 'stream' }],
  node('a debugger', '--inspect=0.0.0.0:9229'),
  [
    'APP_DATABASE_URL',
    'no password to make the app’s of',
    { DATABASE_URL: 'postgresql://owner@127.0.0.1/p', WORKER_DATABASE_URL: 'postgresql://w:1a2b3c@127.0.0.1/p' },
  ],
  ['WORKER_DATABASE_URL', 'another server unencrypted', { WORKER_DATABASE_URL: 'postgresql://w:1a2b3c@10.0.0.5/p' }],
  [
    'WORKER_DATABASE_URL',
    'the app’s password',
    {
      APP_DATABASE_URL: 'postgresql://app:1a2b3c4d@127.0.0.1/p',
      WORKER_DATABASE_URL: 'postgresql://worker:1a2b3c4d@127.0.0.1/p',
    },
  ],
  ['FILES_KEY_ID', 'a bucket without its key', { FILES_URL: 's3://photos', FILES_SECRET: 'wJalrXUtnFEMI' }],
  ['FILES_SECRET', 'half of its key', { FILES_URL: 's3://photos', FILES_KEY_ID: 'AKIDEXAMPLE' }],
  ['FILES_URL', 'a key without a bucket', { FILES_KEY_ID: 'AKIDEXAMPLE', FILES_SECRET: 'wJalrXUtnFEMI' }],
  ['SEAL_P12_PASSWORD', 'a file without its password', { SEAL_P12_FILE: '/etc/plumbline/seal.p12' }],
  ['SEAL_P12_FILE', 'a password without its file', { SEAL_P12_PASSWORD: 'wJalrXUtnFEMI' }],
  ['SEAL_P12_PASSWORD', 'the signing secret', { SEAL_P12_FILE: '/etc/plumbline/seal.p12', SEAL_P12_PASSWORD: secret }],
  ['SEAL_TIMESTAMP_URL', 'no address', { SEAL_TIMESTAMP_URL: 'timestamp.example.com' }],
  ['SECURITY_CONTACT', 'half a pair', { SECURITY_EXPIRES: '2030-06-30' }],
]

/** What production refuses: all that is right in an installation, and one thing that isn't. */
export const FAULTS = CHANGES.map(([name, what, changes]): Fault => [name, what, { ...right, ...changes }])
