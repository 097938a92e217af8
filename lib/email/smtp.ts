import 'server-only'
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
  /** From the start until it is ready to be given the message. Until then nothing can have been sent. */
  ready: number
  /** From then on, until it says whether it took the message. */
  answer: number
}

/**
 * Whoever gives up after the message is handed over doesn't know whether it was taken, and must not send it again. So the
 * wait for that answer is as long as RFC 5321 (4.5.3.2.6) wants it, ten minutes; before that, giving up is safe.
 */
export const LIMITS: Limits = {
  connection: 30 * SECOND,
  greeting: MINUTE,
  ready: 3 * MINUTE,
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
   * Awaited once the server is ready for the message, before it is given any of it. Where it rejects, nothing is given,
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
    // Of silence. It must not strike before `answer` does.
    socketTimeout: Math.max(limits.ready, limits.answer) + MINUTE,
  })
  const { auth } = server
  return new Promise((resolve, reject) => {
    let isOver = false
    let handedOver = false
    let timer = setTimeout(() => fail({ code: 'ETIMEDOUT' }), limits.ready)
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

    // Read only when the server has said that it is ready for the message, and once more to no end: nodemailer drains what
    // it couldn't send, in the moment in which the try is over.
    const content = new Readable({
      read() {
        if (isOver) return
        Promise.resolve(beforeHandover?.()).then(() => {
          if (isOver) return
          handedOver = true
          clearTimeout(timer)
          timer = setTimeout(() => fail({ code: 'ETIMEDOUT' }), limits.answer)
          this.push(mail.content)
          this.push(null)
        }, breakOff)
      },
    })
    const send = () =>
      connection.send({ from: mail.from, to: mail.to }, content, (error, info) => {
        if (error) return fail(error)
        if (isOver) return
        // nodemailer takes whatever begins with a 2 for a yes, whenever it comes.
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
