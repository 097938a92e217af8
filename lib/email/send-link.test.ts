import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openLink } from '@/lib/customer-links/open-link'
import { readByAddress } from '@/lib/customer-links/read-link'
import { type SendLink, sendLinkSchema } from '@/lib/customer-links/schema'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { setStage } from '@/lib/documents/set-stage'
import type { OrgContext } from '@/lib/orgs/context'
import { countReviewQueue, listReviewQueue } from '@/lib/payments/review/review-queue'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { linkTo, tokenOf } from '@/lib/testing/links'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { draft, jobWithDocument, plainLine, readVersions, send } from '@/lib/testing/papers'
import { copyLink, endLink, showCode } from './give-link'
import { getEmail } from './queries'
import { sendEmail } from './send-email'
import { sendLink } from './send-link'
import { LIMITS, type Limits } from './smtp'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
let server: MailServer
let context: OrgContext
let orgId: string
let jobId: string
beforeAll(async () => {
  await owner.connect()
  server = await startMailServer()
  process.env.SMTP_URL = server.url
})
afterAll(async () => {
  await server.stop()
  await owner.end()
})
beforeEach(async () => {
  server.behave({})
  server.received.length = 0
  context = await createOrg({ active: false })
  orgId = context.org.id
  jobId = (await createJob(context, 100_000)).id
})

const OLIVIA = { name: 'Olivia Marsh', email: 'Olivia@Example.com' }
const NOAH = { name: 'Noah Marsh', email: 'noah@example.com' }
const typed = (changes: Partial<SendLink> = {}): SendLink =>
  sendLinkSchema.parse({ jobId, people: [OLIVIA], message: '', requestId: randomUUID(), ...changes })

const emails = () =>
  forOrg(orgId, async (tx) => {
    const links = await tx.customerLink.findMany({ where: { orgId, jobId }, select: { id: true } })
    const of = { in: links.map(({ id }) => id) }
    return tx.email.findMany({ where: { orgId, linkId: of }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })
  })
const links = () =>
  forOrg(orgId, (tx) => tx.customerLink.findMany({ where: { orgId, jobId }, orderBy: { createdAt: 'asc' } }))
const audited = () =>
  forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId }, orderBy: { id: 'desc' }, take: 1 }))
const queued = async (id: string) =>
  (await owner.query('select 1 from graphile_worker.jobs where key = $1', [`email:${id}`])).rowCount
/** Sends all that waits. */
async function deliver() {
  for (const { id, status } of await emails()) if (status === 'queued') await sendEmail(orgId, id)
}
/** The addresses that the arrived emails bring, in the order of their arrival. */
const arrived = () =>
  server.received.map(({ html, text }) => {
    const [address = ''] = /http\S+\/c\/[\w-]{43}/.exec(text ?? '') ?? []
    expect(html || '').toContain(address)
    return address
  })
/** What of it is in front of a person. */
const waiting = () =>
  forOrg(orgId, async (tx) => {
    const { emails } = await listReviewQueue(tx, orgId, now(), 'owner')
    return { count: await countReviewQueue(tx, orgId, now(), 'owner'), emails }
  })
const opens = async (address: string) => (await readByAddress(tokenOf(address)))?.link.id ?? null

