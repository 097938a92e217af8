import 'server-only'
import { z } from 'zod'

/** `1:<base64 of 32 bytes>,2:…` → keys by version. The highest seals, all of them open. */
const vaultKeys = z.string().transform((text, ctx) => {
  const keys = new Map<number, Buffer>()
  for (const part of text.split(',')) {
    const [version = '', material = ''] = part.trim().split(':')
    const key = Buffer.from(material, 'base64')
    if (!/^\d+$/.test(version) || key.length !== 32)
      ctx.addIssue({ code: 'custom', message: 'must be VERSION:BASE64-OF-32-BYTES, comma-separated' })
    keys.set(Number(version), key)
  }
  return keys
})

const schema = z
  .object({
    DEPLOYMENT: z.enum(['local', 'production']).default('production'),
    APP_URL: z.url(),
    APP_DATABASE_URL: z.string().min(1),
    WORKER_DATABASE_URL: z.string().min(1).optional(),
    DATABASE_URL: z.string().min(1).optional(),
    AUTH_SECRET: z.string().min(32, 'must have at least 32 characters'),
    VAULT_KEYS: vaultKeys,
    SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
    MAIL_FROM: z.string().min(3).optional(),
    /** How many proxies of our own every request passes: as many entries of X-Forwarded-For are believed. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    /** A session ends after so many hours in any case, and after so many minutes without use. */
    SESSION_HOURS: z.coerce.number().min(0.1).max(72).default(12),
    SESSION_IDLE_MINUTES: z.coerce.number().min(1).max(720).default(30),
    SANDBOX_URL: z.url().default('http://127.0.0.1:4010'),
    PAYSIMPLE_TIMEOUT_SECONDS: z.coerce.number().min(0.1).max(120).default(30),
    /** How many seconds the product's clock is ahead: `npm run chaos` can't wait for a day to pass. */
    CLOCK_AHEAD_SECONDS: z.coerce.number().int().min(0).default(0),
    CERTIFY_DIR: z.string().default('.data/certify'),
    /** How many days an entry of the logs is kept. Twelve months are what PCI DSS asks for (10.5.1). */
    SECURITY_LOG_DAYS: z.coerce.number().int().min(90).max(36_500).default(400),
    /** Who is told by email of what happens at the doors of the whole installation. */
    SECURITY_MAIL: z.email().optional(),
    /** Whom somebody tells who has found a weakness, and until when that holds: /.well-known/security.txt. */
    SECURITY_CONTACT: z.union([z.email(), z.url({ protocol: /^(https|mailto)$/ })]).optional(),
    SECURITY_EXPIRES: z.iso.date().optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((e, ctx) => {
    if (e.DEPLOYMENT === 'production' && !e.SMTP_URL)
      ctx.addIssue({
        code: 'custom',
        path: ['SMTP_URL'],
        message: 'must be set in production, because receipts go out through it',
      })
    if (e.DEPLOYMENT !== 'local' && e.CLOCK_AHEAD_SECONDS > 0)
      ctx.addIssue({
        code: 'custom',
        path: ['CLOCK_AHEAD_SECONDS'],
        message: 'is for tests. Unset it, or set DEPLOYMENT=local',
      })
  })

export type Env = z.infer<typeof schema>
let read: Env | undefined

/**
 * Returns the environment, read and checked once, at the first use (a build needs none). `DATABASE_URL` is the owner's
 * connection: commands use it, the app and the worker never do. A worker takes its jobs with `WORKER_DATABASE_URL`.
 * @throws with one line per variable that's missing or wrong
 */
export function env(): Env {
  if (read) return read
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''))
  const parsed = schema.safeParse(given)
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Fix these environment variables, then start again:\n${lines.join('\n')}`)
  }
  read = parsed.data
  return read
}

/** Tells whether this is a developer's machine. Only there are demo data and the local sandbox, and mail needs no server. */
export const isLocal = () => env().DEPLOYMENT === 'local'
