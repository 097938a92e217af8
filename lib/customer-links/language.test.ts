import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { sendEmail } from '@/lib/email/send-email'
import { sendLink } from '@/lib/email/send-link'
import type { OrgContext } from '@/lib/orgs/context'
import { giveConsent } from '@/lib/signing/consent'
import { consentTextIn } from '@/lib/signing/consent-text'
import { sign } from '@/lib/signing/sign'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { linkTo, tokenOf } from '@/lib/testing/links'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { agreementToSign, TYPED } from '@/lib/testing/signing'
import { chooseLanguage, openLink } from './open-link'
import { readByAddress } from './read-link'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
const SOURCE = { address: '192.0.2.1', requestId: 'r', userAgent: 'a test' }
let server: MailServer
let context: OrgContext
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
  server.received.length = 0
  context = await createOrg({ active: false })
  jobId = (await createJob(context, 100_000)).id
})
const languageAt = async (address: string) => (await readByAddress(tokenOf(address)))?.link.language

describe('what a customer reads', () => {
  it('is kept as they open their link and as they choose; the database takes no other language', async () => {
    const { link, address } = await linkTo(context, jobId)
    expect(await languageAt(address)).toBeNull()
    await openLink(tokenOf(address), SOURCE, 'es')
    expect(await languageAt(address)).toBe('es')
    // Opened without a word of it, it stays.
    const opened = await openLink(tokenOf(address), SOURCE)
    expect(opened?.context.link.language).toBe('es')
    if (opened) await chooseLanguage(opened.context, { language: 'en' })
    expect(await languageAt(address)).toBe('en')
    await expect(owner.query(`update customer_link set language = 'fr' where id = $1`, [link.id])).rejects.toThrow(
      'customer_link_language_check',
    )
  })

  it('holds for the links to their other jobs, and for nobody else', async () => {
    const { address } = await linkTo(context, jobId)
    await openLink(tokenOf(address), SOURCE, 'es')
    const other = (await createJob(context, 100_000)).id
    expect((await linkTo(context, other)).link.language).toBe('es')
    expect((await linkTo(context, other, 'email', 'noah@example.com')).link.language).toBeNull()
    expect((await linkTo(context, other, 'copied')).link.language).toBeNull()
  })

  it('is what emails to them are written in', async () => {
    const people = [
      { name: 'Olivia Marsh', email: 'olivia@example.com' },
      { name: 'Noah Marsh', email: 'noah@example.com' },
    ]
    const { address } = await linkTo(context, jobId)
    await openLink(tokenOf(address), SOURCE, 'es')
    await sendLink(context, { jobId, people, message: '', requestId: randomUUID() })
    const orgId = context.org.id
    const emails = await forOrg(orgId, (tx) => tx.email.findMany({ where: { orgId }, orderBy: { to: 'desc' } }))
    for (const { id } of emails) await sendEmail(orgId, id)
    const [hers, his] = server.received
    expect(hers?.text).toContain('Hola, Olivia Marsh:')
    expect(hers?.text).toContain('tiene algo para que usted lo vea.')
    expect(hers?.text).toMatch(/Es solo suyo y funciona hasta el \d+ \w+ \d{4}/)
    expect(hers?.html).toContain('lang="es-US"')
    expect(his?.text).toContain('Hello Noah Marsh,')
    expect(his?.text).not.toContain('Hola')
  })
})

describe('consent to sign electronically', () => {
  it('is given in the language that was read, and either one lets them sign', async () => {
    const { documentId, links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    for (const [n, language] of (['es', 'en'] as const).entries()) {
      const [at, signer] = [links[n], signers[n]]
      if (!at || !signer) throw new Error('nobody signs')
      const as = { ...read, signerId: signer.id }
      const { version } = consentTextIn(language)
      await giveConsent(at, { ...as, textVersion: version, openedSample: true })
      await sign(at, { ...as, mark: TYPED, screen: '390 × 844' })
      const { rows } = await owner.query('select text_version, text_sha256 from consent where signer_id = $1', [
        signer.id,
      ])
      expect(rows).toEqual([{ text_version: version, text_sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }])
    }
    const { rows } = await owner.query('select distinct text_sha256 from consent where org_id = $1', [context.org.id])
    expect(rows).toHaveLength(2)
    const { rows: stages } = await owner.query('select stage from document where id = $1', [documentId])
    expect(stages).toEqual([{ stage: 'signed' }])
  })

  it('names a text that there is', async () => {
    const { links, signers, read } = await agreementToSign(context)
    const [at] = links
    if (!at) throw new Error('nobody signs')
    const input = { ...read, signerId: signers[0]?.id ?? '', textVersion: 99, openedSample: true } as const
    await expect(giveConsent(at, input)).rejects.toThrow('What you consent to has new words.')
  })
})
