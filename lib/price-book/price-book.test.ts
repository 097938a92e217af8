import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg, readForOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { listAuditEvents } from '@/lib/testing/listed'
import { exportItems } from './export-items'
import { importItems, MAX_ITEMS, previewImport } from './import-items'
import { addItemSchema, itemOf, itemValues, updateItemSchema } from './item'
import { findItems, getItem, readItems } from './queries'
import { addItem, archiveItem, restoreItem, updateItem } from './save-item'

let context: OrgContext
let orgId: string
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const TYPED = { name: 'Ridge vent', code: '', category: '', unit: 'ft', unitPrice: '14.50', cost: '9', taxable: true }
const add = (typed: Partial<typeof TYPED> = {}, id: string = randomUUID(), who = context) =>
  addItem(who, addItemSchema.parse({ ...TYPED, ...typed, id }))
async function update(id: string, typed: Partial<typeof TYPED>, form: { version?: number; formId?: string } = {}) {
  const stored = await getItem(orgId, id)
  if (!stored) throw new Error('no such item')
  const edit = { version: stored.version, formId: randomUUID(), ...form }
  return updateItem(context, updateItemSchema.parse({ ...itemValues(stored), ...typed, ...edit, id }))
}
const all = (org = orgId) =>
  forOrg(org, (tx) => tx.priceItem.findMany({ where: { orgId: org }, orderBy: { name: 'asc' } }))
const audited = async () =>
  (await forOrg(orgId, (tx) => listAuditEvents(tx, orgId))).rows.map(({ action, subject, detail }) => [
    action,
    subject,
    detail,
  ])
const list = async (asked: Parameters<typeof readItems>[1] = {}) =>
  (await readItems(async (ask) => ({ context, answers: await readForOrg(orgId, ask(orgId)) }), asked)).page

describe('an item', () => {
  it('is added once, also where the answer was lost, and both logs’ words hold no price', async () => {
    const id = await add({ code: 'RV-4' })
    expect(await add({ code: 'RV-4' }, id)).toBe(id)
    expect(await add({ code: 'RV-4', unit: 'piece' }, id)).toBe(id)
    expect((await all()).map(itemOf)).toEqual([
      {
        ...{ name: 'Ridge vent', code: 'RV-4', category: null, unit: 'piece' },
        ...{ unitPriceCents: 1_450, costCents: 900, taxable: true },
      },
    ])
    expect((await audited()).slice(0, 2)).toEqual([
      ['price_item_changed', 'Ridge vent (RV-4)', 'Changed unit'],
      ['price_item_added', 'Ridge vent (RV-4)', null],
    ])
    await update(id, { unitPrice: '15' })
    await expect(add({ code: 'RV-4' }, id)).rejects.toThrow('has been changed since')
  })

  it('is changed by the form that saw it last; the other one sees both', async () => {
    const id = await add()
    const opened = { version: 1, formId: randomUUID() }
    expect(await update(id, { unitPrice: '15' })).toEqual({ saved: true, value: id })
    expect(await update(id, { unitPrice: '16', cost: '' }, opened)).toEqual({
      saved: false,
      conflict: {
        version: 2,
        differences: [
          { path: 'unitPrice', theirs: '15.00', mine: '16.00' },
          { path: 'cost', theirs: '9.00', mine: '' },
        ],
      },
    })
    expect(await update(id, { unitPrice: '16', cost: '' }, { ...opened, version: 2 })).toMatchObject({ saved: true })
    expect(await update(id, { unitPrice: '17' }, opened)).toMatchObject({ saved: true }) // its own, whose answer was lost
    const before = await audited()
    expect(await update(id, {})).toMatchObject({ saved: true })
    expect(await audited()).toEqual(before)
  })

  it('has a code that no other one has, in either case, archived ones among them', async () => {
    const id = await add({ code: 'RV-4' })
    await archiveItem(context, { id })
    await expect(add({ name: 'Other', code: 'rv-4' })).rejects.toMatchObject({
      fields: { code: '“Ridge vent”, which is archived, has this code already. Enter another one.' },
    })
    const other = await add({ name: 'Other' })
    await expect(update(other, { code: 'Rv-4' })).rejects.toMatchObject({
      fields: { code: expect.stringContaining('code already') },
    })
    await expect(
      forOrg(orgId, (tx) => tx.priceItem.update({ where: { orgId_id: { orgId, id: other } }, data: { code: 'rV-4' } })),
    ).rejects.toThrow('price_item_code_key')
  })

  it('of the same code is added once by two at the same moment', async () => {
    const both = await Promise.allSettled([add({ code: 'A' }), add({ code: 'a' })])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await all()).toHaveLength(1)
  })

  it('leaves the list and the picker when it is archived, and a search finds it until it is back', async () => {
    const id = await add()
    await archiveItem(context, { id })
    await archiveItem(context, { id })
    expect((await list()).items).toEqual([])
    expect(await findItems(orgId, 'ridge')).toEqual([])
    expect((await list({ archived: true })).items).toHaveLength(1)
    expect((await list({ query: 'ridge' })).items).toHaveLength(1)
    await restoreItem(context, { id })
    expect((await list()).items).toHaveLength(1)
    expect((await audited()).map(([action]) => action).slice(0, 3)).toEqual([
      ...['price_item_restored', 'price_item_archived', 'price_item_added'],
    ])
    for (const gone of [archiveItem, restoreItem])
      await expect(gone(context, { id: randomUUID() })).rejects.toThrow('no longer exists')
  })

  it('is counted by the database, whoever changes it', async () => {
    const id = await add()
    for (const [nth, data] of [{ name: 'A' }, { unitPriceCents: 1 }, { taxable: false }, { category: 'B' }].entries()) {
      const where = { orgId_id: { orgId, id } }
      expect(await forOrg(orgId, (tx) => tx.priceItem.update({ where, data }))).toMatchObject({
        ...{ version: nth + 2, formId: null },
      })
    }
  })
})

