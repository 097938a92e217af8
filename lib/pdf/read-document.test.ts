import { beforeAll, expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import { contentSchema, plainContent } from '@/lib/documents/content'
import { addPhoto } from '@/lib/files/add-photo'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { draft, jobWithDocument, plainLine, readVersions, send } from '@/lib/testing/papers'
import { readPdf } from '@/lib/testing/pdf'
import { picture } from '@/lib/testing/pictures'
import { readDocumentPdf } from './read-document'

let context: OrgContext
beforeAll(async () => {
  context = await createOrg({ active: false })
})

/** A proposal over $1,234.56 that wasn't sent. */
async function proposal() {
  const { jobId, documentId } = await jobWithDocument(context, 123_456, { kind: 'proposal' })
  const where = { orgId_id: { orgId: context.org.id, id: jobId } }
  const { number } = await forOrg(context.org.id, (tx) => tx.job.findUniqueOrThrow({ where }))
  const read = (version: string | null = null, orgId = context.org.id) =>
    readDocumentPdf(orgId, { jobNumber: String(number), kind: 'proposal', ordinal: 0, version })
  return { documentId, number, read }
}
async function made(read: ReturnType<typeof readDocumentPdf>) {
  const pdf = await read
  if (!pdf || 'refused' in pdf) throw new Error('no PDF')
  return pdf
}

test('what was sent is a PDF of the same bytes each time, with its total and its fingerprint', async () => {
  const { documentId, read } = await proposal()
  expect(await read()).toBeNull()
  await draft(context, documentId, { ...plainContent([plainLine(123_456, 'Shingles')]), terms: '# Warranty' })
  await send(context, documentId)
  const [version] = await readVersions(context, documentId)
  const pdf = await made(read())
  expect(pdf.fileName).toMatch(/^proposal-\d+-version-1\.pdf$/)
  expect(Buffer.from((await made(read('1'))).bytes).equals(Buffer.from(pdf.bytes))).toBe(true)
  const { pages, isAccessible } = await readPdf(pdf.bytes)
  expect(isAccessible).toBe(true)
  for (const words of ['Shingles', '$1,234.56', 'Warranty', version?.sha256.slice(0, 8) ?? 'no hash'])
    expect(pages.join(' ')).toContain(words)
})

test('each version keeps its own paper', async () => {
  const { documentId, read } = await proposal()
  for (const cents of [100_000, 250_000]) {
    await draft(context, documentId, plainContent([plainLine(cents)]))
    await send(context, documentId)
  }
  const textOf = async (version: string | null) => (await readPdf((await made(read(version))).bytes)).pages.join(' ')
  expect(await textOf('1')).toContain('$1,000.00')
  expect(await textOf('2')).toContain('$2,500.00')
  expect(await textOf(null)).toBe(await textOf('2'))
})

test('nobody gets what isn’t there or isn’t theirs', async () => {
  const { documentId, read } = await proposal()
  await send(context, documentId)
  for (const version of ['2', '0', '-1', '1e3', 'x', '99999999999', '']) expect(await read(version), version).toBeNull()
  expect(await read(null, (await createOrg({ active: false })).org.id)).toBeNull()
  expect(
    await readDocumentPdf(context.org.id, { jobNumber: '1 or 1', kind: 'proposal', ordinal: 0, version: null }),
  ).toBeNull()
})

test('photos are on the paper, and one whose file is gone is told', async () => {
  const { documentId, number, read } = await proposal()
  const photo = await addPhoto(context, { image: await picture(), jobNumber: number, name: 'roof.png' })
  const withPhoto = (hash: string) =>
    contentSchema.parse({
      ...plainContent([plainLine(100)]),
      photos: [{ ...photo, id: 'p', hash, caption: 'The roof' }],
    })
  await draft(context, documentId, withPhoto(photo.hash))
  await send(context, documentId)
  const { hasPictures, pages } = await readPdf((await made(read())).bytes)
  expect([hasPictures, pages.join(' ').includes('The roof')]).toEqual([true, true])
  await draft(context, documentId, withPhoto('ab'.repeat(32)))
  await send(context, documentId)
  expect(await read()).toEqual({ refused: expect.stringContaining('photo 1 is missing') })
})
