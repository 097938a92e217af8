import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CSV_BOM, csvRow } from './csv'

// Read back by a parser that is not ours.
const read = (text: string): string[][] =>
  parse(text, { bom: true, relax_column_count: false, record_delimiter: '\r\n' })

const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/
const TRICKY = ['"', ',', ';', '\r', '\n', '\r\n', '\t', "'", '=', '+', '-', '@', '＝', ' ', 'é', '漢', '😀', CSV_BOM]
const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.array(fc.constantFrom(...TRICKY, 'a', '1'), { maxLength: 8 }).map((parts) => parts.join('')),
)

describe('csvRow', () => {
  it('keeps every text, with an apostrophe in front of what a spreadsheet would run', () => {
    const table = fc
      .integer({ min: 2, max: 6 })
      .chain((width) =>
        fc.array(fc.array(text, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 5 }),
      )
    fc.assert(
      fc.property(table, (rows) => {
        const found = read(CSV_BOM + rows.map(csvRow).join(''))
        expect(found).toEqual(rows.map((row) => row.map((cell) => (FORMULA.test(cell) ? `'${cell}` : cell))))
        for (const cell of found.flat()) expect(cell).not.toMatch(FORMULA)
      }),
      { numRuns: 500 },
    )
  })

  it('writes amounts as plain numbers, to the cent', () => {
    fc.assert(
      fc.property(fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }), (cents) => {
        const written = csvRow([{ cents }]).trim()
        expect(written).toMatch(/^-?\d+\.\d\d$/)
        expect(Math.round(Number(written) * 100) + 0).toBe(cents + 0)
      }),
    )
    expect(csvRow([{ cents: 160_000 }, { cents: -5 }, { cents: 0 }])).toBe('1600.00,-0.05,0.00\r\n')
  })

  it.each([
    ['=HYPERLINK("http://x")', `"'=HYPERLINK(""http://x"")"`],
    ['+1 303', "'+1 303"],
    ['-2+3', "'-2+3"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\tx', `"'\tx"`],
    ['\rx', `"'\rx"`],
    ['Ärzte & Co, "Roof"', '"Ärzte & Co, ""Roof"""'],
    ['plain', 'plain'],
    ['', ''],
  ])('writes %j as %j', (cell, written) => expect(csvRow([cell])).toBe(`${written}\r\n`))
})
