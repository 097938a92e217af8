import pg from 'pg'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { setStage } from '@/lib/documents/set-stage'
import { env } from '@/lib/env'
import type { OrgContext } from '@/lib/orgs/context'
import { isGood, verifyPdf } from '@/lib/seal/verify-pdf'
import { giveConsent } from '@/lib/signing/consent'
import { consentTextIn } from '@/lib/signing/consent-text'
import { sign, signIn } from '@/lib/signing/sign'
import { createOrg } from '@/lib/testing/fixtures'
import { draft, jobWithDocument, plainLine, send } from '@/lib/testing/papers'
import { readPdf } from '@/lib/testing/pdf'
import { agreementToSign, consentAndSign, DRAWN, documentEvents, first, signing } from '@/lib/testing/signing'
import { sealSigned } from './seal-signed'
import { readSealedCopy } from './sealed-copy'
import { sweepSeals } from './sweep-seals'

// A paper that everybody has signed is sealed once, and its copy queued for each who has an address.

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
let context: OrgContext
beforeAll(async () => {
  await owner.connect()
  context = await createOrg({ active: false })
})
afterAll(() => owner.end())
afterEach(() => moveClock(0))

/** How many jobs wait to seal a version. */
async function waiting(documentId: string): Promise<number> {
  const { rows } = await owner.query(`select count(*)::int as many from graphile_worker.jobs where key = $1`, [
    `seal:${context.org.id}:${documentId}:1`,
  ])
  return rows[0].many
}
const forget = (documentId: string) =>
  owner.query(`delete from graphile_worker._private_jobs where key = $1`, [`seal:${context.org.id}:${documentId}:1`])

async function signedBy(customers: string[], { company = false } = {}) {
  const made = await agreementToSign(context, { customers, company })
  for (const [n, link] of made.links.entries())
    await consentAndSign(link, signing(made.read, made.signers[n]?.id, n === 1 ? DRAWN : undefined))
  const of = { orgId: context.org.id, documentId: made.documentId, versionNumber: 1 }
  return { ...made, of }
}
const emailsOf = ({ documentId }: { documentId: string }) =>
  forOrg(context.org.id, (tx) =>
    tx.email.findMany({ where: { documentId, sealedFileId: { not: null } }, orderBy: { to: 'asc' } }),
  )
const delayOf = (documentId: string) =>
  forOrg(context.org.id, (tx) => tx.sealDelay.findFirst({ where: { documentId }, select: { why: true } }))
async function copyOf(documentId: string): Promise<Uint8Array> {
  const file = await forOrg(context.org.id, (tx) => tx.sealedFile.findFirstOrThrow({ where: { documentId } }))
  return file.pdf
}

it('is queued with the last signature, in its transaction, and not before', async () => {
  const { documentId, links, read, signers } = await agreementToSign(context, { customers: ['ada', 'noah'] })
  await consentAndSign(first(links), signing(read, signers[0]?.id))
  expect(await waiting(documentId)).toBe(0)
  const last = links[1]
  if (!last) throw new Error('no second link')
  const input = signing(read, signers[1]?.id)
  const { mark: _, screen: __, ...given } = input
  await giveConsent(last, { ...given, textVersion: consentTextIn('en').version, openedSample: true })
  const killed = forOrg(context.org.id, async (tx) => {
    await signIn(tx, last, input)
    throw new Error('killed')
  })
  await expect(killed).rejects.toThrow('killed')
  expect(await waiting(documentId)).toBe(0)
  await sign(last, input)
  expect(await waiting(documentId)).toBe(1)
})

it('is sealed once, however often and by how many at once: one seal, one event, one email each', async () => {
  const { of, documentId } = await signedBy(['olivia', 'noah'])
  await Promise.all([sealSigned(of), sealSigned(of), sealSigned(of)])
  await sealSigned(of)
  const { rows } = await owner.query('select count(*)::int as many from sealed_file where document_id = $1', [
    documentId,
  ])
  expect(rows).toEqual([{ many: 1 }])
  const acts = (await documentEvents(context, documentId)).map(({ act }) => act)
  expect(acts.filter((act) => act === 'sealed')).toHaveLength(1)
  expect(acts.at(-1)).toBe('sealed')
  expect((await emailsOf(of)).map(({ to, status }) => [to, status])).toEqual([
    ['noah@example.com', 'queued'],
    ['olivia@example.com', 'queued'],
  ])
  expect(await delayOf(documentId)).toBeNull()
})

it('is ours, whole, unchanged and with its history intact; one byte more is a change', async () => {
  const { of, documentId } = await signedBy(['olivia', 'noah'])
  await sealSigned(of)
  const pdf = await copyOf(documentId)
  const verdict = await verifyPdf(pdf)
  expect(verdict).toMatchObject({ isOurs: true, isWhole: true, isUnchanged: true, chain: 'intact', problem: null })
  expect(isGood(verdict)).toBe(true)
  const longer = await verifyPdf(Buffer.concat([Buffer.from(pdf), Buffer.from('%')]))
  expect([longer.isOurs, longer.problem]).toEqual([false, 'added'])
})

