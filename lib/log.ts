import 'server-only'
import pino from 'pino'

// Logs only named facts, never a request's body: what isn't passed in can't leak. The list below is the second line of
// defense, for the day somebody passes a whole object.
const SECRET = ['number', 'cvv', 'card', 'apiKey', 'key', 'password', 'token', 'authorization', 'cookie']

// Not through lib/env.ts, which needs the whole environment and logs what's wrong with it.
const asked = process.env.LOG_LEVEL ?? ''

/** The events of the log, which can be searched for. Each entry is one of these. */
export type LogEvent =
  | 'duplicate_charge'
  | 'live_connection_lost'
  | 'queue_message'
  | 'security'
  | 'sign_in_failed'
  | 'unexpected_error'
  | 'unknown_notification'

type Facts = { event: LogEvent } & Record<string, unknown>
type Write = (facts: Facts, message: string) => void

/** pino, narrowed: an entry without an event doesn't compile. */
export const log: { error: Write; warn: Write; info: Write; debug: Write } = pino({
  level: asked === 'silent' || asked in pino.levels.values ? asked : 'info',
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: { paths: SECRET.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]), censor: '[not logged]' },
})