describe('the list', () => {
  it('goes by name page by page, without regard to case or accents, and misses none', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `${n % 2 ? 'Éave' : 'eave'} ${String(n).padStart(3, '0')}`)
    for (const name of names.toSorted()) await add({ name })
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await list({ after })
      seen.push(...page.items.map(({ name }) => name))
      after = page.next
    } while (after)
    const folded = (name: string) => name.replace('É', 'e')
    expect(seen.map(folded)).toEqual(names.map(folded).toSorted())
  })

  it('takes names as long as they may be', async () => {
    const name = Array.from({ length: 2_000 }, (_, n) => String.fromCodePoint(0x4e00 + ((n * 7_919) % 20_000))).join('')
    await add({ name })
    expect((await list({ query: name.slice(1_000, 1_010) })).items).toHaveLength(1)
  })

  it('finds by name, code, category and unit; a picker shows those first that begin with it, at most 20', async () => {
    await add({ name: 'Vinyl siding', code: 'SD-9', category: 'Exterior', unit: 'square' })
    for (let n = 0; n < 25; n++) await add({ name: `Any siding ${n}` })
    await add({ name: 'Siding corner' })
    expect((await list({ query: 'exterior sd-9 square vin' })).items).toHaveLength(1)
    const found = await findItems(orgId, 'siding')
    expect(found).toHaveLength(20)
    expect(found[0]).toMatchObject({ name: 'Siding corner', costCents: 900, unitPriceCents: 1_450 })
    expect((await findItems(orgId, '')).map(({ name }) => name)[0]).toBe('Any siding 0')
    for (const hostile of ['%', '_', '\\', '100%']) expect(await findItems(orgId, hostile)).toEqual([])
    for (const nothing of ["'", '\ud83d']) expect(await findItems(orgId, nothing)).toHaveLength(20)
  })
})

const file = (text: string) => ({ file: new Blob([text]), columns: null, hasHeadings: true })
const FILE = 'Code,Name,Price,Unit,Cost\nRV-4,Ridge vent,15,ft,9\n,Roof,"1,000",square,\n,=1+1,5,,\n'

