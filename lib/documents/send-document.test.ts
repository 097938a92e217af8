import { beforeAll, describe, expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { draft, insertPayment, jobWithDocument, plainLine, readRow, readVersions, send } from '@/lib/testing/papers'
import { asOwner } from '@/prisma/owner/as-owner'
import { canonicalJson } from './canonical'
import { contentSchema, plainContent } from './content'
import { hashOf } from './freeze'
import { readContent } from './lock-document'
import { sendDocument } from './send-document'
import { setStage } from './set-stage'
import type { Snapshot } from './snapshot'
import { priceContent } from './standing-total'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

test('a version holds everything that is shown, and nothing that only the company sees', async () => {
  const { documentId } = await jobWithDocument(context, 1000, { kind: 'proposal' })
  const content = contentSchema.parse({
    ...plainContent([{ ...plainLine(123_456, 'Shingles'), costCents: 77_701 } as never]),
    ...{ title: 'A new roof', note: 'Thank you', terms: '# Terms', internalNote: 'Knows the neighbor' },
    taxRates: [{ id: 't', name: 'Sales tax', rateThousandths: 8_875 }],
  })
  await draft(context, documentId, content)
  await send(context, documentId)
  const [version] = await readVersions(context, documentId)
  if (!version) throw new Error('nothing was sent')
  const snapshot: Snapshot = JSON.parse(version.snapshot)
  expect(version.sha256).toBe(hashOf(version.snapshot))
  expect(canonicalJson(snapshot)).toBe(version.snapshot)
  expect(version.snapshot).not.toMatch(/77701|cost|margin|internalNote|neighbor/i)
  expect(snapshot).toMatchObject({
    ...{ format: 1, kind: 'proposal', version: 1, timeZone: context.org.timeZone },
    company: { name: context.org.name },
    customer: { name: 'Test Person' },
    job: { title: 'Deck' },
    content: { title: 'A new roof', note: 'Thank you', terms: '# Terms' },
  })
  expect(snapshot.sums).toEqual(priceContent(readContent(snapshot.content), 'proposal').priced)
  expect(await readRow(context, documentId)).toMatchObject({ stage: 'sent', sentVersion: 1, totalCents: 123_456 })
})

describe('a version can’t be changed', () => {
  const acts = ["update document_version set snapshot = '{}'", 'delete from document_version', 'delete from acceptance']
  test.each(acts)('not by the app: %s', async (act) => {
    const { documentId } = await jobWithDocument(context, 1000)
    await send(context, documentId)
    const [before] = await readVersions(context, documentId)
    await expect(forOrg(orgId, (tx) => tx.$executeRawUnsafe(act))).rejects.toThrow(/denied/)
    expect((await readVersions(context, documentId))[0]).toEqual(before)
  })

  test('nor by the owner of the tables', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    await send(context, documentId)
    for (const act of [
      "update document_version set sha256 = ''",
      'delete from document_version',
      'truncate document_version cascade',
    ])
      await expect(asOwner((tx) => tx.$executeRawUnsafe(act), orgId)).rejects.toThrow('never changed')
  })

  test('and none is kept under a hash that isn’t its own', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    const data = {
      orgId,
      documentId,
      number: 1,
      snapshot: '{}',
      sha256: hashOf('{} '),
      sentAt: new Date(),
      sentByName: 'A',
    }
    await expect(forOrg(orgId, (tx) => tx.documentVersion.create({ data }))).rejects.toThrow('document_version_hash')
  })
})

