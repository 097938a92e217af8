import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { countReviewQueue, listReviewQueue } from '@/lib/payments/review/review-queue'
import { context, orgId, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { listAuditEvents } from '@/lib/testing/listed'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { asked, taken } from '@/lib/testing/payments'
import { dismissEmail, requestEmail, requestEmailSchema } from './request-email'
import { sendEmail } from './send-email'

let server: MailServer
beforeAll(async () => {
  server = await startMailServer()
  process.env.SMTP_URL = server.url
})
afterAll(() => server.stop())
setUpSandbox({ org: false }) // after the mail server: the environment is read once
beforeEach(async () => {
  await takeOrg()
  server.behave({})
  server.received.length = 0
})

const emailsOf = (paymentId: string) =>
  forOrg(orgId, (tx) => tx.email.findMany({ where: { orgId, paymentId }, orderBy: { createdAt: 'asc' } }))
async function sendAll(paymentId: string) {
  for (const { id } of await emailsOf(paymentId)) await sendEmail(orgId, id)
  return emailsOf(paymentId)
}
const arrived = () => server.received.map(({ to, messageId }) => ({ to: [to].flat()[0]?.text, messageId }))

/** A payment whose receipt was tried once. */
async function receipt(to: string) {
  const { id: paymentId } = await taken({ totalCents: 1_000_000, amountCents: 150_000 }, { receiptEmail: to })
  const [email] = await sendAll(paymentId)
  if (!email) throw new Error('no receipt')
  return { paymentId, email }
}
const request = (paymentId: string, to: string, requestId = randomUUID()) =>
  requestEmail(context, { paymentId, kind: 'receipt', to, requestId })
const audited = async () => (await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows.map(({ action }) => action)

it('fault 38: a failed receipt waits for the office, and is sent again as the same email', async () => {
  const { paymentId, email } = await receipt('nobody@example.com')
  expect(await forOrg(orgId, (tx) => countReviewQueue(tx, orgId, new Date(), 'bookkeeper'))).toBe(1)
  const { emails } = await forOrg(orgId, (tx) => listReviewQueue(tx, orgId, new Date(), 'owner'))
  expect(emails).toMatchObject([{ id: email.id, to: 'nobody@example.com', status: 'failed' }])
  await request(paymentId, 'nobody@example.com')
  expect(await forOrg(orgId, (tx) => countReviewQueue(tx, orgId, new Date(), 'owner'))).toBe(0)
  expect(await emailsOf(paymentId)).toMatchObject([{ id: email.id, status: 'queued', requestedByName: 'Ada Admin' }])
  expect(await audited()).toContain('email_sent_again')
})

it('fault 38: a receipt goes to another address, and the payment keeps its own', async () => {
  const { paymentId, email } = await receipt('nobody@example.com')
  await request(paymentId, 'olivia@example.com')
  const [first, second] = await sendAll(paymentId)
  expect(first).toMatchObject({ id: email.id, status: 'failed', attentionAt: null })
  expect(second).toMatchObject({ status: 'sent', copyOfId: email.id, to: 'olivia@example.com' })
  expect(arrived()).toEqual([{ to: 'olivia@example.com', messageId: expect.stringContaining(second?.id ?? '') }])
  expect((await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows[0]).toMatchObject({
    ...{ action: 'email_sent_elsewhere', subject: paymentId, detail: 'Receipt to olivia@example.com' },
  })
})

it('a receipt that was delivered is resent as another email, which no mail system takes for the first', async () => {
  const { paymentId } = await receipt('olivia@example.com')
  await request(paymentId, 'Olivia@example.com')
  await sendAll(paymentId)
  expect(new Set(arrived().map(({ messageId }) => messageId)).size).toBe(2)
})

it('fault 37: one that may have arrived is sent again with its Message-ID', async () => {
  const { id: paymentId } = await taken({ totalCents: 1_000_000, amountCents: 150_000 })
  const [email] = await emailsOf(paymentId)
  server.behave({ holds: true })
  const stop = new AbortController()
  const sending = sendEmail(orgId, email?.id ?? '', { signal: stop.signal })
  await server.holding(1)
  stop.abort()
  await sending
  server.answer()
  server.behave({})
  await request(paymentId, email?.to ?? '')
  expect(await sendAll(paymentId)).toMatchObject([{ status: 'sent' }])
  expect(new Set(arrived().map(({ messageId }) => messageId)).size).toBe(1)
})

it('a double press sends once; the same form with another address is refused aloud', async () => {
  const { paymentId } = await receipt('olivia@example.com')
  const key = randomUUID()
  await Promise.all([1, 2, 3].map(() => request(paymentId, 'mark@example.com', key)))
  await sendAll(paymentId)
  await request(paymentId, 'mark@example.com', key)
  expect(arrived()).toHaveLength(2)
  await expect(request(paymentId, 'other@example.com', key)).rejects.toThrow('already went to mark@example.com')
})

it('the same request changes nothing, also after later ones', async () => {
  const { paymentId } = await receipt('nobody@example.com')
  const [first, second] = [randomUUID(), randomUUID()]
  await request(paymentId, 'nobody@example.com', first)
  await sendAll(paymentId) // fails again
  await request(paymentId, 'nobody@example.com', second)
  await forOrg(orgId, (tx) => tx.email.updateMany({ where: { orgId, paymentId }, data: { status: 'sent' } }))
  for (const key of [first, second]) await request(paymentId, 'nobody@example.com', key)
  expect(await emailsOf(paymentId)).toMatchObject([{ status: 'sent' }])
})

it('two people who press at the same time send once', async () => {
  const { paymentId } = await receipt('nobody@example.com')
  const both = await Promise.allSettled([1, 2].map(() => request(paymentId, 'nobody@example.com')))
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
})

it('a payment without an address gets its receipt emailed by hand', async () => {
  const payment = await taken({ totalCents: 1_000_000, amountCents: 150_000 }, { receiptEmail: '' })
  await request(payment.id, 'olivia@example.com')
  expect(await sendAll(payment.id)).toMatchObject([{ status: 'sent', copyOfId: null }])
})

it('fault 44: nothing is sent that is no longer true', async () => {
  const payment = await taken({ totalCents: 1_000_000, amountCents: 150_000 })
  await reversePayment(context, asked(payment))
  await expect(request(payment.id, 'olivia@example.com')).rejects.toThrow(UserError)
})

it('a person leaves a failed one unsent, once', async () => {
  const { email } = await receipt('nobody@example.com')
  await dismissEmail(context, { emailId: email.id })
  expect(await audited()).toContain('email_dismissed')
  await expect(dismissEmail(context, { emailId: email.id })).rejects.toThrow('Somebody else took care of it')
})

it.each(['', 'olivia', 'olivia@', 'a@b.c, d@e.f'])('“%s” is no address', (to) => {
  const input = { paymentId: randomUUID(), requestId: randomUUID(), kind: 'receipt', to }
  expect(requestEmailSchema.safeParse(input).error?.issues.map(({ path }) => path)).toEqual([['to']])
})
