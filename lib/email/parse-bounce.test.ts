import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { exchange, gmail, postfix, vacation } from '@/lib/testing/bounces'
import { bounceSentence } from './bounce-words'
import { parseBounce } from './parse-bounce'

const to = 'olivia@example.com'

describe('what came back', () => {
  it('reads Postfix, Exchange and Gmail', async () => {
    expect(await parseBounce(postfix({ to: 'dead@corp.example', original: 'Olivia@Example.com' }))).toEqual([
      {
        ...{ recipient: 'dead@corp.example', original: to, outcome: 'failed', isFinal: true, statusCode: '5.1.1' },
        words: '550 5.1.1 <dead@corp.example>: Recipient address rejected: User unknown in virtual mailbox table',
      },
    ])
    expect(await parseBounce(exchange({ to }))).toEqual([
      {
        ...{ recipient: to, original: to, outcome: 'failed', isFinal: true, statusCode: '5.1.10' },
        words: '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
      },
    ])
    expect(await parseBounce(gmail({ to }))).toMatchObject([
      { recipient: to, original: null, outcome: 'failed', isFinal: true, statusCode: '5.1.1' },
    ])
  })

  it('tells a delay, and a failure after days, from an address that is gone', async () => {
    expect(await parseBounce(gmail({ to, action: 'delayed', code: '4.4.1' }))).toMatchObject([
      { outcome: 'delayed', isFinal: false },
    ])
    expect(await parseBounce(postfix({ to, code: '4.4.7' }))).toMatchObject([{ outcome: 'failed', isFinal: false }])
    for (const action of ['delivered', 'relayed', 'expanded', 'perhaps'])
      expect(await parseBounce(postfix({ to, action }))).toEqual([])
  })

  it('hears no news of delivery in an answer', async () => {
    expect(await parseBounce(vacation())).toEqual([])
    expect(await parseBounce(Buffer.alloc(0))).toEqual([])
  })

  it('keeps no card number, no token, no control characters, and 500 letters at most', async () => {
    const token = 'A'.repeat(43)
    const said = `550 5.1.1 4111 1111 1111 1111 https://pay.example.com/c/${token} \u0007\u202e ${'x'.repeat(9_000)}`
    const [bounce] = await parseBounce(postfix({ to, said }))
    expect(bounce?.words).toHaveLength(500)
    for (const gone of ['4111 1111 1111 1111', token, '\u0007', '\u202e']) expect(bounce?.words).not.toContain(gone)
  })

  it('reads ten addresses at most', async () => {
    const [text = ''] = [postfix({ to }).toString()]
    const group = /Final-Recipient[\s\S]*?table\r\n/.exec(text)?.[0] ?? ''
    const many = text.replace(group, `${group}\r\n`.repeat(500))
    expect((await parseBounce(Buffer.from(many))).length).toBeLessThanOrEqual(10)
  })

  it('never throws, whatever it is given', async () => {
    const samples = [postfix({ to }), exchange({ to }), gmail({ to })]
    const holds = async (raw: Uint8Array) => {
      for (const { recipient, words, statusCode } of await parseBounce(Buffer.from(raw))) {
        expect(recipient.length).toBeLessThanOrEqual(320)
        expect((words ?? '').length).toBeLessThanOrEqual(500)
        expect((statusCode ?? '').length).toBeLessThanOrEqual(9)
      }
    }
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 3_000 }), holds), { numRuns: 300 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...samples),
        fc.array(fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 20 })), { maxLength: 8 }),
        async (sample, changes) => {
          const raw = Buffer.from(sample)
          for (const [at, bytes] of changes) raw.set(bytes.slice(0, raw.length - (at % raw.length)), at % raw.length)
          await holds(raw)
        },
      ),
      { numRuns: 600 },
    )
  })
})

it('says what came back in words', () => {
  const bounce = {
    recipient: to,
    isOfSend: true,
    outcome: 'failed',
    isFinal: true,
    statusCode: '5.1.1',
    words: '550 No',
  }
  expect(bounceSentence(bounce)).toBe('It came back: the address doesn’t take it. Its mail server said: 5.1.1 550 No')
  expect(bounceSentence({ ...bounce, isOfSend: false, recipient: 'old@corp.example' })).toBe(
    'It went on to old@corp.example, and came back from there. Its mail server said: 5.1.1 550 No',
  )
  expect(bounceSentence({ ...bounce, outcome: 'delayed', isFinal: false, words: null, statusCode: null })).toBe(
    'It hasn’t arrived yet, and is still being tried.',
  )
})

it.each(['4 ', '4-(1) ', '4111 1111 1111 1111 ', '-'])(
  'reads a megabyte of %j in no time, and shows no card',
  async (text) => {
    const began = performance.now()
    const [bounce] = await parseBounce(postfix({ to: 'olivia@example.com', said: text.repeat(900_000 / text.length) }))
    expect(performance.now() - began).toBeLessThan(3_000)
    expect(bounce?.words?.length ?? 0).toBeLessThanOrEqual(500)
    expect(bounce?.words ?? '').not.toMatch(/4111 ?1111 ?1111/)
  },
)

it.each([
  ['of its own', Buffer.from(`To: ${'g:'.repeat(400_000)}\r\n\r\nx`)],
  [
    'of a part',
    Buffer.from(`Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nTo: ${'g:'.repeat(400_000)}\r\n\r\nx`),
  ],
  ['of a message in it', Buffer.from(`Content-Type: message/rfc822\r\n\r\nTo: ${'g:'.repeat(400_000)}\r\n\r\nx`)],
  [
    'of a message in a part',
    Buffer.from(
      `Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: message/rfc822\r\n\r\nTo: ${'g:'.repeat(400_000)}\r\n\r\nx`,
    ),
  ],
])('isn’t held up by endless headers %s', async (_, raw) => {
  const began = performance.now()
  expect(await parseBounce(raw)).toEqual([])
  expect(performance.now() - began).toBeLessThan(2_000)
})
