import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { readReceiptPaper } from '@/lib/payments/receipt-paper'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { renderReceipt } from '@/lib/pdf/receipt-pdf'
import { orgId, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { taken } from '@/lib/testing/payments'
import { readPdf } from '@/lib/testing/pdf'
import { asOwner } from '@/prisma/owner/as-owner'
import { attachedReceipt } from './attached-receipt'
import { sendEmail } from './send-email'
import { writeMessage } from './write-message'

// The PDF that goes along in a receipt's email.

let server: MailServer
beforeAll(async () => {
  server = await startMailServer()
  process.env.SMTP_URL = server.url
})
afterAll(() => server.stop())
setUpSandbox({ org: false }) // after the mail server: the environment is read once
beforeEach(async () => {
  await takeOrg()
  server.received.length = 0
})

async function receiptEmail() {
  const { id: paymentId } = await taken(
    { totalCents: 1_000_000, amountCents: 150_000 },
    { receiptEmail: 'olivia@example.com' },
  )
  const email = await forOrg(orgId, (tx) => tx.email.findFirstOrThrow({ where: { orgId, paymentId } }))
  return { paymentId, email }
}

it('says what the email says, and is the same to the byte however often it’s made', async () => {
  const { email, paymentId } = await receiptEmail()
  await sendEmail(orgId, email.id)
  const [part] = server.received.at(-1)?.attachments ?? []
  if (!part) throw new Error('nothing came along')
  expect(part).toMatchObject({ contentType: 'application/pdf', contentDisposition: 'attachment' })
  expect(part.filename).toMatch(/^receipt-job-\d+-\d{4}-\d\d-\d\d\.pdf$/)
  const { pages, isAccessible } = await readPdf(new Uint8Array(part.content))
  expect(isAccessible).toBe(true)
  for (const words of ['$1,500.00', 'Payment authorized', 'Visa ending in 1111', 'Balance due $8,500.00'])
    expect(pages[0]).toContain(words)
  const written = await forOrg(orgId, (tx) => writeMessage(tx, email))
  if (written.kind !== 'message') throw new Error('nothing was written')
  expect(Buffer.compare((await attachedReceipt(written))?.pdf ?? part.content, part.content)).toBe(0)
  // The one that a member downloads.
  const read = await forOrg(orgId, (tx) => readReceiptPaper(tx, orgId, paymentId))
  if (!read) throw new Error('no receipt')
  expect(read.fileName).toBe(part.filename)
  expect(Buffer.compare(await renderReceipt(read.paper), part.content)).toBe(0)
})

it('leads nowhere that somebody typed', async () => {
  await asOwner((tx) => tx.org.update({ where: { id: orgId }, data: { name: 'Pay www.evil.example' } }))
  const { email } = await receiptEmail()
  await sendEmail(orgId, email.id)
  const [part] = server.received.at(-1)?.attachments ?? []
  const { pages, links } = await readPdf(new Uint8Array(part?.content ?? []))
  expect(links).toEqual([])
  expect(pages.join(' ')).not.toContain('www.evil.example')
})

it('is none of a payment that no longer counts', async () => {
  const { paymentId } = await receiptEmail()
  await recordOutcome(orgId, paymentId, { status: 'returned' }, 'sync')
  expect(await forOrg(orgId, (tx) => readReceiptPaper(tx, orgId, paymentId))).toBeNull()
})
