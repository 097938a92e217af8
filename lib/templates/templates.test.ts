import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { contentSchema, type DocumentContent } from '@/lib/documents/content'
import { pricedInput } from '@/lib/documents/priced-input'
import { priceDocument } from '@/lib/documents/sums'
import type { OrgContext } from '@/lib/orgs/context'
import { addItemSchema, itemValues, updateItemSchema } from '@/lib/price-book/item'
import { lineOfItem } from '@/lib/price-book/line-of-item'
import { getItem } from '@/lib/price-book/queries'
import { addItem, updateItem } from '@/lib/price-book/save-item'
import { createOrg } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { MAX_TEMPLATES, saveTemplateSchema } from './schema'
import { applyTemplate, templateOf } from './template-of'
import {
  archiveTemplate,
  deleteTemplate,
  getTemplate,
  listTemplates,
  renameTemplate,
  restoreTemplate,
  saveTemplate,
} from './templates'

let context: OrgContext
let orgId: string
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const line = (unitPriceCents: number, more = {}) => ({
  ...{ id: randomUUID(), description: 'Roof', quantityHundredths: 100, unitPriceCents },
  ...more,
})
const ROOF: DocumentContent = contentSchema.parse({
  ...{ title: 'New roof', note: 'Dear customer', terms: '# Terms', expiresOn: '2026-12-31' },
  sections: [{ id: 's', title: 'Roof', lines: [line(1_840_000), line(5_000, { optional: { taken: false } })] }],
})
const OPEN: DocumentContent = contentSchema.parse({
  ...ROOF,
  optionGroups: [
    {
      ...{ id: 'g', title: 'Shingles', defaultOptionId: 'better' },
      options: [
        { id: 'good', lines: [line(100_000)] },
        { id: 'better', lines: [line(200_000)], sections: [{ id: 'in', title: '', lines: [line(1)] }] },
      ],
    },
  ],
})
async function save(name: string, content = ROOF, id: string = randomUUID()) {
  return saveTemplate(context, saveTemplateSchema.parse({ id, name, content }))
}
const names = async (archived = false) => (await listTemplates(orgId, { archived })).map(({ name }) => name)
const audited = async () => (await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows.map(({ action }) => action)

describe('a template', () => {
  it('is saved once, with figures of the server’s own, and read as it was saved', async () => {
    const id = await save('Shingle roof', OPEN)
    expect(await save('Shingle roof', OPEN, id)).toBe(id)
    await save('Plain roof')
    expect(await listTemplates(orgId)).toMatchObject([
      { name: 'Plain roof', lineCount: 2, totalCents: 1_840_000, isFrom: false, createdByName: 'Ada Admin' },
      { name: 'Shingle roof', lineCount: 5, totalCents: 1_940_000, isFrom: true },
    ])
    const template = await getTemplate(orgId, id)
    expect(template?.content).toEqual(templateOf(OPEN))
    const copy = applyTemplate(template?.content ?? ROOF)
    expect(copy).toMatchObject({ title: 'New roof', terms: '# Terms', expiresOn: null })
    const copied = priceDocument(pricedInput(copy))
    expect(copied.ok && copied.state === 'open' && copied.fromCents).toBe(1_940_000)
    expect(await getTemplate(orgId, randomUUID())).toBeNull()
    expect(await getTemplate(orgId, 'no id')).toBeNull()
  })

  it('of a draft that isn’t complete is saved, too, without a total', async () => {
    const draft = contentSchema.parse({ sections: [{ id: 's', lines: [line(5, { quantityHundredths: 0 })] }] })
    await save('Draft', draft)
    expect(await listTemplates(orgId)).toMatchObject([{ lineCount: 1, totalCents: null, isFrom: false }])
  })

  it('has a name of its own among those that can be chosen', async () => {
    const id = await save('Roof')
    await expect(save('ROOF')).rejects.toMatchObject({ fields: { name: expect.stringContaining('this name') } })
    await archiveTemplate(context, { id })
    await save('Roof')
    await expect(restoreTemplate(context, { id })).rejects.toThrow('Another template has this name')
    const edit = { version: 1, formId: randomUUID() }
    await renameTemplate(context, { id, name: 'Old roof', ...edit })
    await restoreTemplate(context, { id })
    expect(await names()).toEqual(['Old roof', 'Roof'])
    await expect(renameTemplate(context, { id, name: 'Third', version: 1, formId: randomUUID() })).rejects.toThrow(
      'it is now “Old roof”',
    )
    await renameTemplate(context, { id, name: 'Third', ...edit }) // its own, whose answer was lost
    await expect(renameTemplate(context, { id, name: 'roof', ...edit })).rejects.toThrow('Another template')
    expect((await audited()).slice(0, 3)).toEqual(['template_renamed', 'template_restored', 'template_renamed'])
  })

  it('is archived, restored and deleted, also twice', async () => {
    const id = await save('Roof')
    await archiveTemplate(context, { id })
    await archiveTemplate(context, { id })
    expect([await names(), await names(true)]).toEqual([[], ['Roof']])
    await restoreTemplate(context, { id })
    await expect(deleteTemplate(context, { id, version: 7 })).rejects.toThrow('it is now “Roof”')
    await deleteTemplate(context, { id, version: 1 })
    await deleteTemplate(context, { id, version: 1 })
    expect(await names(true)).toEqual([])
    await expect(archiveTemplate(context, { id })).rejects.toThrow('no longer exists')
    expect((await audited()).slice(0, 4)).toEqual([
      ...['template_deleted', 'template_restored', 'template_archived', 'template_saved'],
    ])
  })

  it('is one of at most 200, and of no other company', async () => {
    const id = await save('Roof')
    const other = await createOrg({ active: false })
    expect(await listTemplates(other.org.id)).toEqual([])
    expect(await getTemplate(other.org.id, id)).toBeNull()
    await deleteTemplate(other, { id, version: 1 })
    await expect(archiveTemplate(other, { id })).rejects.toThrow('no longer exists')
    await forOrg(orgId, (tx) =>
      tx.documentTemplate.createMany({
        data: Array.from({ length: MAX_TEMPLATES - 1 }, (_, n) => ({
          ...{ orgId, name: `T ${n}`, content: {}, lineCount: 0, createdByName: 'Ada' },
        })),
      }),
    )
    await expect(save('One more')).rejects.toThrow('at most 200')
  })

  it('keeps what it holds, whoever of the app writes', async () => {
    const id = await save('Roof')
    const where = { orgId_id: { orgId, id } }
    await expect(forOrg(orgId, (tx) => tx.documentTemplate.update({ where, data: { content: {} } }))).rejects.toThrow(
      'permission denied',
    )
  })
})

it('P21: what an item costs later reaches no template, and a template no item', async () => {
  const id = randomUUID()
  const typed = {
    ...{ name: 'Ridge vent', code: '', category: '', unit: 'ft' },
    unitPrice: '14.50',
    cost: '',
    taxable: true,
  }
  await addItem(context, addItemSchema.parse({ ...typed, id }))
  const read = async () => {
    const item = await getItem(orgId, id)
    if (!item) throw new Error('no such item')
    return item
  }
  const content = contentSchema.parse({ sections: [{ id: 's', lines: [lineOfItem(await read(), [])] }] })
  const template = await save('Vents', content)
  const edit = { id, version: 1, formId: randomUUID() }
  await updateItem(context, updateItemSchema.parse({ ...itemValues(await read()), unitPrice: '99', ...edit }))
  expect((await getTemplate(orgId, template))?.content.sections[0]?.lines[0]?.unitPriceCents).toBe(1_450)
  await deleteTemplate(context, { id: template, version: 1 })
  expect(await read()).toMatchObject({ unitPriceCents: 9_900, name: 'Ridge vent' })
})
