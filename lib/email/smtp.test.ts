import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { LIMITS, type SmtpMail, type SmtpOptions, sendBySmtp } from './smtp'

// What mail servers say that say what none should.

/** In clear: what is tested here comes after the encryption. */
const give = (url: string, mail: SmtpMail, options: SmtpOptions = {}) =>
  sendBySmtp(url, mail, { mayBeClear: true, ...options })

type Script = {
  instead?: 'destroy' | 'end'
  recipient?: string
  data?: string
  dot?: string
  /** Called with what it has of a message whose end hasn't come. */
  onPart?: (socket: Socket, part: string) => void
}

/** A mail server that says what none says, or hangs up `instead` of its banner. */
async function scriptedServer({ instead, recipient = '250 ok', data = '354 go', dot = '250 taken', onPart }: Script) {
  const scripted = createServer((socket) => {
    socket.on('error', () => {})
    if (instead) return void socket[instead]()
    const say = (answer: string) => socket.write(`${answer}\r\n`)
    say('220 hello')
    let text = ''
    let inMessage = false
    socket.on('data', (bytes) => {
      text += bytes
      const end = inMessage ? '\r\n.\r\n' : '\r\n'
      if (!text.includes(end)) return inMessage ? onPart?.(socket, text) : undefined
      const command = text.slice(0, 4).toUpperCase()
      text = ''
      if (inMessage) say(dot)
      else if (command === 'DATA') say(data)
      else if (command === 'RCPT') say(recipient)
      else say('250 ok')
      inMessage = !inMessage && command === 'DATA'
    })
  })
  scripted.listen(0, '127.0.0.1')
  await once(scripted, 'listening')
  return {
    mail: { from: 'a@example.com', to: 'b@example.com', content: Buffer.from('Subject: x\r\n\r\nHello') },
    script: `smtp://127.0.0.1:${(scripted.address() as AddressInfo).port}`,
    stop: () => new Promise((resolve) => scripted.close(resolve)),
  }
}

it('a server that is not there is no refusal', async () => {
  const mail = { from: 'a@example.com', to: 'b@example.com', content: Buffer.from('') }
  await expect(give('smtp://127.0.0.1:1', mail)).rejects.toMatchObject({
    outcome: 'server',
    message: 'The mail server couldn’t be reached (ESOCKET).',
  })
})

it('a refused recipient: the handover is not noted, also not once the try is over', async () => {
  const { mail, script, stop } = await scriptedServer({ recipient: '451 later' })
  let notes = 0
  const beforeHandover = async () => void notes++
  await expect(give(script, mail, { beforeHandover })).rejects.toMatchObject({ outcome: 'later' })
  await stop() // the connection is closed, and with it all that nodemailer does
  expect(notes).toBe(0)
})