it('says who signed, how they were reached, when, and what was signed', async () => {
  const { of, documentId, read, signers } = await signedBy(['olivia', 'noah'], { company: true })
  expect(await waiting(documentId)).toBe(0)
  await sign(context, signing(read, signers.find(({ role }) => role === 'company')?.id))
  await sealSigned(of)
  const copy = await readSealedCopy(context.org.id, {
    ...{ jobNumber: String((await jobNumberOf(documentId)) ?? 0), kind: 'agreement', ordinal: 0, version: null },
  })
  expect(copy?.fileName).toMatch(/^agreement-\d+-version-1-sealed\.pdf$/)
  const { pages, isAccessible } = await readPdf(copy?.bytes ?? new Uint8Array())
  const text = pages.join(' ')
  const events = await documentEvents(context, documentId)
  const signed = events.find(({ act }) => act === 'signed')
  const { rows } = await owner.query('select original_sha256 from sealed_file where document_id = $1', [documentId])
  for (const words of [
    ...['By email to olivia@example.com', 'By email to noah@example.com', 'Drawn by hand', 'Typed', '390 × 844'],
    ...[`${context.user.name}, signed in as a member of the company`, 'Signed by everybody, version 1'],
    ...[
      read.sha256,
      rows[0].original_sha256,
      Buffer.from(signed?.hash ?? []).toString('hex'),
      `Text version ${consentTextIn('en').version}`,
    ],
    ...['UTC', context.org.timeZone, 'http://localhost:3000/verify', '$5,000.00'],
  ])
    expect(text).toContain(words)
  expect(text).not.toContain('Edited')
  expect(isAccessible).toBe(true)
})

const jobNumberOf = async (documentId: string): Promise<number | undefined> =>
  (
    await owner.query(
      'select job.number from document join job on job.org_id = document.org_id and job.id = document.job_id where document.id = $1',
      [documentId],
    )
  ).rows[0]?.number

it('has the forms to cancel in duplicate where the state gives that right', async () => {
  await owner.query(`update org set state = 'CO', street = '1 Main St', city = 'Denver', zip = '80202' where id = $1`, [
    context.org.id,
  ])
  const { of, documentId } = await signedBy(['olivia'])
  await sealSigned(of)
  const { pages } = await readPdf(await copyOf(documentId))
  const forms = pages.filter((page) => page.includes('I HEREBY CANCEL THIS TRANSACTION.'))
  expect(forms).toHaveLength(2)
  for (const form of forms) expect(form).toContain('1 Main St, Denver, CO 80202, NOT LATER THAN MIDNIGHT OF')
})

it('isn’t sealed where it’s signed on paper, or was taken back since', async () => {
  const { jobId: _, documentId } = await jobWithDocument(context, 0)
  await draft(context, documentId, plainContent([plainLine(5_000_00)]))
  await send(context, documentId)
  await setStage(context, { documentId, from: 'sent', to: 'signed' })
  expect(await waiting(documentId)).toBe(0)
  const back = await signedBy(['olivia'])
  await setStage(context, { documentId: back.documentId, from: 'signed', to: 'sent' })
  await sealSigned(back.of)
  expect(await emailsOf(back.of)).toEqual([])
  await forget(back.documentId)
  await setStage(context, { documentId: back.documentId, from: 'sent', to: 'signed' })
  expect(await waiting(back.documentId)).toBe(1)
})

it('is found by the sweep where its job is gone, until it’s sealed', async () => {
  const { of, documentId } = await signedBy(['olivia'])
  await forget(documentId)
  await sweepSeals()
  expect(await waiting(documentId)).toBe(1)
  await sealSigned(of)
  await forget(documentId)
  await sweepSeals()
  expect(await waiting(documentId)).toBe(0)
})

it('waits where nothing can be sealed, says why, is tried again, and is sealed once it can be', async () => {
  const { of, documentId } = await signedBy(['olivia'])
  await forget(documentId)
  const before = env().SEAL_P12_FILE
  Object.assign(env(), { SEAL_P12_FILE: '/nowhere/seal.p12' })
  try {
    await sealSigned(of)
    expect(await delayOf(documentId)).toEqual({ why: 'key' })
    expect(await waiting(documentId)).toBe(1)
    const { documentId: other } = await jobWithDocument(context, 0)
    await draft(context, other, plainContent([plainLine(5_000_00)]))
    await expect(send(context, other)).rejects.toThrow('Signed papers can’t be sealed right now, so nothing was sent')
    const { rows } = await owner.query('select stage from document where id = $1', [other])
    expect(rows).toEqual([{ stage: 'draft' }])
  } finally {
    Object.assign(env(), { SEAL_P12_FILE: before })
  }
  await sealSigned(of)
  expect(await emailsOf(of)).toHaveLength(1)
})

it('reaches somebody whose link was revoked, without another link', async () => {
  const { of, links } = await signedBy(['olivia'])
  await owner.query('update customer_link set revoked_at = now() where id = $1', [first(links).link.id])
  await sealSigned(of)
  expect((await emailsOf(of)).map(({ linkId }) => linkId)).toEqual([first(links).link.id])
})

it('is never sealed before it was signed, whatever a clock says', async () => {
  moveClock(10 * 60_000)
  const { of, documentId } = await signedBy(['olivia'])
  moveClock(0)
  await sealSigned(of)
  const { rows } = await owner.query(
    `select file.at >= signature.signed_at as is_later from sealed_file file join signature
       on signature.org_id = file.org_id and signature.document_id = file.document_id where file.document_id = $1`,
    [documentId],
  )
  expect(rows).toEqual([{ is_later: true }])
  expect(isGood(await verifyPdf(await copyOf(documentId)))).toBe(true)
})
