import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { draft, jobWithDocument, plainLine, readRow } from '@/lib/testing/papers'
import { plainContent } from './content'
import { readContent } from './lock-document'
import { priceContent } from './standing-total'

// During an upgrade, processes of the version before read and write lines (migration documents).

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

type Line = { description: string; quantityHundredths: number; unitPriceCents: number }

/** A new document, and its lines as the version before writes them. */
async function writtenBefore(lines: readonly Line[]): Promise<string> {
  const { jobId } = await jobWithDocument(context, 0, { kind: 'proposal' })
  return forOrg(orgId, async (tx) => {
    const { id } = await tx.document.create({ data: { orgId, jobId, kind: 'agreement' } })
    for (const [position, { description, quantityHundredths, unitPriceCents }] of lines.entries())
      await tx.$executeRaw`insert into line_item
        (org_id, id, document_id, position, description, quantity_hundredths, unit_price_cents)
        values (${orgId}::uuid, ${randomUUID()}::uuid, ${id}::uuid, ${position}, ${description}, ${quantityHundredths}, ${unitPriceCents})`
    return id
  })
}

const linesOf = (documentId: string) =>
  forOrg(
    orgId,
    (tx) =>
      tx.$queryRaw<{ cents: number }[]>`select quantity_hundredths * unit_price_cents / 100 as cents from line_item
        where org_id = ${orgId}::uuid and document_id = ${documentId}::uuid`,
  )

test('lines of before become a document that comes to the same, to the cent', async () => {
  const line = fc.record({
    description: fc.constantFrom('Shingles', '“Ridge” & 7', 'x\ny'),
    quantityHundredths: fc.integer({ min: 1, max: 2_000_000 }),
    unitPriceCents: fc.integer({ min: -5_000, max: 50_000 }),
  })
  for (const lines of fc.sample(fc.array(line, { maxLength: 5 }), 40)) {
    const document = await readRow(context, await writtenBefore(lines))
    const content = readContent(document.content)
    expect(content.sections[0]?.lines).toMatchObject(lines)
    const { totalCents } = priceContent(content, 'agreement')
    expect({ lines, totalCents: document.totalCents }).toEqual({ lines, totalCents })
  }
})

test('the version before reads what a document of this version comes to', async () => {
  const { documentId } = await jobWithDocument(context, 12_345)
  expect(await linesOf(documentId)).toEqual([{ cents: 12_345 }])
  await draft(context, documentId, plainContent([plainLine(500), plainLine(250)]))
  expect(await linesOf(documentId)).toEqual([{ cents: 750 }])
})

test('and can’t write over what it doesn’t know', async () => {
  const { documentId } = await jobWithDocument(context, 12_345)
  const remove = forOrg(orgId, (tx) => tx.$executeRaw`delete from line_item where document_id = ${documentId}::uuid`)
  await expect(remove).rejects.toThrow('a newer version of Plumbline has saved this document')
  expect(await readRow(context, documentId)).toMatchObject({ totalCents: 12_345, version: 1 })
})
