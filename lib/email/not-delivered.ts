/**
 * What is certain after a try that brought no yes:
 * - `refused`: the recipient's system won't take it, ever. Trying again is useless.
 * - `later`: the mail server works and asks to try this message later.
 * - `server`: the mail server can't be reached or used. The message was not taken.
 * - `unknown`: the mail server was given all of the message, and never answered it with a yes or a no. It may have taken it.
 */
export type DeliveryOutcome = 'refused' | 'later' | 'server' | 'unknown'

/** A try to deliver that brought no yes. `message` is in words for people and holds nothing of the mail. */
export class NotDelivered extends Error {
  constructor(
    readonly outcome: DeliveryOutcome,
    message: string,
  ) {
    super(message)
    this.name = 'NotDelivered'
  }
}

/** nodemailer's errors: SMTPConnection's command, answer and code. */
type SmtpError = { message?: string; command?: string; response?: string; responseCode?: number; code?: string }

/** The code of a try that we broke off ourselves, because the worker stops. */
export const STOPPED = 'STOPPED'

/** RFC 4954 and RFC 5321: answers about our login or our order of commands, whatever command they answer. */
const ABOUT_US = new Set([500, 502, 503, 504, 530, 534, 535, 538])

/** Some servers quote the address that they object to, and what is kept of an answer may open nothing. */
export const withoutTokens = (answer: string) => answer.replace(/([/=])[\w-]{32,}/g, '$1…')

const isFinal = (code: number) => code >= 500 && !ABOUT_US.has(code)

/** An answer is three digits, and a word or none after them. */
const codeOf = (answer: string | undefined) => Number(/^(\d{3})(?![^\s-])/.exec(answer ?? '')?.[1] ?? 0)

/** Whether a mail server's answer is a yes: 2yz. */
export const isYes = (answer: string | undefined): boolean => Math.floor(codeOf(answer) / 100) === 2

/** Whether it's a no: 4yz or 5yz. Anything else after the message, such as a proxy's HTTP, says nothing about it. */
const isNo = (answer: string | undefined): boolean => [4, 5].includes(Math.floor(codeOf(answer) / 100))

/**
 * Reads nodemailer's error. Only two answers are the recipient's refusal: 5yz to RCPT TO, and 5yz to the message itself.
 * A refused login, banner, sender or DATA command says something about us or the server, which somebody can fix.
 * @param handedOver whether the server was given all of the message, its end included
 */
export function notDelivered(error: unknown, handedOver: boolean): NotDelivered {
  const { message = '', command, response, responseCode = 0, code } = (error ?? {}) as SmtpError
  const words =
    code === 'ETLS'
      ? 'The mail server offers no encryption (STARTTLS), or its certificate isn’t right. It was given nothing.'
      : response
        ? `The mail server answered: ${withoutTokens(response).slice(0, 300)}`
        : `The mail server couldn’t be reached (${code ?? 'no code'}).`
  const isAboutMessage = code === 'EMESSAGE' && isNo(response) // also where it comes before the message's end
  if (command === 'RCPT TO' || isAboutMessage)
    return new NotDelivered(isFinal(responseCode) ? 'refused' : ABOUT_US.has(responseCode) ? 'server' : 'later', words)
  // nodemailer won't even write this address into a command.
  if (message.startsWith('Invalid recipient')) return new NotDelivered('refused', 'The address can’t be used.')
  if (handedOver)
    return new NotDelivered(
      'unknown',
      `The mail server was given the message and never confirmed it (${code ?? 'no code'}).`,
    )
  if (code === STOPPED) return new NotDelivered('later', 'The worker was stopped before it was sent.')
  return new NotDelivered('server', words)
}
