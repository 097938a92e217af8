import 'server-only'
import { randomBytes } from 'node:crypto'
import { errorFacts, log } from './log'

/**
 * An expected failure with words for the user: what happened and what to do next. Thrown inside a transaction, it also
 * rolls it back. `fields` names inputs by their path, "card.number".
 */
export class UserError extends Error {
  constructor(
    message: string,
    readonly fields: Record<string, string> = {},
  ) {
    super(message)
    this.name = 'UserError'
  }
}

/**
 * Logs an unexpected error under a short id and returns the id, which is all the user sees of it. The message may quote
 * input, so only the error's name, code and stack frames are kept.
 */
export function report(error: unknown, where: string): string {
  const id = randomBytes(4).toString('hex').toUpperCase()
  log.error({ event: 'unexpected_error', id, where, ...errorFacts(error) }, 'Unexpected error')
  return id
}
