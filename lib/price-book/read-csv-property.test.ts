import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CSV_BOM } from '@/lib/csv'
import { readCsv, type Separator } from './read-csv'

// Whatever a spreadsheet can write, written here by another program than the one that reads it.

const SEPARATORS: readonly Separator[] = [',', ';', '\t']
const TRICKY = ['"', '""', ',', ';', '\t', '\n', '\r\n', "'", '=', ' ', 'é', '’', '漢', '😀', '1/2" pipe', '-1']
const cell = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.array(fc.constantFrom(...TRICKY, 'a', '1'), { maxLength: 6 }).map((parts) => parts.join('')),
)
const headings = fc.array(fc.stringMatching(/^[A-Z][a-z]{0,5}$/), { minLength: 2, maxLength: 6 })
const table = headings.chain((first) =>
  fc
    .array(fc.array(cell, { minLength: first.length, maxLength: first.length }), { maxLength: 6 })
    .map((rest) => [first, ...rest]),
)

/** A file as a spreadsheet writes it. */
function write(rows: readonly string[][], separator: Separator, lineEnd: string, quotesAll: boolean): string {
  const quoted = (text: string) =>
    quotesAll || /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text
  return rows.map((row) => row.map(quoted).join(separator)).join(lineEnd) + lineEnd
}

/** The rows that say something, with their numbers. */
const expected = (rows: readonly string[][]) =>
  rows.map((cells, at) => ({ row: at + 1, cells })).filter(({ cells }) => cells.some((text) => text.trim() !== ''))

const file = fc.record({
  rows: table,
  separator: fc.constantFrom(...SEPARATORS),
  lineEnd: fc.constantFrom('\n', '\r\n'),
  quotesAll: fc.boolean(),
})
/** NUL is refused, as in a file that is no text. */
const hasNul = (rows: readonly string[][]) => rows.flat().some((text) => text.includes('\0'))

test('every table is read as it was written, in UTF-8 and UTF-16', () => {
  fc.assert(
    fc.property(file, fc.constantFrom('', CSV_BOM), ({ rows, separator, lineEnd, quotesAll }, mark) => {
      fc.pre(!hasNul(rows))
      const text = mark + write(rows, separator, lineEnd, quotesAll)
      expect(readCsv(new TextEncoder().encode(text))).toEqual({ encoding: 'UTF-8', separator, rows: expected(rows) })
      const utf16 = new Uint8Array(Buffer.from(CSV_BOM + text.slice(mark.length), 'utf16le'))
      expect(readCsv(utf16)).toEqual({ encoding: 'UTF-16', separator, rows: expected(rows) })
    }),
    { numRuns: 1_000 },
  )
})

const WINDOWS = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸéñüß½¼°®'
const western = fc
  .array(fc.constantFrom(...WINDOWS, 'a', ' ', '"', ',', '1'), { maxLength: 8 })
  .map((parts) => parts.join(''))
const AFTER_7F = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'
const byteOf = (character: string): number => {
  const at = AFTER_7F.indexOf(character)
  return at < 0 ? character.charCodeAt(0) : 0x80 + at
}

test('a table in Windows-1252 is read as it was written, unless its bytes are UTF-8, too', () => {
  const rows = headings.chain((first) =>
    fc
      .array(fc.array(western, { minLength: first.length, maxLength: first.length }), { minLength: 1, maxLength: 6 })
      .map((rest) => [first, ...rest]),
  )
  fc.assert(
    fc.property(rows, fc.constantFrom(...SEPARATORS), (all, separator) => {
      const bytes = Uint8Array.from([...write(all, separator, '\r\n', false)].map(byteOf))
      fc.pre(Buffer.from(bytes).toString('utf8').includes('\ufffd'))
      expect(readCsv(bytes)).toEqual({ encoding: 'Windows-1252', separator, rows: expected(all) })
    }),
    { numRuns: 500 },
  )
})

test('whatever the bytes are, the answer is rows or a sentence', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const read = readCsv(bytes)
      if ('problem' in read) expect(read.problem).toMatch(/^[A-Z].+\.$/)
      else expect(read.rows.length).toBeGreaterThan(0)
    }),
    { numRuns: 2_000 },
  )
})
