import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { countReviewQueue, listReviewQueue } from '@/lib/payments/review/review-queue'
import { sendReminders } from '@/lib/requests/send-reminders'
import { agreedJob, ask, dayIn, hourIn, mailsOf, NOAH, OLIVIA, requestsOf } from '@/lib/testing/asked'
import { exchange, gmail, postfix, vacation } from '@/lib/testing/bounces'
import { createOrg } from '@/lib/testing/fixtures'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { type BounceServer, startBounceServer } from './bounce-server'
import { recordBounces } from './record-bounce'
import { readReturnPath, returnPathOf } from './return-path'
import { sendEmail } from './send-email'
import { sendLink } from './send-link'
import { sendBySmtp } from './smtp'

// What comes back, over real SMTP: our email goes to one server, and its return path is answered at ours.

let server: MailServer
let bounces: BounceServer
let context: OrgContext
let orgId: string
beforeAll(async () => {
  server = await startMailServer()
  process.env.SMTP_URL = server.url
  process.env.BOUNCE_DOMAIN = 'bounces.example.com'
  bounces = await startBounceServer(0, '127.0.0.1')
})
afterAll(async () => {
  await bounces.stop()
  await server.stop()
  delete process.env.BOUNCE_DOMAIN
})
beforeEach(async () => {
  server.behave({})
  server.received.length = 0
  context = await createOrg({ active: false })
  orgId = context.org.id
})

/** What a mail system brings to a return path. @throws {NotDelivered} with our answer */
const bring = (to: string, content: Buffer, at = bounces.port) =>
  sendBySmtp(`smtp://127.0.0.1:${at}`, { from: '', to, content }, { mayBeClear: true })

/** A payment that two people were asked for, with the emails handed over. */
async function asked() {
  const { jobId } = await agreedJob(context)
  const id = await ask(context, {
    ...{ jobId, partId: 'framing', amount: '4500', dueOn: dayIn(context, 10), people: [OLIVIA, NOAH] },
  })
  const [noah, olivia] = await mailsOf(context, id)
  if (!noah || !olivia) throw new Error('nobody was asked')
  for (const { id: emailId } of [noah, olivia]) await sendEmail(orgId, emailId)
  return { jobId, id, olivia: { id: olivia.id, path: pathOf(olivia.id) }, noah: { id: noah.id, path: pathOf(noah.id) } }
}
const pathOf = (id: string) => {
  const path = returnPathOf(id)
  if (!path) throw new Error('no return path')
  return path
}
const emailOf = (id: string) =>
  forOrg(orgId, (tx) => tx.email.findUniqueOrThrow({ where: { orgId_id: { orgId, id } }, include: { bounces: true } }))
const waiting = () => forOrg(orgId, (tx) => countReviewQueue(tx, orgId, now(), 'owner'))
const steps = async (jobId: string) =>
  (await requestsOf(context, jobId))[0]?.steps.map(({ step, skipped }) => [step, skipped])

describe('the return path', () => {
  it('is of one email, in its envelope alone, and nobody else makes one', async () => {
    const { olivia } = await asked()
    expect(olivia.path.split('@')[0]?.length).toBeLessThanOrEqual(64)
    expect(server.paths).toContain(olivia.path)
    expect(server.received.map(({ from }) => from?.text)).not.toContain(olivia.path)
    expect(readReturnPath(olivia.path.toUpperCase())).toBe(olivia.id)
    const last = olivia.path.indexOf('@') - 1
    const wrong = olivia.path.slice(0, last) + (olivia.path[last] === '0' ? '1' : '0') + olivia.path.slice(last + 1)
    for (const address of [
      wrong,
      olivia.path.replace('bounces', 'other'),
      'b-@bounces.example.com',
      '',
      OLIVIA.email,
    ]) {
      expect(readReturnPath(address)).toBeNull()
      if (address) await expect(bring(address, postfix({ to: OLIVIA.email }))).rejects.toThrow('No such mailbox')
    }
    expect((await emailOf(olivia.id)).bounces).toEqual([])
  })
})

describe('C14: an email that was handed over', () => {
  it('keeps who took it, in which words and when, and isn’t called read', async () => {
    const { olivia } = await asked()
    expect(await emailOf(olivia.id)).toMatchObject({
      ...{ status: 'sent', serverHost: '127.0.0.1', serverAnswer: expect.stringMatching(/^250 /) },
      sentAt: expect.any(Date),
    })
  })
})

