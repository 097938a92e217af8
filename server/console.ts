// What packages print, Next above all, as entries of our log. Next prints errors with their messages, which quote what a
// request sent: a line end in it would begin a line of the log that anybody could have written.
import { errorFacts, log } from '@/lib/log'

const MOST = 300
/** What a package quotes in its own sentences: names, values, addresses. */
const QUOTED = /(["'`])(?:(?!\1).)*(?:\1|$)/g
const DIGITS = /\d[\d .-]{5,}\d/g

/** A package's own sentence, without what it quotes. A text of several lines is a printed error; its first line names it. */
function sentence(text: string): string {
  const [line = '', ...rest] = text.trim().split(/[\r\n\u2028\u2029]/)
  const own = rest.length > 0 ? (/^[^:"'`]{0,60}/.exec(line)?.[0] ?? '') : line
  return own.replace(QUOTED, '$1…$1').replace(DIGITS, '…').slice(0, MOST)
}

/** What may be logged of the arguments of a call of the console. */
export function consoleFacts(given: readonly unknown[]) {
  const errors = given.filter((each) => each instanceof Error)
  const texts = given.filter((each) => typeof each === 'string').map(sentence)
  return { said: texts.join(' ').slice(0, MOST) || undefined, ...(errors[0] && errorFacts(errors[0])) }
}

/** From now on the console of this process, and what node itself warns of, are entries of our log. */
export function logConsole(): void {
  const as =
    (level: 'error' | 'warn' | 'info' | 'debug') =>
    (...given: unknown[]) =>
      log[level]({ event: 'console', ...consoleFacts(given) }, 'Printed')
  const [info, debug] = [as('info'), as('debug')]
  Object.assign(console, { error: as('error'), warn: as('warn'), log: info, info, debug, trace: debug, dir: debug })
  process.removeAllListeners('warning').on('warning', (warning) => console.warn(warning))
}
