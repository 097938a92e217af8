// The world's mail server: takes every message, notes it, and now and then turns one away for the time being.
import { simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import type { SeededRandom } from '@/tools/testing/seeded-random'

/** One line of mail.jsonl: a message that was taken. */
export type Mail = { at: number; to: string; messageId: string /** The worker that sent it. */; slot: string }

export type MailOptions = {
  random: SeededRandom
  /** The share of messages that are refused with a 451, at this time. */
  refuses: () => number
  note: (mail: Omit<Mail, 'slot'>) => void
  /** Called with the message in hand, before it is answered; true keeps the answer back for good. */
  before: (to: string, when: 'before' | 'after') => boolean
}

export async function startMailServer({ random, refuses, note, before }: MailOptions) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, session, callback) {
      const to = session.envelope.rcptTo[0]?.address ?? ''
      simpleParser(stream).then(
        (message) => {
          if (before(to, 'before')) return // never answered: whoever asked is dead
          if (random.chance(refuses()))
            return callback(Object.assign(new Error('Try again later'), { responseCode: 451 }))
          note({ at: Date.now(), to, messageId: message.messageId ?? '' })
          if (before(to, 'after')) return
          callback()
        },
        (error: Error) => callback(error),
      )
    },
  })
  server.on('error', () => {}) // a client that died in the middle
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return { url: `smtp://127.0.0.1:${port}`, stop: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}
