import { randomUUID } from 'node:crypto'
import { beforeEach, expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import { contentSchema } from '@/lib/documents/content'
import { readContent } from '@/lib/documents/lock-document'
import type { OrgContext } from '@/lib/orgs/context'
import { addTaxRateSchema } from '@/lib/tax-rates/schema'
import { addTaxRate } from '@/lib/tax-rates/tax-rates'
import { createOrg } from '@/lib/testing/fixtures'
import { saveTemplateSchema, startDocumentSchema } from './schema'
import { startDocument } from './start-document'
import { deleteTemplate, listTemplates, saveTemplate } from './templates'

let context: OrgContext
let jobId: string
beforeEach(async () => {
  context = await createOrg({ active: false })
  const orgId = context.org.id
  jobId = await forOrg(orgId, async (tx) => {
    const customer = await tx.customer.create({ data: { orgId, firstName: 'Ann', lastName: 'Lee' } })
    return (await tx.job.create({ data: { orgId, number: 1, title: 'Roof', customerId: customer.id } })).id
  })
})

const ROOF = contentSchema.parse({
  ...{ title: 'New roof', terms: '# Terms', expiresOn: '2026-12-31' },
  taxRates: [{ id: 'tax', name: 'Sales tax', rateThousandths: 8_875 }],
  sections: [
    {
      ...{ id: 'roof', title: 'Roof' },
      lines: [
        { id: 'a', description: 'Shingles', quantityHundredths: 100, unitPriceCents: 100_000, taxRateIds: ['tax'] },
      ],
    },
  ],
  schedule: [
    { id: 'd', label: 'Deposit', kind: 'percent', percentThousandths: 30_000, due: { on: 'signing' } },
    { id: 'r', label: 'Final', kind: 'rest', due: { on: 'completion' } },
  ],
})
const start = (templateId: string | null) =>
  startDocument(context, startDocumentSchema.parse({ jobId, kind: 'proposal', copyProposal: false, templateId }))
const stored = async () => {
  const row = await forOrg(context.org.id, (tx) => tx.document.findFirstOrThrow({ where: { jobId } }))
  return { ...row, content: readContent(row.content) }
}

test('a document begins with a template: its lines, taxes, texts and schedule, under ids of its own', async () => {
  const id = await saveTemplate(context, saveTemplateSchema.parse({ id: randomUUID(), name: 'Roof', content: ROOF }))
  expect(await start(id)).toEqual({ created: true })
  const { content, totalCents } = await stored()
  expect(totalCents).toBe(108_875)
  expect(content).toMatchObject({ title: 'New roof', terms: '# Terms', expiresOn: null })
  expect(content.schedule).toMatchObject([{ label: 'Deposit', percentThousandths: 30_000 }, { kind: 'rest' }])
  expect(content.sections[0]?.id).not.toBe('roof')
  expect(content.sections[0]?.lines[0]?.taxRateIds).toEqual([content.taxRates[0]?.id])
  // Pressed again, or in another tab.
  expect(await start(null)).toEqual({ created: false })
})

test('an empty one has a line, with the taxes that the company begins with', async () => {
  for (const [name, rate] of [
    ['State', '6%'],
    ['City', '2.5%'],
  ])
    await addTaxRate(context, addTaxRateSchema.parse({ id: randomUUID(), name, rate }))
  await start(null)
  const { content } = await stored()
  // The first one is what documents begin with, until somebody says otherwise.
  expect(content.taxRates).toMatchObject([{ name: 'State', rateThousandths: 6_000 }])
  expect(content.sections[0]?.lines).toMatchObject([{ description: '', taxRateIds: [content.taxRates[0]?.id] }])
})

test('a template that is gone is told, and nothing is added', async () => {
  const id = await saveTemplate(context, saveTemplateSchema.parse({ id: randomUUID(), name: 'Roof', content: ROOF }))
  const [listed] = await listTemplates(context.org.id)
  await deleteTemplate(context, { id, version: listed?.version ?? 0 })
  await expect(start(id)).rejects.toThrow('This template no longer exists')
  expect(await forOrg(context.org.id, (tx) => tx.document.count())).toBe(0)
})