describe('an import', () => {
  it('writes nothing until it is asked to, then all that the preview said, and leaves a line in the log', async () => {
    const id = await add({ code: 'RV-4' })
    const preview = await previewImport(context, file(FILE))
    expect(preview).toMatchObject({
      ...{ counts: { new: 1, changed: 1, same: 0, problem: 1 }, missing: [], read: 'UTF-8, separated by commas' },
      rows: [
        { row: 2, kind: 'changed', name: 'Ridge vent', words: 'Price: 14.50 → 15.00' },
        { row: 3, kind: 'new', name: 'Roof', words: '$1,000.00 per square · taxable' },
        { row: 4, kind: 'problem', name: '=1+1' },
      ],
    })
    expect(await all()).toHaveLength(1)
    const { fingerprint } = preview
    expect(await importItems(context, { ...file(FILE), fingerprint })).toEqual({ imported: true, added: 1, changed: 1 })
    expect((await all()).map(({ name, unitPriceCents, version }) => [name, unitPriceCents, version])).toEqual([
      ['Ridge vent', 1_500, 2],
      ['Roof', 100_000, 1],
    ])
    expect((await audited())[0]).toEqual(['price_book_imported', null, '1 added, 1 changed'])
    // Again, because the answer was lost: there is nothing to do.
    expect(await importItems(context, { ...file(FILE), fingerprint })).toMatchObject({
      ...{ imported: false, preview: { counts: { new: 0, changed: 0, same: 2, problem: 1 } } },
    })
    expect(await all()).toHaveLength(2)
    // And a form that was open before is told.
    expect(await update(id, { unitPrice: '20' }, { version: 1 })).toMatchObject({ saved: false })
  })

  it('does nothing where the price book was changed since the preview, and shows the new one', async () => {
    const { fingerprint } = await previewImport(context, file(FILE))
    await add({ name: 'Roof', unitPrice: '7' })
    const said = await importItems(context, { ...file(FILE), fingerprint })
    expect(said).toMatchObject({ imported: false, preview: { counts: { new: 1, changed: 1 } } })
    expect(await all()).toHaveLength(1)
  })

  it('of two at the same moment is done once', async () => {
    const asked = { ...file(FILE), fingerprint: (await previewImport(context, file(FILE))).fingerprint }
    const both = await Promise.all([importItems(context, asked), importItems(context, asked)])
    expect(both.map(({ imported }) => imported).toSorted()).toEqual([false, true])
    expect(await all()).toHaveLength(2)
  })

  it('asks for columns that it doesn’t recognize, and takes those that are chosen', async () => {
    const odd = { ...file('What,How much\nRoof,5\n') }
    expect(await previewImport(context, odd)).toMatchObject({
      ...{ missing: ['name', 'price'], headings: ['What', 'How much'], rows: [] },
    })
    const columns = [0, null, null, 1, null, null, null, null]
    expect(await previewImport(context, { ...odd, columns })).toMatchObject({ counts: { new: 1 }, missing: [] })
    expect(await previewImport(context, { ...odd, columns, hasHeadings: false })).toMatchObject({
      ...{ counts: { new: 1, problem: 1 }, rows: [{ row: 1 }, { row: 2 }] },
    })
  })

  it('takes 5,000 items in one go, and reads back what the export writes', async () => {
    const rows = Array.from(
      { length: 5_000 },
      (_, n) => `C-${n},"Item ${n}, ""best""",${n}.25,${n % 3 ? 'ft' : ''},${n % 2 ? n : ''}`,
    )
    const large = file(`Code,Name,Price,Unit,Cost\n${rows.join('\n')}`)
    const { fingerprint, counts } = await previewImport(context, large)
    expect(counts).toMatchObject({ new: 5_000, problem: 0 })
    expect(await importItems(context, { ...large, fingerprint })).toMatchObject({ added: 5_000 })
    const chunks: Uint8Array[] = []
    for await (const chunk of exportItems(orgId)) chunks.push(chunk)
    const text = Buffer.concat(chunks).toString('utf8')
    expect(await previewImport(context, file(text))).toMatchObject({
      ...{ counts: { new: 0, changed: 0, same: 5_000, problem: 0 } },
    })
    const other = await createOrg({ active: false })
    const copied = await previewImport(other, file(text))
    await importItems(other, { ...file(text), fingerprint: copied.fingerprint })
    const plain = async (org: string) => (await all(org)).map(itemOf)
    expect(await plain(other.org.id)).toEqual(await plain(orgId))
  })

  it('refuses what it can’t read, and more items than a price book has', async () => {
    await expect(previewImport(context, file(' \n'))).rejects.toMatchObject({
      fields: { file: 'This file is empty. Choose one with a row for each item.' },
    })
    const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await client.connect()
    await client.query(
      `insert into price_item (org_id, id, name, unit_price_cents)
       select $1, gen_random_uuid(), 'Item ' || n, 1 from generate_series(1, $2::int) n`,
      [orgId, MAX_ITEMS],
    )
    await client.end()
    const { fingerprint } = await previewImport(context, file(FILE))
    await expect(importItems(context, { ...file(FILE), fingerprint })).rejects.toThrow('at most 20,000 items')
    await expect(add()).rejects.toThrow('at most 20,000 items')
  })
})

describe('P27: another company', () => {
  it('neither sees, finds, changes nor exports an item, and its codes are its own', async () => {
    const id = await add({ code: 'RV-4' })
    const other = await createOrg({ active: false })
    expect(await getItem(other.org.id, id)).toBeNull()
    expect(await findItems(other.org.id, 'ridge')).toEqual([])
    const edit = { id, version: 1, formId: randomUUID() }
    await expect(updateItem(other, updateItemSchema.parse({ ...TYPED, ...edit }))).rejects.toThrow('no longer exists')
    await expect(archiveItem(other, { id })).rejects.toThrow('no longer exists')
    await add({ code: 'RV-4' }, randomUUID(), other)
    expect(await previewImport(other, file('Code,Name,Price\nRV-4,Mine,1'))).toMatchObject({ counts: { changed: 1 } })
    // Its own id isn't taken away either.
    await add({ name: 'Theirs' }, id, other)
    expect((await getItem(orgId, id))?.name).toBe('Ridge vent')
    await expect(
      forOrg(other.org.id, (tx) => tx.priceItem.create({ data: { orgId, name: 'Stolen', unitPriceCents: 1 } })),
    ).rejects.toThrow('row-level security')
  })
})
