import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** What the mail server does wrong, until it is told otherwise. An answer is "code words"; `hang` is none at all. */
export type Behavior = {
  banner?: string | 'hang'
  login?: string
  recipient?: string | 'hang'
  /** To the message, after its final dot. Refuses it. */
  message?: string
  /** Keeps its yes to the recipient back until `answer()`. */
  pauses?: boolean
  /** Takes the message, and keeps its answer back until `answer()`. */
  holds?: boolean
}

export type MailServer = {
  url: string
  /** What it took, in the order of its arrival. */
  received: ParsedMail[]
  /** The return path of each message that it was offered. */
  paths: string[]
  /** How many connections it has had. */
  connections: () => number
  behave: (behavior: Behavior) => void
  /** Resolves when it keeps so many answers back. */
  holding: (many: number) => Promise<void>
  /** Gives all answers that it keeps back, yes each. */
  answer: () => void
  stop: () => Promise<void>
}

const refusal = (answer: string) =>
  Object.assign(new Error(answer.slice(4)), { responseCode: Number(answer.slice(0, 3)) })

/** A real mail server that goes wrong as it is told. Login is offered, and needed where the URL has one. */
export async function startMailServer(): Promise<MailServer> {
  const received: ParsedMail[] = []
  const paths: string[] = []
  const held: (() => void)[] = []
  let behavior: Behavior = {}
  let connections = 0
  let onHeld = () => {}
  const hold = (answer: () => void) => {
    held.push(answer)
    onHeld()
  }
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 0,
    onConnect(_session, done) {
      connections++
      if (behavior.banner === 'hang') return
      done(behavior.banner ? refusal(behavior.banner) : undefined)
    },
    onAuth({ username }, _session, done) {
      if (behavior.login) return done(refusal(behavior.login))
      done(null, { user: username })
    },
    onMailFrom({ address }, _session, done) {
      paths.push(address)
      done()
    },
    onRcptTo({ address }, _session, done) {
      if (address === 'nobody@example.com') return done(refusal('550 No such mailbox'))
      if (behavior.recipient === 'hang') return
      if (behavior.pauses) return hold(() => done())
      done(behavior.recipient ? refusal(behavior.recipient) : undefined)
    },
    onData(stream, _session, done) {
      const { message, holds } = behavior
      simpleParser(stream).then((mail) => {
        if (message) return done(refusal(message))
        received.push(mail)
        if (!holds) return done()
        hold(() => done())
      }, done)
    },
  })
  server.on('error', () => {}) // a client that gave up
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    ...{ received, paths },
    connections: () => connections,
    behave: (next) => {
      behavior = next
    },
    holding: (many) =>
      new Promise((resolve) => {
        onHeld = () => held.length >= many && resolve()
        onHeld()
      }),
    answer: () => {
      for (const say of held.splice(0)) say()
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
