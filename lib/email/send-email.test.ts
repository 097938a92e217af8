import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { takePayment } from '@/lib/payments/take/take-payment'
import { bankAccount, createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { type Sandbox, startSandbox } from '@/lib/testing/sandbox'
import { asOwner } from '@/prisma/owner/as-owner'
import { sendEmail } from './send-email'

let server: MailServer
let sandbox: Sandbox
let context: OrgContext

beforeAll(async () => {
  server = await startMailServer()
  process.env.SMTP_URL = server.url
  sandbox = await startSandbox()
  process.env.SANDBOX_URL = sandbox.url
  context = await createOrg()
  await asOwner((tx) => tx.org.update({ where: { id: context.org.id }, data: { phone: '3035550142' } }))
})
afterAll(async () => {
  await sandbox.kill()
  await server.stop()
})
beforeEach(() => {
  server.received.length = 0
  server.behave({})
})

async function receiptOf(to: string) {
  const job = await createJob(context, 1_000_000)
  const input = paymentOf(job.number, 150_000, { receiptEmail: to })
  await takePayment(context, input)
  return forOrg(context.org.id, (tx) =>
    tx.email.findFirst({ where: { orgId: context.org.id, paymentId: input.paymentId } }),
  )
}
const emailRow = (id: string) =>
  forOrg(context.org.id, (tx) => tx.email.findUniqueOrThrow({ where: { orgId_id: { orgId: context.org.id, id } } }))

describe('the receipt', () => {
  it('reaches the address given in the dialog, as HTML and as text, once', async () => {
    const email = await receiptOf('somebody.else@example.com')
    await sendEmail(context.org.id, email?.id ?? '')
    await sendEmail(context.org.id, email?.id ?? '')
    expect(server.received).toHaveLength(1)
    const [mail] = server.received
    expect(mail?.to).toMatchObject({ text: 'somebody.else@example.com' })
    expect(mail?.subject).toBe(`${context.org.name}: your payment of $1,500.00`)
    for (const body of [mail?.html || '', mail?.text ?? '']) {
      expect(body).toContain('$1,500.00')
      expect(body).toContain('Visa ending in 1111')
      expect(body).toContain('$8,500.00')
      expect(body).toContain('(303) 555-0142')
      expect(body).not.toContain('4111111111111111')
    }
    expect(await emailRow(email?.id ?? '')).toMatchObject({
      ...{ status: 'sent', attempts: 1, lastError: null, keptHere: false },
    })
  })

  it('is tried again after the mail server said no, and keeps its answer until then', async () => {
    const email = await receiptOf('busy@example.com')
    server.behave({ recipient: '451 Mailbox busy, try later' })
    await sendEmail(context.org.id, email?.id ?? '')
    const row = await emailRow(email?.id ?? '')
    expect(row).toMatchObject({ status: 'retrying', attempts: 1 })
    expect(row.lastError).toContain('Mailbox busy')
    server.behave({})
    await sendEmail(context.org.id, email?.id ?? '')
    expect(await emailRow(email?.id ?? '')).toMatchObject({ status: 'sent', attempts: 2, lastError: null })
    expect(server.received).toHaveLength(1)
    expect(server.received[0]?.messageId).toContain(email?.id)
  })

  it('is given up at once when the mail server will never take it', async () => {
    const email = await receiptOf('nobody@example.com')
    await sendEmail(context.org.id, email?.id ?? '')
    const row = await emailRow(email?.id ?? '')
    expect(row).toMatchObject({ status: 'failed', attempts: 1 })
    expect(row.lastError).toContain('No such mailbox')
  })

  it('is delivered once, however many workers try', async () => {
    const email = await receiptOf('one@example.com')
    const tries = Array.from({ length: 4 }, () => sendEmail(context.org.id, email?.id ?? ''))
    const results = await Promise.allSettled(tries)
    expect(results.filter((result) => result.status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
    expect(server.received).toHaveLength(1)
  })
})

describe('the email about a void or refund', () => {
  const orgId = () => context.org.id
  async function taken(changes: Parameters<typeof paymentOf>[2] = {}) {
    const job = await createJob(context, 1_000_000)
    const input = paymentOf(job.number, 150_000, changes)
    await takePayment(context, input)
    return input.paymentId
  }
  const settle = (id: string, paysimpleId: string | null) =>
    sandbox
      .setStatus(Number(paysimpleId), 'Settled')
      .then(() => recordOutcome(orgId(), id, { status: 'settled' }, 'sync'))
  const paymentRow = (id: string) =>
    forOrg(orgId(), (tx) => tx.payment.findUniqueOrThrow({ where: { orgId_id: { orgId: orgId(), id } } }))
  const reverse = (paymentId: string, kind: 'void' | 'refund', retainedCents = 0) =>
    reversePayment(context, {
      paymentId,
      reversalId: randomUUID(),
      kind,
      retainedCents,
      note: 'secret: our own reason',
    })
  async function mailOf(paymentId: string, kind: 'receipt' | 'voided' | 'refunded') {
    const email = await forOrg(orgId(), (tx) => tx.email.findFirst({ where: { orgId: orgId(), paymentId, kind } }))
    await sendEmail(orgId(), email?.id ?? '')
    const mail = server.received.at(-1)
    expect(`${mail?.html}${mail?.text}`).not.toContain('secret')
    return { subject: mail?.subject, text: (mail?.text ?? '').replace(/\s+/g, ' '), html: mail?.html || '' }
  }

  it('a void: nothing is posted, and what was pending disappears', async () => {
    const id = await taken()
    await reverse(id, 'void')
    const { subject, text, html } = await mailOf(id, 'voided')
    expect(subject).toBe(`${context.org.name}: your payment of $1,500.00 was canceled`)
    expect(text).toContain('canceled before it was charged')
    expect(text).toContain('nothing is posted')
    expect(html).toContain('$10,000.00') // all of the job is owed again
  })

  it('a void of a bank payment speaks of no card', async () => {
    const id = await taken({ source: bankAccount() })
    expect((await mailOf(id, 'receipt')).text).toContain('submitted, pending settlement')
    await reverse(id, 'void')
    const { text } = await mailOf(id, 'voided')
    expect(text).toContain('Nothing is taken from your bank account')
    expect(text).not.toMatch(/card/i)
  })

  it('a refund: a credit within days', async () => {
    const id = await taken()
    await settle(id, (await paymentRow(id)).paysimplePaymentId)
    await reverse(id, 'refund')
    const { subject, text } = await mailOf(id, 'refunded')
    expect(subject).toBe(`${context.org.name}: your refund of $1,500.00`)
    expect(text).toContain('on its way back to Visa ending in 1111')
    expect(text).toContain('3 to 5 business days')
    expect(text).not.toContain('two lines')
  })

  it('a partial refund: both lines of the statement, and a receipt for the second', async () => {
    const id = await taken()
    await settle(id, (await paymentRow(id)).paysimplePaymentId)
    const { rechargeId } = await reverse(id, 'refund', 100_000)
    const { subject, text } = await mailOf(id, 'refunded')
    expect(subject).toBe(`${context.org.name}: your refund of $500.00`)
    expect(text).toContain('two lines: a credit of $1,500.00')
    expect(text).toContain('a new charge of $1,000.00')
    const receipt = await mailOf(rechargeId ?? '', 'receipt')
    expect(receipt.subject).toBe(`${context.org.name}: your payment of $1,000.00`)
    expect(receipt.text).toContain('We refunded all of your earlier payment of $1,500.00')
  })
})
