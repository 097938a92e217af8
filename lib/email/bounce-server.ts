import 'server-only'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import { env } from '@/lib/env'
import { report } from '@/lib/errors'
import { parseBounce } from './parse-bounce'
import { NotSentYet, recordBounces } from './record-bounce'
import { readReturnPath } from './return-path'

// An SMTP server that takes what comes back of our emails, and nothing else: RFC 5321. It relays nothing, knows no login, and
// keeps nothing of a message but what parse-bounce.ts reads in it.

/** A notification brings at most the headers of what it is about, or all of it. */
const MOST_BYTES = 1_000_000
const MOST_CONNECTIONS = 20
const MOST_OF_ONE_ADDRESS = 5
const SILENT_FOR_MS = 60_000
/** However a client fills it, a connection is over after that. */
const OVER_AFTER_MS = 5 * 60_000

export type BounceServer = { port: number; stop: () => Promise<void> }

const answer = (responseCode: number, words: string) => Object.assign(new Error(words), { responseCode })

/** Which email the one recipient of a session is the return path of. */
const emailOf = ({ envelope }: SMTPServerSession) => readReturnPath(envelope.rcptTo[0]?.address ?? '')

/**
 * Listens for what comes back.
 * @param port 0 for any that is free
 * @throws {Error} in words, where it can't listen there
 */
export async function startBounceServer(port: number, host: string): Promise<BounceServer> {
  const open = new Map<string, number>()
  const server = new SMTPServer({
    ...{ name: env().BOUNCE_DOMAIN ?? 'localhost', banner: 'Plumbline takes what comes back', size: MOST_BYTES },
    ...{ maxClients: MOST_CONNECTIONS, socketTimeout: SILENT_FOR_MS, closeTimeout: 2_000 },
    ...{ authOptional: true, disabledCommands: ['AUTH', 'STARTTLS'], disableReverseLookup: true, logger: false },
    onConnect({ remoteAddress }, done) {
      const count = (open.get(remoteAddress) ?? 0) + 1
      open.set(remoteAddress, count)
      done(count > MOST_OF_ONE_ADDRESS ? answer(421, 'Too many connections from your address') : null)
    },
    onClose({ remoteAddress }) {
      const count = (open.get(remoteAddress) ?? 1) - 1
      if (count > 0) open.set(remoteAddress, count)
      else open.delete(remoteAddress)
    },
    onRcptTo({ address }, { envelope }, done) {
      if (envelope.rcptTo.length > 0) return done(answer(452, '4.5.3 One recipient at a time'))
      done(readReturnPath(address) === null ? answer(550, '5.1.1 No such mailbox') : null)
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      let length = 0
      stream.on('data', (part: Buffer) => {
        length += part.length
        if (length <= MOST_BYTES) parts.push(part)
        else parts.length = 0
      })
      stream.on('error', (error: Error) => done(error))
      stream.on('end', () => {
        if (stream.sizeExceeded || length > MOST_BYTES) return done(answer(552, '5.3.4 Message too big'))
        take(emailOf(session), Buffer.concat(parts)).then(
          () => done(null),
          (error: unknown) => done(refusalOf(error)),
        )
      })
    },
  })
  server.on('error', () => {}) // of one connection: a client that gave up
  server.server.on('connection', (socket) => {
    const timer = setTimeout(() => socket.destroy(), OVER_AFTER_MS).unref()
    socket.once('close', () => clearTimeout(timer))
  })
  server.listen(port, host)
  await Promise.race([
    once(server.server, 'listening'),
    once(server.server, 'error').then(([error]) => {
      const { code } = error as NodeJS.ErrnoException
      throw new Error(
        `BOUNCE_PORT: nothing can listen at ${host}:${port} (${code ?? 'no code'}). Another process may have it, or it’s below 1024 and needs the right to open it.`,
      )
    }),
  ])
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

async function take(emailId: string | null, raw: Buffer): Promise<void> {
  if (emailId !== null) await recordBounces(emailId, await parseBounce(raw))
}

/** It is brought again: nothing was lost. */
function refusalOf(error: unknown) {
  if (!(error instanceof NotSentYet)) report(error, 'bounce')
  return answer(451, '4.3.0 Try again later')
}
