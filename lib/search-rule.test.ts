import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fold } from './fold'

// What people here write their names and streets in. The two know different versions of Unicode, so of rarer scripts and
// of younger letters (the last two ranges) one may not know the small form.
const SCRIPTS = ['Latin', 'Greek', 'Cyrillic', 'Armenian', 'Hebrew', 'Arabic', 'Devanagari', 'Thai', 'Han', 'Hangul']
const WRITTEN = new RegExp(
  `(?![\\u1c80-\\u1c8f\\ua7b0-\\ua7ff])[${[...SCRIPTS, 'Hiragana', 'Katakana', 'Common', 'Inherited'].map((script) => `\\p{Script=${script}}`).join('')}]`,
  'u',
)
const CHARACTERS = Array.from({ length: 0x1ffff }, (_, n) => n + 1)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))
  .filter((character) => WRITTEN.test(character))

const db = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
beforeAll(() => db.connect())
afterAll(() => db.end())

async function folded(texts: readonly string[]): Promise<string[]> {
  const { rows } = await db.query(
    'select fold_text(t) as folded from unnest($1::text[]) with ordinality as given (t, n) order by n',
    [texts],
  )
  return rows.map((row) => row.folded)
}

describe('fault 45: PostgreSQL folds as the app does', () => {
  it('every character', async () => {
    expect(CHARACTERS.length).toBeGreaterThan(50_000)
    const theirs = await folded(CHARACTERS)
    const differing = CHARACTERS.filter((character, n) => fold(character) !== theirs[n])
    expect(differing.map((character) => character.codePointAt(0)?.toString(16))).toEqual([])
  })

  it('in every table that is searched', async () => {
    const { rows } = await db.query(
      `select table_name, collation_name from information_schema.columns
        where table_schema = 'public' and column_name = 'search' order by table_name`,
    )
    const searched = ['customer', 'job', 'payment', 'price_item', 'recorded_payment']
    expect(rows).toEqual(searched.map((table_name) => ({ table_name, collation_name: 'C' })))
    const { rows: made } = await db.query(
      `select c.relname as table from pg_class c join pg_attribute a on a.attrelid = c.oid
          left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
        where a.attname = 'search' and c.relkind = 'r' and (
          a.attgenerated = 's' and pg_get_expr(d.adbin, d.adrelid) like 'fold_text(%'
          or pg_get_functiondef(to_regprocedure('own_search(' || c.relname || ')')) like '%fold_text(%')
        order by c.relname`,
    )
    expect(made.map(({ table }) => table)).toEqual(searched)
  })

  it('and any text', async () => {
    const unit = fc.oneof(fc.constantFrom(...CHARACTERS), fc.constantFrom(...'aAée\u0301\u0327ßẞΣς’´–İI 1$'))
    const texts = fc.sample(fc.string({ unit, maxLength: 12 }), 3000)
    expect(await folded(texts)).toEqual(texts.map(fold))
  })
})
