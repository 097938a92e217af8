import { afterEach, describe, expect, it, vi } from 'vitest'
import { moveClock } from '@/lib/dates'
import { nextTry, receipt, server, setUpMailServer } from '@/lib/testing/at-a-mail-server'
import { orgId } from '@/lib/testing/at-the-sandbox'
import { TRY_FOR } from './retry'
import { sendEmail } from './send-email'
import { LIMITS } from './smtp'

// The outcome of an email whose mail server goes wrong.

setUpMailServer()
afterEach(() => void vi.useRealTimers())

/** Limits that end at once what would never answer. */
const SHORT = { connection: 200, greeting: 200, ready: 200, message: 300, answer: 200 }

describe('fault 38: a passing fault of mail', () => {
  it.each([
    ['login is refused', { login: '535 Authentication credentials invalid' }, 'credentials invalid'],
    ['the banner is a refusal', { banner: '554 No SMTP service here' }, 'No SMTP service here'],
    ['the sender must log in', { recipient: '530 Authentication required' }, 'Authentication required'],
    ['the recipient is busy', { recipient: '451 Try again later' }, 'Try again later'],
    ['the message is put off', { message: '452 Insufficient storage' }, 'Insufficient storage'],
  ] as const)('%s: it is tried again, and arrives once when that is over', async (_, behavior, said) => {
    const { id, row } = await receipt()
    server.behave(behavior)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'retrying', attempts: 1, attentionAt: null, claimedUntil: null })
    expect((await row()).lastError).toContain(said)
    const seconds = await nextTry(id)
    expect(seconds).toBeGreaterThan(2)
    expect(seconds).toBeLessThan(7)
    server.behave({})
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'sent', attempts: 2, lastError: null })
    expect(server.received).toHaveLength(1)
  })

  it('an outage of an hour: tried at growing waits, and each receipt arrives once when it is over', async () => {
    const receipts = [await receipt(), await receipt(), await receipt()]
    server.behave({ banner: '421 Out of order' })
    const hour = 60 * 60
    const due = new Map(receipts.map(({ id }) => [id, 0]))
    for (let elapsed = 0; elapsed < 2 * hour; elapsed = Math.min(...due.values())) {
      if (elapsed >= hour) server.behave({})
      moveClock(elapsed * 1000)
      for (const [id, at] of due)
        if (at <= elapsed) {
          await sendEmail(orgId, id)
          // The queue counts from its own clock, which isn't moved.
          due.set(id, elapsed + ((await nextTry(id)) ?? 0) + (elapsed < hour ? 0 : 2 * hour))
        }
    }
    for (const { row } of receipts) {
      const arrived = await row()
      expect(arrived).toMatchObject({ status: 'sent', attentionAt: null, lastError: null })
      expect(arrived.attempts).toBeGreaterThan(6)
      expect(arrived.attempts).toBeLessThan(13)
    }
    expect(server.received).toHaveLength(receipts.length)
  })

  it('is tried for a day, and then shown to a person', async () => {
    const { id, row } = await receipt()
    server.behave({ banner: '554 No SMTP service here' })
    await sendEmail(orgId, id)
    moveClock(TRY_FOR - 60_000)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'retrying', attempts: 2, attentionAt: null })
    moveClock(TRY_FOR + 60_000)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'failed', attempts: 3, attentionAt: expect.any(Date) })
  })

  it.each([
    ['an address that does not exist', 'nobody@example.com', {}],
    ['a message that is refused', 'strict@example.com', { message: '554 Rejected as spam' }],
  ])('%s is final at once', async (_, to, behavior) => {
    const { id, row } = await receipt(to)
    server.behave(behavior)
    await sendEmail(orgId, id)
    const failed = await row()
    expect(failed).toMatchObject({ status: 'failed', attempts: 1 })
    expect(failed.attentionAt).not.toBeNull()
    server.behave({})
    await sendEmail(orgId, id)
    expect(server.received).toEqual([])
  })
})

describe('fault 37: a mail server that hangs', () => {
  it.each([
    ['before its banner', { banner: 'hang' }],
    ['at the recipient', { recipient: 'hang' }],
  ] as const)('%s: our time-outs end it, nothing was sent, and it is tried again', async (_, behavior) => {
    const { id, row } = await receipt()
    server.behave(behavior)
    await sendEmail(orgId, id, { limits: SHORT })
    expect(await row()).toMatchObject({ status: 'retrying', attempts: 1 })
    expect((await row()).lastError).toContain('ETIMEDOUT')
    server.behave({})
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'sent' })
    expect(server.received).toHaveLength(1)
  })

  it('after 40 seconds it answers yes to a message: one copy, sent', async () => {
    const { id, row } = await receipt()
    server.behave({ holds: true })
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
      shouldAdvanceTime: true,
    })
    const sending = sendEmail(orgId, id)
    await server.holding(1)
    await vi.advanceTimersByTimeAsync(40_000)
    vi.useRealTimers()
    // Another worker that comes by in these seconds sends nothing: the claim is renewed.
    await expect(sendEmail(orgId, id)).rejects.toThrow('another worker')
    server.answer()
    await sending
    expect(await row()).toMatchObject({ status: 'sent', attempts: 1, claimedUntil: null })
    expect(server.received).toHaveLength(1)
  })

  it('waits for the answer to a message as long as RFC 5321 wants it', () => expect(LIMITS.answer).toBe(600_000))

  it('after our time-out it accepts a message: not sent again by itself, and shown to a person', async () => {
    const { id, row } = await receipt()
    server.behave({ holds: true })
    await sendEmail(orgId, id, { limits: { ...LIMITS, answer: 100 } })
    server.answer()
    const unconfirmed = await row()
    expect(unconfirmed).toMatchObject({ status: 'unconfirmed', attempts: 1, sentAt: null })
    expect(unconfirmed.attentionAt).not.toBeNull()
    server.behave({})
    await sendEmail(orgId, id)
    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.messageId).toContain(id)
  })

  it('a worker that is told to end knows what is certain: nothing was sent, or it may have been', async () => {
    const early = await receipt()
    await sendEmail(orgId, early.id, { signal: AbortSignal.abort() })
    expect(await early.row()).toMatchObject({ status: 'retrying' })
    const late = await receipt()
    const stop = new AbortController()
    server.behave({ holds: true })
    const sending = sendEmail(orgId, late.id, { signal: stop.signal })
    await server.holding(1)
    stop.abort()
    await sending
    expect(await late.row()).toMatchObject({ status: 'unconfirmed' })
    server.answer()
  })
})