describe('emailing a link', () => {
  it('reaches the person with a link of their own, whose token is nowhere else', async () => {
    await sendLink(context, typed({ message: 'Hello Olivia.\n\nSee www.evil.example/pay and call me.' }))
    const [email] = await emails()
    expect(email).toMatchObject({ kind: 'link', to: 'Olivia@Example.com', requestedByName: 'Ada Admin' })
    expect(await queued(email?.id ?? '')).toBe(1)
    await deliver()
    const [address = ''] = arrived()
    const [link] = await links()
    expect(link).toMatchObject({ name: 'Olivia Marsh', email: 'olivia@example.com', way: 'email' })
    expect(await opens(address)).toBe(link?.id)
    const [mail] = server.received
    expect(mail?.to).toMatchObject({ text: 'Olivia@example.com' })
    for (const body of [mail?.html || '', mail?.text ?? '']) {
      expect(body).toContain('Hello Olivia.')
      expect(body).toContain('(link removed) and call me.')
      expect(body).not.toContain('evil.example')
    }
    const kept = await forOrg(orgId, (tx) => getEmail(tx, orgId, email?.id ?? ''))
    expect(kept).toMatchObject({ status: 'sent', jobNumber: expect.any(Number) })
    for (const body of [kept?.html ?? '', kept?.text ?? '']) {
      expect(body).toContain('/c/…')
      expect(body).not.toContain(tokenOf(address))
    }
    const [entry] = await audited()
    expect(entry).toMatchObject({ action: 'link_sent', detail: 'Their page, to Olivia Marsh, Olivia@Example.com' })
    expect(JSON.stringify(entry)).not.toContain(tokenOf(address))
  })

  it('pressed twice at once, and once more, sends one email to each of two people', async () => {
    const input = typed({ people: [OLIVIA, NOAH] })
    await Promise.all([sendLink(context, input), sendLink(context, input)])
    await sendLink(context, input)
    expect((await emails()).map(({ to }) => to)).toEqual(['Olivia@Example.com', 'noah@example.com'])
    await deliver()
    const [one = '', other = ''] = arrived()
    const [first, second] = await links()
    expect([await opens(one), await opens(other)]).toEqual([first?.id, second?.id])
    expect(first?.id).not.toBe(second?.id)
  })

  it('pressed again with somebody added sends to them alone', async () => {
    const input = typed()
    await sendLink(context, input)
    await sendLink(context, { ...input, people: [...input.people, NOAH] })
    expect((await emails()).map(({ to }) => to)).toEqual(['Olivia@Example.com', 'noah@example.com'])
  })

  // C4
  it('again while it works keeps the link, and both emails open it; after its end another one is made', async () => {
    await sendLink(context, typed())
    await deliver()
    await sendLink(context, typed())
    await deliver()
    const [one = '', two = ''] = arrived()
    const [link] = await links()
    expect(one).not.toBe(two)
    expect([await opens(one), await opens(two)]).toEqual([link?.id, link?.id])
    await owner.query(`update customer_link set expires_at = now() - interval '1 ms' where id = $1`, [link?.id])
    await sendLink(context, typed())
    await deliver()
    const later = (await links()).at(-1)
    expect(later?.id).not.toBe(link?.id)
    expect([await opens(one), await opens(two), await opens(arrived()[2] ?? '')]).toEqual([null, null, later?.id])
  })

  // C4
  it('revoked before the worker sends it is not sent, and revoked after it opens nothing', async () => {
    await sendLink(context, typed())
    const [link] = await links()
    await endLink(context, { linkId: link?.id ?? '' })
    await deliver()
    expect((await emails()).map(({ status }) => status)).toEqual(['superseded'])
    expect(server.received).toHaveLength(0)
    await expect(endLink(context, { linkId: link?.id ?? '' })).rejects.toThrow('revoked already')
    await sendLink(context, typed())
    await deliver()
    await sendLink(context, typed())
    await deliver()
    const addresses = arrived()
    expect(await Promise.all(addresses.map(opens))).not.toContain(null)
    await endLink(context, { linkId: (await links()).at(-1)?.id ?? '' })
    expect(await Promise.all(addresses.map(opens))).toEqual([null, null])
  })

  it('that failed waits for a person until it is emailed again, with another address', async () => {
    server.behave({ recipient: '550 No such mailbox' })
    await sendLink(context, typed())
    await deliver()
    const [failed] = await emails()
    expect(failed).toMatchObject({ status: 'failed', lastError: expect.stringContaining('No such mailbox') })
    expect(failed?.attentionAt).not.toBeNull()
    const [link] = await links()
    expect(await waiting()).toMatchObject({
      count: 1,
      emails: [{ id: failed?.id, kind: 'link', link: { id: link?.id } }],
    })
    server.behave({})
    await sendLink(context, typed())
    await deliver()
    expect((await emails()).map(({ status, attentionAt }) => [status, attentionAt])).toEqual([
      ...[
        ['failed', null],
        ['sent', null],
      ],
    ])
    expect(arrived()).toHaveLength(1)
    expect(await waiting()).toEqual({ count: 0, emails: [] })
  })

  it('tried again after the mail server was busy brings an address that opens', async () => {
    server.behave({ recipient: '451 Mailbox busy, try later' })
    await sendLink(context, typed())
    await deliver()
    server.behave({})
    await sendEmail(orgId, (await emails())[0]?.id ?? '')
    const [address = ''] = arrived()
    expect(await opens(address)).toBe((await links())[0]?.id)
  })

  it('is another company’s alone: neither its jobs nor its links are there for this one', async () => {
    const other = await createOrg({ active: false })
    await sendLink(context, typed())
    const [link] = await links()
    await expect(sendLink(other, typed())).rejects.toThrow('no longer exists')
    await expect(showCode(other, { jobId, name: 'Olivia' })).rejects.toThrow('no longer exists')
    await expect(endLink(other, { linkId: link?.id ?? '' })).rejects.toThrow('revoked already')
    expect((await links())[0]?.revokedAt).toBeNull()
  })
})

