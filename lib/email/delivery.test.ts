import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { context, orgId, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { asked, taken } from '@/lib/testing/payments'
import { getMailHealth } from './mail-server'
import { TRY_FOR } from './retry'
import { sendEmail } from './send-email'
import { LIMITS, sendBySmtp } from './smtp'

// The outcome of an email whose mail server goes wrong.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
let server: MailServer
beforeAll(async () => {
  await owner.connect()
  server = await startMailServer()
  process.env.SMTP_URL = server.url.replace('//', '//plumbline:secret@')
})
afterAll(async () => {
  await server.stop()
  await owner.end()
})
setUpSandbox() // after the mail server: the environment is read once
beforeEach(() => {
  server.behave({})
  server.received.length = 0
})
afterEach(() => void vi.useRealTimers())

const AMOUNTS = { totalCents: 1_000_000, amountCents: 150_000 }
/** Limits that end at once what would never answer. */
const SHORT = { connection: 200, greeting: 200, ready: 200, answer: 200 }

const emailOf = (paymentId: string) =>
  forOrg(orgId, (tx) => tx.email.findFirstOrThrow({ where: { orgId, paymentId, kind: 'receipt' } }))

/** A receipt that nobody has tried to send. */
async function receipt(to = 'olivia@example.com') {
  const payment = await taken(AMOUNTS, { receiptEmail: to })
  return { payment, id: (await emailOf(payment.id)).id, row: () => emailOf(payment.id) }
}

/** In how many seconds the queue runs an email's job next; null where it has none. */
async function nextTry(emailId: string): Promise<number | null> {
  const { rows } = await owner.query<{ seconds: number }>(
    `select extract(epoch from run_at - now())::float as seconds from graphile_worker.jobs where key = $1`,
    [`email:${emailId}`],
  )
  return rows[0]?.seconds ?? null
}

type Script = { instead?: 'destroy' | 'end'; data?: string; dot?: string }

/** A mail server that says what none says, or hangs up `instead` of its banner. */
async function scriptedServer({ instead, data = '354 go', dot = '250 taken' }: Script) {
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
      if (!text.includes(end)) return
      const command = text.slice(0, 4).toUpperCase()
      text = ''
      if (inMessage) say(dot)
      else if (command === 'DATA') say(data)
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

  it('a server that is not there is no refusal', async () => {
    const mail = { from: 'a@example.com', to: 'b@example.com', content: Buffer.from('') }
    await expect(sendBySmtp('smtp://127.0.0.1:1', mail)).rejects.toMatchObject({
      outcome: 'server',
      message: 'The mail server couldn’t be reached (ESOCKET).',
    })
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

describe('an answer to the message that is none', () => {
  it.each(['HTTP/1.1 200 OK', '354 more', '', '2', '600 what', '4 what'])(
    '“%s” after the final dot: nobody knows, so it isn’t sent again by itself',
    async (answer) => {
      const { mail, script, stop } = await scriptedServer({ dot: answer })
      await expect(sendBySmtp(script, mail)).rejects.toMatchObject({ outcome: 'unknown' })
      await stop()
    },
  )

  it.each([
    ['451 later', 'later'],
    ['550 5.7.1 spam', 'refused'],
    ['502 what', 'server'],
  ])('“%s” is a no', async (answer, outcome) => {
    const { mail, script, stop } = await scriptedServer({ dot: answer })
    await expect(sendBySmtp(script, mail)).rejects.toMatchObject({ outcome })
    await stop()
  })

  it('a yes that comes before the message is none: nothing was given', async () => {
    const { mail, script, stop } = await scriptedServer({ data: '354 go\r\n250 early' })
    const beforeHandover = () => new Promise<void>(() => {})
    await expect(sendBySmtp(script, mail, { beforeHandover })).rejects.toMatchObject({ outcome: 'server' })
    await stop()
  })

  it.each(['destroy', 'end'] as const)(
    'a server that hangs up before its banner is noticed at once: %s',
    async (how) => {
      const { mail, script, stop } = await scriptedServer({ instead: how })
      const limits = { ...LIMITS, greeting: 30_000 }
      const before = performance.now()
      await expect(sendBySmtp(script, mail, { limits })).rejects.toMatchObject({ outcome: 'server' })
      expect(performance.now() - before).toBeLessThan(5_000)
      await stop()
    },
  )
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

describe('a note of the mail server’s yes that fails', () => {
  // The database refuses the note so many times: what a sequence has counted, no rollback takes back.
  async function refuseNotes(times: number) {
    await owner.query('create sequence refused_notes')
    await owner.query(`create function refuse_note() returns trigger language plpgsql security definer as $$ begin
      if nextval('refused_notes') <= ${times} then raise exception 'no notes now'; end if; return NEW; end $$`)
    await owner.query(`create trigger refuse_note before update on email
      for each row when (NEW.status = 'sent') execute function refuse_note()`)
  }
  const takeNotes = () =>
    owner.query('drop function if exists refuse_note cascade; drop sequence if exists refused_notes')
  afterEach(takeNotes)

  it('is made again until it’s there', async () => {
    const { id, row } = await receipt()
    await refuseNotes(2)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'sent', attempts: 1, attentionAt: null, claimedUntil: null })
    moveClock(3 * 60_000)
    await sendEmail(orgId, id)
    expect(server.received).toHaveLength(1)
  })

  it('leaves the email to a person where it never comes, and sends nothing again', async () => {
    const { id, row } = await receipt()
    await refuseNotes(1_000)
    await expect(sendEmail(orgId, id, { noteAgainIn: [1, 1] })).rejects.toThrow('no notes now')
    await takeNotes()
    expect(await row()).toMatchObject({ status: 'queued', handedOverAt: expect.any(Date) })
    moveClock(3 * 60_000)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({
      ...{ status: 'unconfirmed', attempts: 1, attentionAt: expect.any(Date), claimedUntil: null },
      subject: expect.stringContaining('your payment of'),
    })
    await sendEmail(orgId, id)
    expect(server.received).toHaveLength(1)
  })

  it('comes late, after another worker has found the email handed over: it arrived, and waits for nobody', async () => {
    const { id, row } = await receipt()
    server.behave({ holds: true })
    const sending = sendEmail(orgId, id)
    await server.holding(1)
    moveClock(3 * 60_000)
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'unconfirmed', attentionAt: expect.any(Date) })
    server.answer()
    await sending
    expect(await row()).toMatchObject({ status: 'sent', attentionAt: null })
    expect(server.received).toHaveLength(1)
  })
})

it('a worker that was paused before it handed the email over finds that another one has, and hands over nothing', async () => {
  const { id, row } = await receipt()
  server.behave({ pauses: true })
  const first = sendEmail(orgId, id)
  await server.holding(1)
  server.behave({})
  moveClock(3 * 60_000) // its claim has run out
  await sendEmail(orgId, id)
  expect(await row()).toMatchObject({ status: 'sent', attempts: 1 })
  server.answer()
  await first
  expect(await row()).toMatchObject({ status: 'sent', attempts: 1 })
  expect(server.received).toHaveLength(1)
})

describe('fault 37: health', () => {
  it('tells what waits and since when, that the server fails, and what a person has not seen', async () => {
    await owner.query(`update email set status = 'sent', attention_at = null`)
    await owner.query('update mail_server set failing_since = null, last_error = null')
    expect(await getMailHealth()).toEqual({
      ...{ ok: true, waiting: 0, waitingSince: null, serverFailingSince: null, undelivered: 0 },
    })
    const [one, other] = [await receipt(), await receipt('nobody@example.com')]
    server.behave({ login: '535 No' })
    await sendEmail(orgId, one.id)
    const failing = await getMailHealth()
    expect(failing).toMatchObject({ ok: false, waiting: 2, undelivered: 0 })
    expect(failing.waitingSince).toEqual(expect.stringMatching(/^\d{4}-.*Z$/))
    await sendEmail(orgId, one.id)
    expect((await getMailHealth()).serverFailingSince).toBe(failing.serverFailingSince)

    server.behave({})
    await sendEmail(orgId, other.id) // refused by the recipient: the server works
    expect(await getMailHealth()).toMatchObject({ ok: true, waiting: 1, serverFailingSince: null, undelivered: 1 })
  })

  it('the queue’s lag is money’s: mail that waits is not in it', async () => {
    const lag = async () => Number((await owner.query('select queue_lag_seconds() as lag')).rows[0].lag)
    await owner.query(`select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs))`)
    const due = "now() - interval '1 hour'"
    await owner.query(`select graphile_worker.add_job('send-email', '{}', run_at => ${due})`)
    expect(await lag()).toBe(0)
    await owner.query(`select graphile_worker.add_job('sync-org', '{}', run_at => ${due})`)
    expect(await lag()).toBeGreaterThan(3_000)
  })
})

describe('fault 44: an email that was delayed', () => {
  const changes = (id: string, status: 'declined' | 'returned' | 'chargeback' | 'refunded') =>
    recordOutcome(orgId, id, { status }, 'sync')

  it('a receipt of a payment that was voided in the meantime is dropped; the void email tells', async () => {
    const { payment, id, row } = await receipt()
    server.behave({ banner: '554 Not now' })
    await sendEmail(orgId, id)
    await reversePayment(context, asked(payment))
    server.behave({})
    await sendEmail(orgId, id)
    expect(await row()).toMatchObject({ status: 'superseded', supersededBy: 'voided', attentionAt: null })
    const voided = await forOrg(orgId, (tx) =>
      tx.email.findFirstOrThrow({ where: { orgId, paymentId: payment.id, kind: 'voided' } }),
    )
    await sendEmail(orgId, voided.id)
    expect(server.received.map(({ subject }) => subject)).toEqual([
      `${context.org.name}: your payment of $1,500.00 was canceled`,
    ])
  })

  it.each(['declined', 'returned', 'chargeback', 'refunded'] as const)(
    'a receipt of one that is %s now, too',
    async (status) => {
      const { payment, id, row } = await receipt()
      await changes(payment.id, status)
      await sendEmail(orgId, id)
      expect(await row()).toMatchObject({ status: 'superseded', supersededBy: status })
      expect(server.received).toEqual([])
    },
  )

  it('a receipt of a payment that has settled says so', async () => {
    const { payment, id } = await receipt()
    await recordOutcome(orgId, payment.id, { status: 'settled' }, 'sync')
    await sendEmail(orgId, id)
    const text = server.received[0]?.text?.replace(/\s+/g, ' ')
    expect(text).toContain('Payment settled')
    expect(text).not.toMatch(/authorized|Expected to settle/)
  })

  it('a refund email of a refund that was canceled is dropped, and the receipt is true again', async () => {
    const { payment, id, row } = await receipt()
    await recordOutcome(orgId, payment.id, { status: 'settled' }, 'sync')
    await changes(payment.id, 'refunded')
    await sendEmail(orgId, id)
    await recordOutcome(orgId, payment.id, { status: 'settled' }, 'sync')
    const refunded = await forOrg(orgId, (tx) =>
      tx.email.findFirstOrThrow({ where: { orgId, paymentId: payment.id, kind: 'refunded' } }),
    )
    await sendEmail(orgId, refunded.id)
    expect(await row()).toMatchObject({ status: 'queued', supersededBy: null })
    await sendEmail(orgId, id)
    expect(server.received.map(({ subject }) => subject)).toEqual([`${context.org.name}: your payment of $1,500.00`])
  })
})

it('fault 37: an email whose job was lost is queued again by the sweep, whatever its tries', async () => {
  const { sweep } = await import('@/lib/payments/reconcile/sweep')
  const { id } = await receipt()
  server.behave({ banner: '554 Not now' })
  await sendEmail(orgId, id)
  await owner.query('select graphile_worker.complete_jobs(array(select id from graphile_worker.jobs where key = $1))', [
    `email:${id}`,
  ])
  expect(await nextTry(id)).toBeNull()
  moveClock(120_000)
  await sweep()
  expect(await nextTry(id)).not.toBeNull()
})