describe('C13: an email that comes back', () => {
  it('is told to the office once, ends the reminders to that address, and touches nobody else', async () => {
    const { jobId, id, olivia, noah } = await asked()
    for (const sample of [postfix({ to: OLIVIA.email }), gmail({ to: OLIVIA.email }), exchange({ to: OLIVIA.email })])
      await Promise.all([bring(olivia.path, sample), bring(olivia.path, sample)])
    const email = await emailOf(olivia.id)
    expect(email).toMatchObject({ status: 'failed', lastError: expect.stringContaining('User unknown') })
    expect(email.bounces).toHaveLength(1)
    expect(email.bounces).toMatchObject([
      { recipient: 'olivia@example.com', isOfSend: true, isFinal: true, statusCode: '5.1.1' },
    ])
    expect(await emailOf(noah.id)).toMatchObject({ status: 'sent', attentionAt: null, bounces: [] })
    expect(await waiting()).toBe(1)
    const { emails } = await forOrg(orgId, (tx) => listReviewQueue(tx, orgId, now(), 'owner'))
    expect(emails).toMatchObject([{ id: olivia.id, to: 'Olivia@Example.com' }])
    expect(await requestsOf(context, jobId)).toMatchObject([{ endedAt: null }])
    await sendReminders({ at: hourIn(context, 7) })
    expect(await steps(jobId)).toEqual([[-3, null]])
    expect((await mailsOf(context, id)).filter(({ reminderStep }) => reminderStep !== null)).toMatchObject([
      { to: 'noah@example.com' },
    ])
  })

  it('a dead address is asked again once an email has arrived', async () => {
    const { jobId, olivia, noah } = await asked()
    await bring(olivia.path, gmail({ to: OLIVIA.email }))
    await bring(noah.path, gmail({ to: NOAH.email }))
    await sendReminders({ at: hourIn(context, 7) })
    expect(await steps(jobId)).toEqual([[-3, 'dead']])
    const requestId = crypto.randomUUID()
    await sendLink(context, { jobId, people: [OLIVIA], message: '', requestId })
    const again = await forOrg(orgId, (tx) =>
      tx.email.findFirstOrThrow({ where: { orgId, to: OLIVIA.email }, orderBy: { createdAt: 'desc' } }),
    )
    await sendEmail(orgId, again.id)
    await sendReminders({ at: hourIn(context, 10) })
    expect(await steps(jobId)).toEqual([
      [-3, 'dead'],
      [0, null],
    ])
  })

  it('from another address is attached and named, and the one that was sent to stays alive', async () => {
    const { jobId, olivia } = await asked()
    await bring(olivia.path, postfix({ to: 'old@corp.example' }))
    const email = await emailOf(olivia.id)
    expect(email).toMatchObject({ status: 'sent', attentionAt: null })
    expect(email.bounces).toMatchObject([{ recipient: 'old@corp.example', isOfSend: false, isFinal: true }])
    await sendReminders({ at: hourIn(context, 7) })
    expect(await steps(jobId)).toEqual([[-3, null]])
    // Forwarded by the address itself, which the notification says: nobody got it.
    await bring(olivia.path, postfix({ to: 'new@corp.example', original: OLIVIA.email }))
    expect(await emailOf(olivia.id)).toMatchObject({ status: 'failed' })
  })

  it('keeps a few of the addresses that are named, however many are, and what failed at its own all the same', async () => {
    const { olivia } = await asked()
    const named = (recipient: string) =>
      ({ recipient, original: null, outcome: 'failed', isFinal: true, statusCode: '5.1.1', words: null }) as const
    for (let round = 0; round < 4; round++)
      await recordBounces(
        olivia.id,
        Array.from({ length: 10 }, (_, n) => named(`nobody${round}-${n}@corp.example`)),
      )
    expect((await emailOf(olivia.id)).bounces).toHaveLength(10)
    await recordBounces(olivia.id, [named('olivia@example.com')])
    const email = await emailOf(olivia.id)
    expect(email.status).toBe('failed')
    expect(email.bounces).toHaveLength(11)
    for (let round = 0; round < 4; round++)
      await recordBounces(
        olivia.id,
        Array.from({ length: 10 }, (_, n) => ({
          ...named(`some${round}-${n}@corp.example`),
          original: OLIVIA.email.toLowerCase(),
        })),
      )
    expect((await emailOf(olivia.id)).bounces).toHaveLength(20)
  })

  it('a delay is no bounce, and giving up after days doesn’t make the address dead', async () => {
    const { jobId, olivia, noah } = await asked()
    await bring(olivia.path, gmail({ to: OLIVIA.email, action: 'delayed', code: '4.4.1' }))
    expect(await emailOf(olivia.id)).toMatchObject({ status: 'sent', bounces: [{ outcome: 'delayed' }] })
    expect(await waiting()).toBe(0)
    for (const { path } of [olivia, noah])
      await bring(path, postfix({ to: path === olivia.path ? OLIVIA.email : NOAH.email, code: '4.4.7' }))
    expect(await emailOf(olivia.id)).toMatchObject({ status: 'failed' })
    expect(await waiting()).toBe(2)
    await sendReminders({ at: hourIn(context, 7) })
    expect(await steps(jobId)).toEqual([[-3, null]])
  })

  it('before it’s noted how it was sent, it is brought again later', async () => {
    const { jobId } = await agreedJob(context)
    const id = await ask(context, { jobId, partId: 'framing', amount: '4500', dueOn: dayIn(context, 10) })
    const [mail] = await mailsOf(context, id)
    const path = pathOf(mail?.id ?? '')
    await expect(bring(path, gmail({ to: OLIVIA.email }))).rejects.toMatchObject({ outcome: 'later' })
    await sendEmail(orgId, mail?.id ?? '')
    await bring(path, gmail({ to: OLIVIA.email }))
    expect(await emailOf(mail?.id ?? '')).toMatchObject({ status: 'failed' })
  })

  it('an answer of a person or a machine, and an email that nobody knows, change nothing', async () => {
    const { olivia } = await asked()
    await bring(olivia.path, vacation())
    await bring(pathOf(crypto.randomUUID()), gmail({ to: OLIVIA.email }))
    expect(await emailOf(olivia.id)).toMatchObject({ status: 'sent', bounces: [] })
  })
})

