import type { Difference } from '@/lib/edits'
import type { Choice } from './columns'
import { codeKey, type ItemInput, itemChanges, itemOf, nameKey } from './item'
import type { CsvRow } from './read-csv'
import { type Read, readRow } from './read-row'

// What an import would do, row by row, before anything is done. Pure.

/** An item as it stands in the price book. */
export type StoredItem = ItemInput & { id: string; version: number; archivedAt: Date | null }

/**
 * `new`: an item that isn't there. `changed`: one that is, with what becomes different; `restores` one from the archive.
 * `same`: one that is as the row says. `problem`: nothing is done with the row, and why.
 */
export type Planned = { row: number; name: string } & (
  | { kind: 'new'; item: ItemInput }
  | { kind: 'changed'; id: string; version: number; item: ItemInput; changes: Difference[]; restores: boolean }
  | { kind: 'same'; id: string }
  | { kind: 'problem'; problems: string[] }
)
export type PlannedKind = Planned['kind']

type Readable = CsvRow & { read: Extract<Read, { ok: true }>; name: string; code: string | null }

/**
 * Plans the import of rows. A row is about the item with its code; without that, about one of its name: one that is as the
 * row says, or the only one that has no code, or the only one. No two rows are about the same item.
 */
export function planImport(rows: readonly CsvRow[], choice: Choice, stored: readonly StoredItem[]): Planned[] {
  const plans = new Map<number, Planned>()
  const readable: Readable[] = []
  for (const { row, cells } of rows) {
    const read = readRow(cells, choice)
    const { name, code } = read
    if (read.ok) readable.push({ row, cells, read, name, code })
    else plans.set(row, { row, name, kind: 'problem', problems: read.problems })
  }
  const book = new Book(stored)
  const problem = ({ row, name }: Readable, words: string) =>
    plans.set(row, { row, name, kind: 'problem', problems: [words] })

  // First those that say which item they are about; then those that change nothing, so that no other row takes theirs.
  const unplaced = readable.filter((each) => {
    const item = each.code === null ? undefined : book.byCode(each.code)
    if (!item) return true
    const taken = book.take(item, each.row)
    if (taken === null) plans.set(each.row, planOf(each, item))
    else problem(each, `Row ${taken} is about the same item.`)
    return false
  })
  const others = unplaced.filter((each) => {
    const item = book.named(each).find((one) => planOf(each, one).kind === 'same')
    if (!item) return true
    book.take(item, each.row)
    book.takeNew(each)
    plans.set(each.row, planOf(each, item))
    return false
  })
  for (const each of others) {
    const named = book.named(each)
    const [only] = named
    const taken = book.takeNew(each)
    if (taken !== null && (each.code !== null || !only)) problem(each, `Row ${taken} is about the same item.`)
    else if (named.length > 1)
      problem(each, `${named.length} items have this name. Add a code to the row that says which one it is about.`)
    else if (only) {
      book.take(only, each.row)
      plans.set(each.row, planOf(each, only))
    } else plans.set(each.row, { row: each.row, name: each.name, kind: 'new', item: each.read.item(null) })
  }
  return rows.flatMap(({ row }) => plans.get(row) ?? [])
}

function planOf({ row, name, read }: Readable, stored: StoredItem): Planned {
  const item = read.item(stored)
  const changes = itemChanges(itemOf(stored), item)
  const restores = stored.archivedAt !== null
  const { id, version } = stored
  if (changes.length === 0 && !restores) return { row, name, kind: 'same', id }
  return { row, name, kind: 'changed', id, version, item, changes, restores }
}

/** So many items of one name are compared with a row: each row with each of thousands would take minutes. */
const MOST_NAMED = 100

/** The stored items, and which row each is taken by. */
class Book {
  readonly #codes: Map<string, StoredItem>
  readonly #names = new Map<string, StoredItem[]>()
  readonly #rows = new Map<string, number>()

  constructor(stored: readonly StoredItem[]) {
    this.#codes = new Map(stored.flatMap((item) => (item.code === null ? [] : [[codeKey(item.code), item]])))
    for (const item of stored) {
      const key = nameKey(item.name)
      const same = this.#names.get(key)
      if (!same) this.#names.set(key, [item])
      else if (same.length < MOST_NAMED) same.push(item)
    }
  }

  byCode(code: string): StoredItem | undefined {
    return this.#codes.get(codeKey(code))
  }

  /**
   * The items that a row without a known code may be about, by its name. One with a code of its own is none for a row that
   * has another code. Those in the archive come only where no other is.
   */
  named({ name, code }: Readable): StoredItem[] {
    const free = (this.#names.get(nameKey(name)) ?? []).filter(({ id }) => !this.#rows.has(id))
    const shown = free.filter(({ archivedAt }) => archivedAt === null)
    for (const each of [shown, free]) {
      const uncoded = each.filter((item) => item.code === null)
      const found = uncoded.length > 0 || code !== null ? uncoded : each
      if (found.length > 0) return found
    }
    return []
  }

  /** @returns the row that has taken the item before, or null */
  take({ id }: StoredItem, row: number): number | null {
    return this.#takeAs(id, row)
  }

  /** The same of a code that no item has yet; of an item without one, of its name. */
  takeNew({ name, code, row }: Readable): number | null {
    return this.#takeAs(code === null ? `new ${nameKey(name)}` : `new code ${codeKey(code)}`, row)
  }

  #takeAs(key: string, row: number): number | null {
    const taken = this.#rows.get(key)
    if (taken !== undefined) return taken
    this.#rows.set(key, row)
    return null
  }
}
