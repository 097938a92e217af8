import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import pino from 'pino'

// Logs only named facts, never a request's body: what isn't passed in can't leak. The list below is the second line of
// defense, for the day somebody passes a whole object.
const SECRET = ['number', 'cvv', 'card', 'apiKey', 'key', 'password', 'token', 'authorization', 'cookie']

// Not through lib/env.ts, which needs the whole environment and logs what's wrong with it.
const asked = process.env.LOG_LEVEL ?? ''

/** The events of the log, which can be searched for. Each entry is one of these. */
export type LogEvent =
  | 'card_numbers_masked'
  | 'console'
  | 'duplicate_charge'
  | 'file_changed'
  | 'file_missing'
  | 'live_connection_lost'
  | 'page_changed'
  | 'page_checked'
  | 'page_report'
  | 'passkey_refused'
  | 'pdf_letters_missing'
  | 'queue_message'
  | 'seal_unusable'
  | 'security'
  | 'sign_in_failed'
  | 'unexpected_error'
  | 'unknown_notification'

/** What each entry tells that is written while a request is answered or a job runs. */
export type LogContext = { requestId?: string; orgId?: string; task?: string; jobId?: string }

// Once per process: Next puts this module into several bundles, and the front is compiled apart from them.
const holder = globalThis as unknown as { plumblineLogContext?: AsyncLocalStorage<LogContext> }
function contexts(): AsyncLocalStorage<LogContext> {
  holder.plumblineLogContext ??= new AsyncLocalStorage()
  return holder.plumblineLogContext
}

/** Does some work. Each entry that it writes, or what it calls and awaits, has this context. @returns what the work returns */
export const inLogContext = <T>(context: LogContext, work: () => T): T => contexts().run({ ...context }, work)

/** Adds to the context of the work under way, if there is one: what becomes known later. */
export const addToLogContext = (known: LogContext): void => void Object.assign(contexts().getStore() ?? {}, known)

type Facts = { event: LogEvent } & Record<string, unknown>
type Write = (facts: Facts, message: string) => void

/** pino, narrowed: an entry without an event doesn't compile. */
export const log: { error: Write; warn: Write; info: Write; debug: Write } = pino({
  level: asked === 'silent' || asked in pino.levels.values ? asked : 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  mixin: () => ({ ...contexts().getStore() }),
  // What an entry says itself counts; a fact that it leaves open doesn't.
  mixinMergeStrategy: (facts, context) => {
    const entry: Record<string, unknown> = { ...facts }
    for (const [name, value] of Object.entries(context)) if (entry[name] === undefined) entry[name] = value
    return entry
  },
  redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[not logged]' },
})

/** A line of a stack as V8 writes it: a function and a place in a file. */
const FRAME =
  /^\s+at (?:(?:async |new )?[\w$.<>#[\] ]{1,100} \((?:file:\/\/|node:|\/)[^()\n]{1,300}:\d+:\d+\)|(?:async )?(?:file:\/\/|node:|\/)[^()\n]{1,300}:\d+:\d+)$/
const NAME = /^[\w.-]{1,60}$/

/**
 * What may be logged of an error that isn't ours: its name, code, digest and the first frames of its stack. Its message
 * may quote input, and with a line end in it, it would look like frames.
 */
export function errorFacts(error: unknown): { error: string; code?: string; digest?: string; frames?: string[] } {
  const { name, code, digest, message, stack } = (error ?? {}) as Record<string, unknown>
  const named = (value: unknown) => (NAME.test(String(value ?? '')) ? String(value) : undefined)
  const text = typeof stack === 'string' ? stack : ''
  const from = typeof message === 'string' && message ? text.indexOf(message) + message.length : 0
  const frames = text
    .slice(Math.max(0, from))
    .split('\n')
    .filter((line) => FRAME.test(line))
  return {
    error: named(name) ?? typeof error,
    ...(named(code) && { code: named(code) }),
    ...(named(digest) && { digest: named(digest) }),
    ...(frames.length > 0 && { frames: frames.slice(0, 8).map((line) => line.trim()) }),
  } as ReturnType<typeof errorFacts>
}
