import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { sha256Of } from '@/lib/seal/sealer'
import { sealSigned } from '@/lib/sealing/seal-signed'
import { createOrg } from '@/lib/testing/fixtures'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { agreementToSign, consentAndSign, first, signing } from '@/lib/testing/signing'
import { sendEmail } from './send-email'

// The sealed copy as it arrives with whoever signed.

let server: MailServer
let context: OrgContext
beforeAll(async () => {
  server = await startMailServer()
  process.env.SMTP_URL = server.url
  context = await createOrg({ active: false })
})
afterAll(() => server.stop())
beforeEach(() => {
  server.received.length = 0
})

async function sealedFor(name: string) {
  const made = await agreementToSign(context, { customers: [name] })
  await consentAndSign(first(made.links), signing(made.read, made.signers[0]?.id))
  await sealSigned({ orgId: context.org.id, documentId: made.documentId, versionNumber: 1 })
  const { documentId } = made
  const read = () =>
    forOrg(context.org.id, async (tx) => ({
      email: await tx.email.findFirstOrThrow({ where: { documentId, sealedFileId: { not: null } } }),
      file: await tx.sealedFile.findFirstOrThrow({ where: { documentId } }),
    }))
  return { ...made, read }
}

it('has the sealed bytes attached and the person’s own link, of which nothing is kept', async () => {
  const { read } = await sealedFor('olivia')
  const { email, file } = await read()
  await sendEmail(context.org.id, email.id)
  const mail = server.received.at(-1)
  expect(mail?.subject).toMatch(/: signed agreement for Deck$/)
  expect(mail?.attachments.map(({ filename }) => filename)).toEqual([
    expect.stringMatching(/^agreement-\d+-version-1-sealed\.pdf$/),
  ])
  expect(sha256Of(mail?.attachments[0]?.content ?? Buffer.alloc(0))).toBe(file.sha256)
  expect(mail?.text).toContain('Everybody has signed the agreement. Your copy is attached as a PDF.')
  expect(mail?.text).toContain(file.sha256.slice(0, 8))
  const address = /http:\/\/localhost:3000\/c\/([A-Za-z0-9_-]{43})/.exec(mail?.text ?? '')
  expect(address).not.toBeNull()
  const kept = await read()
  expect(kept.email.status).toBe('sent')
  expect(`${kept.email.html}${kept.email.text}`).not.toContain(address?.[1])
})

it('goes without a link, and still with the copy, where the office has revoked the link', async () => {
  const { read, links } = await sealedFor('noah')
  const revokedAt = new Date()
  await forOrg(context.org.id, (tx) =>
    tx.customerLink.updateMany({ where: { id: first(links).link.id }, data: { revokedAt, revokedByName: 'Ada' } }),
  )
  const { email } = await read()
  await sendEmail(context.org.id, email.id)
  const mail = server.received.at(-1)
  expect(mail?.attachments).toHaveLength(1)
  expect(mail?.text).not.toContain('/c/')
  expect((await read()).email.status).toBe('sent')
})
