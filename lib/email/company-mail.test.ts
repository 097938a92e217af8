import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { getCompany, saveCompany } from '@/lib/company/company'
import { removeLogo, setLogo } from '@/lib/company/logo'
import { type CompanyForm, companySchema, companyTexts } from '@/lib/company/schema'
import { forOrg } from '@/lib/db'
import { context, orgId, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { taken } from '@/lib/testing/payments'
import { picture } from '@/lib/testing/pictures'
import { asOwner } from '@/prisma/owner/as-owner'
import { shownHtml } from './queries'
import { sendEmail } from './send-email'

// A company as its customers' mailboxes show it.

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

async function save(typed: Partial<CompanyForm>) {
  const stored = await forOrg(orgId, (tx) => getCompany(tx, orgId))
  const edit = { version: stored.version, formId: randomUUID() }
  return saveCompany(context, companySchema.parse({ ...companyTexts(stored), ...edit, ...typed }))
}

/** Takes a payment, and gives its receipt as it arrived and as it is kept. */
async function receipt() {
  const { id: paymentId } = await taken(
    { totalCents: 1_000_000, amountCents: 150_000 },
    { receiptEmail: 'olivia@example.com' },
  )
  const { id } = await forOrg(orgId, (tx) => tx.email.findFirstOrThrow({ where: { orgId, paymentId } }))
  await sendEmail(orgId, id)
  const kept = await forOrg(orgId, (tx) => tx.email.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } }))
  const mail = server.received.at(-1)
  if (!mail) throw new Error('nothing arrived')
  return { mail, html: mail.html || '', text: mail.text ?? '', kept: kept.html ?? '' }
}

const FILLED: Partial<CompanyForm> = {
  ...{ name: 'Summit Ridge', legalName: 'Summit Ridge Exteriors LLC', website: 'summit.example' },
  ...{ street: '12 Elm St', city: 'Golden', state: 'CO', zip: '80401', email: 'office@summit.example' },
  licenses: [{ state: 'CO', number: 'RC-1234' }],
  ...{ brandColor: '#ffdd00', senderName: 'Summit Office', replyEmail: 'jobs@summit.example' },
  footer: 'Thank you for your trust.\nWarranty: www.evil.example/x',
}

describe('a receipt of a company that has entered everything', () => {
  it.each([{ name: 'service@bank.example', senderName: '' }, { senderName: 'www.bank.example/login' }])(
    'names no other address as its sender: %o',
    async (typed) => {
      await save({ ...FILLED, ...typed })
      const { mail } = await receipt()
      const [from] = mail.from?.value ?? []
      expect(from?.name).toMatch(/ via Plumbline$/)
      expect(from?.name).not.toMatch(/@|bank\.example/)
    },
  )

  it('comes from its name, is answered to its address, and says who it is', async () => {
    await save(FILLED)
    const { mail, html, text } = await receipt()
    expect(mail.from?.value).toEqual([
      { name: 'Summit Office via Plumbline', address: expect.stringMatching(/^receipts@/) },
    ])
    expect(mail.replyTo?.value).toEqual([{ name: '', address: 'jobs@summit.example' }])
    expect(mail.subject).toBe('Summit Ridge: your payment of $1,500.00')
    for (const body of [html, text])
      for (const words of [
        'Summit Ridge Exteriors LLC',
        '12 Elm St, Golden, CO 80401',
        'License CO RC-1234',
        'Thank you',
      ])
        expect(body).toContain(words)
    expect(html).toContain('border-top:6px solid #ffdd00')
    // Yellow couldn't be read: the link has a darker one.
    expect(html).toMatch(/href="https:\/\/summit\.example\/" style="color:#(?!ffdd00)/)
    // Of what is typed only the website is a link.
    expect(`${html}${text}`).not.toContain('evil.example')
  })

  it('has the logo in it, as a part that the HTML names, and loads nothing', async () => {
    await save(FILLED)
    const logo = await setLogo(context, { image: await picture({ format: 'jpeg' }), seen: '' })
    const { mail, html, text, kept } = await receipt()
    const [part, receiptPart, ...more] = mail.attachments
    expect(more).toEqual([])
    expect(receiptPart).toMatchObject({ contentType: 'application/pdf', contentDisposition: 'attachment' })
    expect(part).toMatchObject({
      ...{ contentType: 'image/png', contentDisposition: 'inline', related: true },
      cid: `${logo.hash}@logo.plumbline`,
    })
    expect(part?.content.subarray(1, 4).toString()).toBe('PNG')
    expect(kept).toContain(`src="cid:${logo.hash}@logo.plumbline"`)
    expect(html).not.toMatch(/src="http/)
    expect(text).not.toMatch(/cid:|logo\.plumbline/)
    // The mailbox shows it the same, also once the company has another one, and nobody else can.
    await removeLogo(context, { seen: logo.hash })
    expect(await forOrg(orgId, (tx) => shownHtml(tx, orgId, kept))).toContain(
      `src="data:image/png;base64,${part?.content.toString('base64')}"`,
    )
    const other = randomUUID()
    expect(await forOrg(other, (tx) => shownHtml(tx, other, kept))).toContain('src="data:image/png;base64,"')
    // The next one goes out without.
    expect((await receipt()).mail.attachments.map(({ contentType }) => contentType)).toEqual(['application/pdf'])
  })
})

describe('a receipt of a company that has entered nothing', () => {
  it('comes from its name, and promises no answer that nobody gives', async () => {
    const { mail, html, text } = await receipt()
    expect(mail.from?.value[0]?.name).toBe(`${context.org.name} via Plumbline`)
    expect(mail.replyTo).toBeUndefined()
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual(['application/pdf'])
    expect(`${html}${text}`).not.toMatch(/Questions\?|License|null|undefined/)
    expect(html).not.toContain('border-top:6px')
  })

  it('is answered to its email where it has no other address', async () => {
    await save({ email: 'office@summit.example' })
    expect((await receipt()).mail.replyTo?.text).toBe('office@summit.example')
  })

  it('says that a reply reaches it where that is all', async () => {
    await save({ replyEmail: 'jobs@summit.example' })
    expect((await receipt()).text.replace(/\s+/g, ' ')).toContain('Reply to this email to reach')
  })
})

it.each([
  ['line ends', 'Summit\r\nBcc: victim@example.com', 'Summit Bcc: victim at example. com'],
  ['a comma and quotes', 'Summit, "Ridge" & Co', 'Summit, "Ridge" & Co'],
  ['letters from everywhere', 'Dächer & Söhne 屋根', 'Dächer & Söhne 屋根'],
])('a name with %s stays one name of one sender', async (_, name, shown) => {
  // Past the form and its rules, as somebody at the database would.
  await asOwner((tx) => tx.org.update({ where: { id: orgId }, data: { name, email: 'office@summit.example' } }))
  const { mail } = await receipt()
  expect(mail.from?.value).toHaveLength(1)
  expect(mail.from?.value[0]?.name).toBe(`${shown} via Plumbline`)
  expect(mail.headers.has('bcc')).toBe(false)
  expect([mail.to].flat()[0]?.text).toBe('olivia@example.com')
  expect(mail.subject).toContain('your payment of $1,500.00')
})
