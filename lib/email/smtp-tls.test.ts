import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { sendBySmtp } from './smtp'

// What a mail server, or somebody on the way to it, is given before the connection is encrypted and its certificate
// checked: nothing that is secret.

const CONTENT = 'Subject: Your receipt\r\n\r\nVisa ending in 1111'
const mail = { from: 'a@example.com', to: 'b@example.com', content: Buffer.from(CONTENT) }
const LOGIN = 'receipts:9f8e7d6c5b4a'
const UNSAFE = { outcome: 'server', message: expect.stringContaining('offers no encryption (STARTTLS), or its cert') }

let stop = async () => {}
afterEach(() => stop())

/** A mail server that writes down what it is told, and answers so to STARTTLS; offers it where `offers` says so. */
async function listening({ offers = false, starttls = '502 what', greeting = '250' } = {}) {
  let told = ''
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    const say = (answer: string) => socket.write(`${answer}\r\n`)
    say('220 hello')
    socket.on('data', (bytes) => {
      told += bytes
      const command = bytes.toString().slice(0, 4).toUpperCase()
      if (command === 'EHLO')
        say(`${greeting}-hello\r\n${greeting}-AUTH PLAIN LOGIN\r\n${greeting} ${offers ? 'STARTTLS' : 'SIZE'}`)
      else if (command === 'STAR') say(starttls)
      else if (command === 'DATA') say('354 go')
      else say('235 ok')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stop = async () => {
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  const { port } = server.address() as AddressInfo
  return { url: (query = '') => `smtp://${LOGIN}@127.0.0.1:${port}${query}`, told: () => told }
}

/** A real one, whose certificate nobody vouches for. */
async function selfSigned(secure: boolean) {
  let logins = 0
  const server = new SMTPServer({
    ...{ secure, authOptional: true, disableReverseLookup: true, closeTimeout: 0, logger: false },
    onAuth(_login, _session, done) {
      logins++
      done(null, { user: 'receipts' })
    },
    onMailFrom(_address, _session, done) {
      logins++
      done()
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  stop = () => new Promise((resolve) => server.close(() => resolve()))
  const { port } = server.server.address() as AddressInfo
  return {
    url: (query = '') => `${secure ? 'smtps' : 'smtp'}://${LOGIN}@localhost:${port}${query}`,
    logins: () => logins,
  }
}

/** Whatever the address of the mail server says about it. */
const QUERIES = ['', '?ignoreTLS=true', '?opportunisticTLS=true', '?requireTLS=false', '?tls.rejectUnauthorized=false']

describe('without encryption nothing is given', () => {
  it.each(QUERIES)('to a server that doesn’t offer it: %s', async (query) => {
    const server = await listening()
    await expect(sendBySmtp(server.url(query), mail)).rejects.toMatchObject(UNSAFE)
    expect(server.told()).toMatch(/^EHLO [^\r\n]+\r\nSTARTTLS\r\n$/)
  })

  it('to one that takes its offer back', async () => {
    const server = await listening({ offers: true, starttls: '454 TLS not available' })
    await expect(sendBySmtp(server.url(), mail)).rejects.toMatchObject(UNSAFE)
    expect(server.told()).not.toMatch(/AUTH|MAIL|DATA/)
  })

  it('to one that goes on in clear after its yes', async () => {
    const server = await listening({ offers: true, starttls: '220 ready' })
    await expect(
      sendBySmtp(server.url(), mail, {
        limits: { connection: 300, greeting: 300, ready: 300, message: 300, answer: 300 },
      }),
    ).rejects.toMatchObject({ outcome: 'server' })
    expect(server.told()).not.toMatch(/AUTH|MAIL|DATA|Visa/)
  })

  it('to one that knows no EHLO', async () => {
    const server = await listening({ greeting: '502' })
    await expect(sendBySmtp(server.url(), mail)).rejects.toMatchObject({ outcome: 'server' })
    expect(server.told()).not.toMatch(/AUTH|MAIL|DATA|HELO/)
  })

  it('but to this machine’s own, where that was allowed', async () => {
    const server = await listening()
    await sendBySmtp(server.url(), mail, { mayBeClear: true })
    expect(server.told()).toMatch(/AUTH PLAIN[\s\S]*Visa/)
  })
})

describe('to a server whose certificate nobody vouches for nothing is given', () => {
  it.each(
    [true, false].flatMap((secure) => QUERIES.map((query) => [secure ? 'smtps' : 'smtp', query, secure] as const)),
  )('%s %s', async (_, query, secure) => {
    const server = await selfSigned(secure)
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    await expect(sendBySmtp(server.url(query), mail)).rejects.toMatchObject({ outcome: 'server' })
    expect(server.logins()).toBe(0)
  })
})