describe('room for signatures', () => {
  const snapshotOf = async (documentId: string): Promise<Snapshot> =>
    JSON.parse((await readVersions(context, documentId)).at(-1)?.snapshot ?? '')

  test('is frozen with who signs an agreement: the company by its legal name, and the customer', async () => {
    const { documentId, jobId } = await jobWithDocument(context, 1000)
    await send(context, documentId)
    const customers = [{ name: 'Test Person', company: '' }]
    expect((await snapshotOf(documentId)).signatures).toEqual({ company: context.org.name, customers })
    await forOrg(orgId, async (tx) => {
      await tx.org.update({ where: { id: orgId }, data: { legalName: 'Test Roofing LLC' } })
      await tx.customer.updateMany({
        where: { orgId, jobs: { some: { id: jobId } } },
        data: { company: 'Person Homes' },
      })
    })
    const { content } = await snapshotOf(documentId)
    await draft(context, documentId, { ...readContent(content), note: 'Once more' })
    await send(context, documentId)
    expect((await snapshotOf(documentId)).signatures).toEqual({
      company: 'Test Roofing LLC',
      customers: [{ name: 'Test Person', company: 'Person Homes' }],
    })
  })

  test('isn’t on a proposal, nor put into what was sent before versions were kept', async () => {
    const proposal = await jobWithDocument(context, 1000, { kind: 'proposal' })
    await send(context, proposal.documentId)
    expect(await snapshotOf(proposal.documentId)).not.toHaveProperty('signatures')
    const old = await jobWithDocument(context, 1000, { stage: 'sent' })
    await setStage(context, { documentId: old.documentId, from: 'sent', to: 'signed' })
    expect(await snapshotOf(old.documentId)).not.toHaveProperty('signatures')
  })
})

describe('sending', () => {
  test('pressed ten times at once sends once', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    const results = await Promise.all(
      Array.from({ length: 10 }, () => sendDocument(context, { documentId, version: 1 })),
    )
    expect(results).toEqual(Array(10).fill({ number: 1 }))
    expect(await readVersions(context, documentId)).toHaveLength(1)
  })

  test('is refused where somebody changed the draft after it was looked at', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    await draft(context, documentId, plainContent([plainLine(2000)]))
    await expect(sendDocument(context, { documentId, version: 1 })).rejects.toThrow('Look at it again')
    expect(await readVersions(context, documentId)).toEqual([])
  })

  test.each([
    [plainContent(), 'Add at least one line.'],
    [plainContent([plainLine(100, '')]), 'Enter what this line is for.'],
    [plainContent([plainLine(100), plainLine(-200)]), 'Make it $0.00 or more.'],
    [{ ...plainContent([plainLine(100)]), expiresOn: '2020-01-01' }, 'This day is over.'],
  ])('says what is missing (%#)', async (content, words) => {
    const { documentId } = await jobWithDocument(context, 1000)
    await draft(context, documentId, content)
    await expect(send(context, documentId)).rejects.toThrow(words)
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'draft', sentVersion: null })
  })

  test('is refused for less than was paid', async () => {
    const { documentId, jobId } = await jobWithDocument(context, 10_000)
    await send(context, documentId)
    await insertPayment(context, jobId, 5_000, 'settled')
    await draft(context, documentId, plainContent([plainLine(4_999)]))
    await expect(send(context, documentId)).rejects.toThrow('can’t be below $50.00')
    expect(await readRow(context, documentId)).toMatchObject({ totalCents: 10_000, sentVersion: 1 })
  })

  test('taken back makes a draft again, and the next time version 2', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    await send(context, documentId)
    await setStage(context, { documentId, from: 'sent', to: 'draft' })
    await draft(context, documentId, plainContent([plainLine(3000)]))
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'draft', totalCents: 3000 })
    expect(await send(context, documentId)).toEqual({ number: 2 })
  })
})

test('P26: ten documents made at once have ten different numbers', async () => {
  const made = await Promise.all(Array.from({ length: 10 }, () => jobWithDocument(context, 100)))
  const rows = await Promise.all(made.map(({ documentId }) => readRow(context, documentId)))
  expect(new Set(rows.map(({ number }) => number)).size).toBe(10)
  for (const { number } of rows) expect(number).toBeGreaterThan(1000)
})