describe('a message whose end the server hasn’t got', () => {
  const never = () => new Promise<void>(() => {})

  it('is none: the note is made between all of it and its end', async () => {
    let arrive = (_: string) => {}
    const arrived = new Promise<string>((resolve) => {
      arrive = resolve
    })
    const { mail, script, stop } = await scriptedServer({ onPart: (_, part) => arrive(part) })
    // It never arrives without its end where the end came along.
    const beforeHandover = async () => void (await arrived)
    await expect(give(script, mail, { beforeHandover })).resolves.toMatchObject({ answer: '250 taken' })
    expect(await arrived).toBe('Subject: x\r\n\r\nHello')
    await stop()
  })

  it.each(['destroy', 'end'] as const)('was lost with the connection: it may go again (%s)', async (how) => {
    const { mail, script, stop } = await scriptedServer({ onPart: (socket) => void socket[how]() })
    await expect(give(script, mail, { beforeHandover: never })).rejects.toMatchObject({ outcome: 'server' })
    await stop()
  })

  it('was broken off by the worker’s end: it may go again', async () => {
    const stopping = new AbortController()
    const { mail, script, stop } = await scriptedServer({ onPart: () => stopping.abort() })
    const options = { beforeHandover: never, signal: stopping.signal }
    await expect(give(script, mail, options)).rejects.toMatchObject({ outcome: 'later' })
    await stop()
  })

  it('never gets it where the note fails', async () => {
    const parts: string[] = []
    const { mail, script, stop } = await scriptedServer({ onPart: (_, part) => void parts.push(part) })
    const beforeHandover = () => Promise.reject(new Error('no note'))
    await expect(give(script, mail, { beforeHandover })).rejects.toThrow('no note')
    await stop() // the connection is closed: nothing follows
    expect(parts.every((part) => part === 'Subject: x\r\n\r\nHello')).toBe(true)
  })

  it('is on its way for long where it is large: the note waits, and a connection that breaks meanwhile loses nothing', async () => {
    let notes = 0
    const { mail, script, stop } = await scriptedServer({ onPart: (socket) => void socket.destroy() })
    const content = Buffer.alloc(16 * 1024 * 1024, 'x') // more than the machine has on its way at once
    const beforeHandover = async () => void notes++
    await expect(give(script, { ...mail, content }, { beforeHandover })).rejects.toMatchObject({ outcome: 'server' })
    expect(notes).toBe(0)
    await stop()
  })

  it('takes longer than we wait: it may go again', async () => {
    const { mail, script, stop } = await scriptedServer({})
    const options = { beforeHandover: never, limits: { ...LIMITS, message: 200 } }
    await expect(give(script, mail, options)).rejects.toMatchObject({ outcome: 'server' })
    await stop()
  })

  it.each([
    ['at once', { data: '354 go\r\n250 early' }],
    ['in the middle', { onPart: (socket: Socket) => void socket.write('250 early\r\n') }],
  ])('is called taken %s: nobody knows, so it isn’t sent again by itself', async (_, behavior) => {
    const { mail, script, stop } = await scriptedServer(behavior)
    await expect(give(script, mail, { beforeHandover: never })).rejects.toMatchObject({ outcome: 'unknown' })
    await stop()
  })

  it.each([
    ['552 5.3.4 too large', 'refused'],
    ['452 no room now', 'later'],
  ])('may be refused already: “%s”', async (answer, outcome) => {
    const { mail, script, stop } = await scriptedServer({ onPart: (socket) => void socket.write(`${answer}\r\n`) })
    await expect(give(script, mail, { beforeHandover: never })).rejects.toMatchObject({ outcome })
    await stop()
  })
})

describe('an answer to the message that is none', () => {
  it.each(['HTTP/1.1 200 OK', '354 more', '2', '600 what', '4 what'])(
    '“%s” after the final dot: nobody knows, so it isn’t sent again by itself',
    async (answer) => {
      const { mail, script, stop } = await scriptedServer({ dot: answer })
      await expect(give(script, mail)).rejects.toMatchObject({ outcome: 'unknown' })
      await stop()
    },
  )

  it('a blank line is no answer: the real one is waited for, and without one nobody knows', async () => {
    const patient = await scriptedServer({ dot: '\r\n250 ok' })
    await expect(give(patient.script, patient.mail)).resolves.toMatchObject({ answer: '250 ok' })
    await patient.stop()
    const { mail, script, stop } = await scriptedServer({ dot: '' })
    const limits = { ...LIMITS, answer: 200 }
    await expect(give(script, mail, { limits })).rejects.toMatchObject({ outcome: 'unknown' })
    await stop()
  })

  it.each([
    ['451 later', 'later'],
    ['550 5.7.1 spam', 'refused'],
    ['502 what', 'server'],
  ])('“%s” is a no', async (answer, outcome) => {
    const { mail, script, stop } = await scriptedServer({ dot: answer })
    await expect(give(script, mail)).rejects.toMatchObject({ outcome })
    await stop()
  })

  it.each(['destroy', 'end'] as const)(
    'a server that hangs up before its banner is noticed at once: %s',
    async (how) => {
      const { mail, script, stop } = await scriptedServer({ instead: how })
      const limits = { ...LIMITS, greeting: 30_000 }
      const before = performance.now()
      await expect(give(script, mail, { limits })).rejects.toMatchObject({ outcome: 'server' })
      expect(performance.now() - before).toBeLessThan(5_000)
      await stop()
    },
  )
})
