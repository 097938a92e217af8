import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { recordAudit } from '@/lib/audit/record'
import { now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { admit } from '@/lib/limits/admit'
import { lockPriceBook } from '@/lib/locks'
import type { OrgContext } from '@/lib/orgs/context'
import { type Choice, COLUMNS, missingColumns, recognizeColumns } from './columns'
import { countKinds, type ImportPreview, type ImportResult, previewRow } from './import-preview'
import { type Planned, planImport, type StoredItem } from './plan-import'
import { type CsvTable, type Encoding, MAX_ROWS, readCsv, type Separator } from './read-csv'

/** The most items that a price book has, those in the archive among them. */
export const MAX_ITEMS = 20_000

/** The parts of the form. */
const shape = {
  file: z.instanceof(Blob, { error: 'Choose a CSV file.' }),
  /**
   * Which column is which, as somebody chose them: "0,2,,1,,,,", nothing between two commas for one that isn't there. Empty, and
   * then null, where they are to be found out.
   */
  columns: z
    .string()
    .regex(/^(?:\d{0,2}(?:,\d{0,2})*)?$/)
    .transform((typed) =>
      typed === '' ? null : typed.split(',').map((place) => (place === '' ? null : Number(place))),
    )
    .refine((columns) => columns === null || columns.length === COLUMNS.length, 'Choose the columns again.'),
  hasHeadings: z.enum(['yes', 'no']).transform((typed) => typed === 'yes'),
}
export const previewImportSchema = z.object(shape)
export const importSchema = z.object({
  ...shape,
  /** Of the preview that somebody saw. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
})
type Asked = z.output<typeof previewImportSchema>

const SEPARATOR_WORDS: Record<Separator, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs' }
const readWords = ({ encoding, separator }: { encoding: Encoding; separator: Separator }) =>
  `${encoding}, separated by ${SEPARATOR_WORDS[separator]}`

/** @throws UserError where the file can't be read */
async function readFile({ file }: Asked): Promise<CsvTable> {
  const table = readCsv(new Uint8Array(await file.arrayBuffer()))
  if ('problem' in table) throw new UserError(table.problem, { file: table.problem })
  return table
}

const STORED = {
  ...{ id: true, version: true, archivedAt: true, name: true, unit: true, unitPriceCents: true, costCents: true },
  ...{ taxable: true, code: true, category: true },
} as const
const readBook = (tx: Tx, orgId: string): Promise<StoredItem[]> =>
  tx.priceItem.findMany({ where: { orgId }, select: STORED, orderBy: { id: 'asc' } })

/** What an import of a file would do to a price book as it stands. */
async function plan(tx: Tx, orgId: string, table: CsvTable, { columns, hasHeadings }: Asked) {
  const [first, ...rest] = table.rows
  const rows = hasHeadings ? rest : table.rows
  if (rows.length > MAX_ROWS) throw new UserError(`A file can have at most ${MAX_ROWS.toLocaleString('en-US')} items.`)
  const headings = first?.cells ?? []
  const choice: Choice = columns ?? (hasHeadings ? recognizeColumns(headings) : COLUMNS.map(() => null))
  const missing = missingColumns(choice)
  const plans = missing.length > 0 ? [] : planImport(rows, choice, await readBook(tx, orgId))
  const preview: ImportPreview = {
    fingerprint: createHash('sha256').update(JSON.stringify(plans)).digest('hex'),
    headings: headings.map((heading) => heading.trim().slice(0, 60)),
    hasHeadings,
    columns: [...choice],
    missing,
    read: readWords(table),
    counts: countKinds(plans),
    rows: plans.map(previewRow),
  }
  return { plans, preview }
}

const NOTHING = 'Nothing was imported.'

/**
 * Reads a file, and says what an import of it would do, row by row. Writes nothing.
 * @throws UserError where it can't be read
 */
export async function previewImport(context: OrgContext, asked: Asked): Promise<ImportPreview> {
  await admit(context, 'price import', {}, { nothing: NOTHING, field: 'file' })
  const table = await readFile(asked)
  return forOrg(context.org.id, async (tx) => (await plan(tx, context.org.id, table, asked)).preview)
}

/**
 * Adds and changes what a preview said, all of it or nothing. Rows with a problem stay out, as it said.
 * @throws UserError where the file can't be read, or the price book would have too many items
 */
export async function importItems(
  context: OrgContext,
  { fingerprint, ...asked }: z.output<typeof importSchema>,
): Promise<ImportResult> {
  await admit(context, 'price import', {}, { nothing: NOTHING, field: 'file' })
  const table = await readFile(asked)
  const orgId = context.org.id
  return forOrg(orgId, async (tx): Promise<ImportResult> => {
    await lockPriceBook(tx, orgId)
    const { plans, preview } = await plan(tx, orgId, table, asked)
    if (preview.fingerprint !== fingerprint) return { imported: false, preview }
    const added = plans.filter((each) => each.kind === 'new')
    const changed = plans.filter((each) => each.kind === 'changed')
    if (added.length + changed.length === 0) return { imported: true, added: 0, changed: 0 }
    await requireRoom(tx, orgId, added.length)
    await write(tx, orgId, added, changed)
    const detail = `${added.length} added, ${changed.length} changed`
    await recordAudit(tx, context, { action: 'price_book_imported', detail })
    return { imported: true, added: added.length, changed: changed.length }
  })
}

/** @throws UserError where a price book would have more items than it can */
export async function requireRoom(tx: Tx, orgId: string, more: number): Promise<void> {
  const count = await tx.priceItem.count({ where: { orgId } })
  if (count + more > MAX_ITEMS)
    throw new UserError(
      `A price book can have at most ${MAX_ITEMS.toLocaleString('en-US')} items, those in the archive among them. Yours has ${count.toLocaleString('en-US')}.`,
    )
}

type New = Extract<Planned, { kind: 'new' }>
type Changed = Extract<Planned, { kind: 'changed' }>

/** One statement for each kind: 5,000 rows have more values than a statement takes one by one. */
async function write(tx: Tx, orgId: string, added: readonly New[], changed: readonly Changed[]): Promise<void> {
  if (added.length > 0) {
    const rows = JSON.stringify(added.map(({ item }) => item))
    await tx.$executeRaw`
      insert into price_item (org_id, id, name, unit, unit_price_cents, cost_cents, taxable, code, category)
      select ${orgId}::uuid, gen_random_uuid(), name, unit, "unitPriceCents", "costCents", taxable, code, category
      from jsonb_to_recordset(${rows}::jsonb) as item (name text, unit text, "unitPriceCents" int, "costCents" int,
        taxable boolean, code text, category text)`
  }
  if (changed.length > 0) {
    const rows = JSON.stringify(changed.map(({ id, item }) => ({ id, ...item })))
    // No form's save: whoever has one of them open is told (lib/edits.ts).
    await tx.$executeRaw`
      update price_item set name = item.name, unit = item.unit, unit_price_cents = item."unitPriceCents",
        cost_cents = item."costCents", taxable = item.taxable, code = item.code, category = item.category,
        archived_at = null, updated_at = ${now()}, version = version + 1, form_id = null
      from jsonb_to_recordset(${rows}::jsonb) as item (id uuid, name text, unit text, "unitPriceCents" int,
        "costCents" int, taxable boolean, code text, category text)
      where price_item.org_id = ${orgId}::uuid and price_item.id = item.id`
  }
}