describe('opening the address that an email brought', () => {
  const SOURCE = { requestId: 'request', address: '127.0.0.1', userAgent: 'test' }
  const open = async (address: string | undefined) =>
    expect(await openLink(tokenOf(address ?? ''), SOURCE)).not.toBeNull()
  const sole = async () => (await emails())[0]
  /** Its message arrives, and the mail server's answer doesn't. */
  async function unanswered(limits: Limits = { ...LIMITS, answer: 100 }) {
    await sendLink(context, typed())
    const email = await sole()
    server.behave({ holds: true })
    const sending = sendEmail(orgId, email?.id ?? '', { limits })
    await server.holding(1)
    return { sending, address: arrived()[0] }
  }

  it('shows that an email arrived which the mail server never confirmed: it waits for nobody', async () => {
    const { sending, address } = await unanswered()
    await sending
    expect((await waiting()).count).toBe(1)
    await open((await linkTo(context, jobId, 'email', 'olivia@example.com')).address) // another one of the same link
    expect(await sole()).toMatchObject({ status: 'unconfirmed', attentionAt: expect.any(Date) })
    await open(address)
    const email = await sole()
    expect(email).toMatchObject({ status: 'sent', sentAt: email?.handedOverAt, lastError: null, attentionAt: null })
    expect(await waiting()).toEqual({ count: 0, emails: [] })
    await sendEmail(orgId, email?.id ?? '')
    expect(server.received).toHaveLength(1)
    server.answer()
  })

  it('before the mail server’s answer leaves that to come, and needs none', async () => {
    const { sending, address } = await unanswered(LIMITS)
    await open(address)
    expect(await sole()).toMatchObject({ status: 'sent', serverAnswer: null })
    server.answer()
    await sending
    expect(await sole()).toMatchObject({ status: 'sent', serverAnswer: expect.stringMatching(/^250/), attempts: 1 })
  })

  it('before the worker gives up waiting for an answer asks nobody', async () => {
    const { sending, address } = await unanswered({ ...LIMITS, answer: 1_000 })
    await open(address)
    await sending
    expect(await sole()).toMatchObject({ status: 'sent', attentionAt: null })
    server.answer()
  })
})

describe('emailing a document', () => {
  async function proposal() {
    const made = await jobWithDocument(context, 100_000, { kind: 'proposal' })
    jobId = made.jobId
    return made.documentId
  }

  it('names it in the subject and on the button, and is refused while it is a draft', async () => {
    const documentId = await proposal()
    await expect(sendLink(context, typed({ documentId }))).rejects.toThrow('is a draft')
    expect(await links()).toEqual([])
    await send(context, documentId)
    await sendLink(context, typed({ documentId }))
    await deliver()
    expect(server.received[0]?.subject).toBe(`${context.org.name}: proposal for Deck`)
    expect(server.received[0]?.html || '').toContain('Open the proposal')
    // What was changed since isn’t sent: the version that stands is what the page shows.
    await draft(context, documentId, plainContent([plainLine(120_000)]))
    await sendLink(context, typed({ documentId }))
    expect(await readVersions(context, documentId)).toHaveLength(1)
  })

  it('moved back before it went out is not sent', async () => {
    const documentId = await proposal()
    await send(context, documentId)
    await sendLink(context, typed({ documentId }))
    await setStage(context, { documentId, from: 'sent', to: 'draft' })
    await deliver()
    expect((await emails()).map(({ status }) => status)).toEqual(['superseded'])
  })

  it('is refused once it was declined, and of another job', async () => {
    const documentId = await proposal()
    await send(context, documentId)
    const { id: elsewhere } = await createJob(context, 100_000)
    await expect(sendLink(context, typed({ documentId, jobId: elsewhere }))).rejects.toThrow('no longer exists')
    await setStage(context, { documentId, from: 'sent', to: 'declined' })
    await expect(sendLink(context, typed({ documentId }))).rejects.toThrow('was declined')
  })
})

describe('a link that the office gives itself', () => {
  it('as a code is the same one until somebody scans it, each code with an address of its own', async () => {
    const one = await showCode(context, { jobId, name: 'Olivia Marsh' })
    const two = await showCode(context, { jobId, name: 'Olivia Marsh' })
    expect(one.lastsMs).toBe(30 * 60_000)
    expect(one.qr.size).toBeGreaterThan(20)
    const [link, ...more] = await links()
    expect(more).toEqual([])
    expect([await opens(one.address), await opens(two.address)]).toEqual([link?.id, link?.id])
    await owner.query('update customer_link set uses = 1 where id = $1', [link?.id])
    await showCode(context, { jobId, name: 'Olivia Marsh' })
    await showCode(context, { jobId, name: 'Noah Marsh' })
    expect((await links()).map(({ name, way }) => [name, way])).toEqual([
      ...[
        ['Olivia Marsh', 'room'],
        ['Olivia Marsh', 'room'],
        ['Noah Marsh', 'room'],
      ],
    ])
    expect((await audited())[0]).toMatchObject({ action: 'link_shown', detail: 'For Noah Marsh' })
  })

  it('to copy is another one each time, and is in the log without its address', async () => {
    const one = await copyLink(context, { jobId, name: 'Olivia Marsh' })
    const two = await copyLink(context, { jobId, name: 'Olivia Marsh' })
    const [first, second] = await links()
    expect([await opens(one.address), await opens(two.address)]).toEqual([first?.id, second?.id])
    const [entry] = await audited()
    expect(entry).toMatchObject({ action: 'link_copied', detail: 'For Olivia Marsh' })
    expect(JSON.stringify(entry)).not.toContain(tokenOf(two.address))
  })
})
