import 'server-only'
import { once } from 'node:events'
import { Readable } from 'node:stream'
import { parseConnectionUrl } from 'nodemailer/lib/shared/index.js'
import SMTPConnection from 'nodemailer/lib/smtp-connection/index.js'
import { isYes, notDelivered, STOPPED } from './not-delivered'

const SECOND = 1_000
const MINUTE = 60 * SECOND

/** How long a mail server may take, in milliseconds. */
export type Limits = {
  connection: number
  greeting: number
  /** From the start until it is ready to be given the message. */
  ready: number
  /** From then on, until it has all of the message but its end. */
  message: number
  /** From its end on, until it says whether it took the message. */
  answer: number
}

/**
 * A message without its end is none: a server whose client is gone drops it (RFC 5321, 4.1.1.10). So giving up before the
 * end is safe. Whoever gives up after it doesn't know whether the message was taken, and must not send it again: the wait
 * for that answer is as long as RFC 5321 (4.5.3.2.6) wants it, ten minutes.
 */
export const LIMITS: Limits = {
  connection: 30 * SECOND,
  greeting: MINUTE,
  ready: 3 * MINUTE,
  message: 10 * MINUTE,
  answer: 10 * MINUTE,
}

/** Who took a message, and in which words. */
export type Accepted = { host: string; answer: string }

export type SmtpMail = { from: string; to: string; content: Buffer }

export type SmtpOptions = {
  limits?: Limits
  /** Ends the try at once. */
  signal?: AbortSignal | undefined
  /**
   * Awaited once the server has all of the message but its end, which makes it one. Where it rejects, the end isn't given,
   * and the try ends with that error.
   */
  beforeHandover?: () => Promise<void>
  /** Whether a server that offers no encryption is given login and mail all the same: this machine's own, locally. */
  mayBeClear?: boolean
}

/**
 * Gives one message to the mail server of `url` (smtp://user:password@host:587, nodemailer's parameters included).
 * Resolves when the server has taken it, with its answer. Gives nothing away, the login included, before the connection is encrypted and
 * the server's certificate checked. nodemailer's transports don't tell whether a broken try had handed the message
 * over, and drop time-outs given beside `url`; so this is its connection, and the steps are made here.
 * @throws {NotDelivered} and what `beforeHandover` throws
 */
export function sendBySmtp(url: string, mail: SmtpMail, options: SmtpOptions = {}): Promise<Accepted> {
  const { limits = LIMITS, signal, beforeHandover, mayBeClear = false } = options
  const server = parseConnectionUrl(url)
  const connection = new SMTPConnection({
    ...server,
    // Said here, so that neither a parameter of `url` nor a variable of the process says otherwise.
    ...{ requireTLS: !mayBeClear, ignoreTLS: false, opportunisticTLS: false },
    tls: { ...server.tls, rejectUnauthorized: true, minVersion: 'TLSv1.2' },
    connectionTimeout: limits.connection,
    greetingTimeout: limits.greeting,
    // Of silence. It must not strike before the others do.
    socketTimeout: Math.max(limits.ready, limits.message, limits.answer) + MINUTE,
  })
  const { auth } = server
  return new Promise((resolve, reject) => {
    let isOver = false
    let isBegun = false
    let handedOver = false
    let timer: NodeJS.Timeout
    const within = (ms: number) => {
      clearTimeout(timer)
      timer = setTimeout(() => fail({ code: 'ETIMEDOUT' }), ms)
    }
    within(limits.ready)
    const end = () => {
      isOver = true
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      connection.close()
    }
    const breakOff = (error: unknown) => {
      if (isOver) return
      end()
      // A server that hangs would keep it half open. There is none before the first connection, whatever the type says.
      if (connection._socket) connection._socket.destroy()
      reject(error)
    }
    const fail = (error: unknown) => breakOff(notDelivered(error, handedOver))
    const abort = () => fail({ code: STOPPED })
    if (signal?.aborted) return abort()
    signal?.addEventListener('abort', abort)

    // Runs only once the server has said that it is ready for the message, and once more to no end: nodemailer drains what
    // it couldn't send, in the moment in which the try is over. Where it returns, nodemailer gives the end: never, then.
    async function* message() {
      const never = new Promise<never>(() => {})
      if (isOver) await never
      within(limits.message)
      isBegun = true
      yield mail.content
      try {
        // Until what is left of it is on its way, so that the end is the next that the server gets.
        const socket = connection._socket || null
        if (socket?.writableNeedDrain) await once(socket, 'drain')
        await beforeHandover?.()
      } catch (error) {
        breakOff(error)
      }
      if (isOver) await never
      handedOver = true
      within(limits.answer)
    }
    const content = Readable.from(message(), { objectMode: false })
    const send = () =>
      connection.send({ from: mail.from, to: mail.to }, content, (error, info) => {
        if (error) return fail(error)
        if (isOver) return
        // nodemailer takes whatever begins with a 2 for a yes, whenever it comes. Who says it in the middle of a message may
        // mean it.
        handedOver ||= isBegun
        if (!content.readableEnded || !isYes(info.response)) return fail({ code: 'EPROTOCOL' })
        end()
        resolve({ host: server.host ?? '', answer: info.response })
      })
    connection.on('error', fail)
    connection.once('end', () => fail({ code: 'ECONNECTION' }))
    connection.connect((error) => {
      if (isOver) return
      if (error) return fail(error)
      if (!auth || !connection.allowsAuth) return send()
      connection.login({ credentials: auth }, (refused) => {
        if (isOver) return
        if (refused) return fail(refused)
        send()
      })
    })
  })
}