describe('the server', () => {
  it('takes a megabyte at most, and one recipient', async () => {
    const { olivia, noah } = await asked()
    const big = Buffer.concat([gmail({ to: OLIVIA.email }), Buffer.alloc(1_100_000, 'x\r\n')])
    await expect(bring(olivia.path, big)).rejects.toMatchObject({ outcome: 'refused' })
    const said = await talk(bounces.port, [
      ...[
        'EHLO a',
        'MAIL FROM:<>',
        `RCPT TO:<${olivia.path}>`,
        `RCPT TO:<${noah.path}>`,
        'STARTTLS',
        'AUTH PLAIN',
        'QUIT',
      ],
    ])
    expect(said.filter((line) => /^\d{3} /.test(line)).map((line) => line.slice(0, 3))).toEqual([
      ...['220', '250', '250', '250', '452', '500', '500', '221'],
    ])
    expect(said.join()).not.toMatch(/STARTTLS|AUTH/)
  })

  it('takes five connections from one address', async () => {
    const sockets = await Promise.all(Array.from({ length: 5 }, () => greeting(bounces.port)))
    expect(sockets.map(({ line }) => line.slice(0, 3))).toEqual(Array(5).fill('220'))
    const sixth = await greeting(bounces.port)
    expect(sixth.line).toMatch(/^421/)
    await Promise.all([...sockets, sixth].map(({ end }) => end()))
    const { olivia } = await asked()
    await bring(olivia.path, gmail({ to: OLIVIA.email }))
    expect(await emailOf(olivia.id)).toMatchObject({ status: 'failed' })
  })
})

/** Connects, and returns the first line. */
const greeting = (port: number) =>
  new Promise<{ line: string; end: () => Promise<void> }>((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', reject)
    socket.once('data', (data) =>
      resolve({
        line: data.toString(),
        end: () =>
          new Promise((done) => (socket.destroyed ? done() : socket.once('close', () => done()).end('QUIT\r\n'))),
      }),
    )
  })

/** Says each line after the answer to the one before. @returns all that the server said, by lines */
const talk = (port: number, all: string[]) =>
  new Promise<string[]>((resolve, reject) => {
    const said: string[] = []
    const left = [...all]
    const socket = connect(port, '127.0.0.1')
    socket.on('error', reject)
    socket.on('close', () => resolve(said))
    socket.on('data', (data) => {
      const lines = data.toString().split('\r\n').filter(Boolean)
      said.push(...lines)
      const next = /^\d{3} /.test(lines.at(-1) ?? '') ? left.shift() : undefined
      if (next !== undefined) socket.write(`${next}\r\n`)
    })
  })
