import { describe, expect, it, test } from 'vitest'
import { MAX_FILE_BYTES } from './file-size'
import { decodeText, MAX_ROWS, readCsv } from './read-csv'

const bytes = (text: string) => new TextEncoder().encode(text)
const read = (text: string) => {
  const table = readCsv(bytes(text))
  if ('problem' in table) throw new Error(table.problem)
  return table
}
const cells = (text: string) => read(text).rows.map((row) => row.cells)
const problem = (file: Uint8Array) => {
  const table = readCsv(file)
  return 'problem' in table ? table.problem : null
}

describe('separators', () => {
  test.each([
    ['commas', 'Name,Price\nRoof,1.00', ','],
    ['semicolons, with a comma in a heading', 'Name;Price, net;Unit\nRoof;1,00;ft', ';'],
    ['tabs', 'Name\tPrice\nRoof, complete\t1.00', '\t'],
    ['commas, with semicolons in quotation marks', '"Name; as told; often",Price\nRoof,1.00', ','],
    ['tabs, with everything in quotation marks', '"Name"\t"Price"\n"Roof"\t"1"', '\t'],
    ['one column', 'Name\nRoof', ','],
    ['lines before it that are empty', '\n;;\nName;Price\nRoof;1.00', ';'],
  ])('%s', (_, text, separator) => expect(read(text).separator).toBe(separator))

  it('that the file names in its first line, as Excel writes it, which is no row', () => {
    const { separator, rows } = read('sep=;\r\nName;A,B,C,D\r\nRoof;1')
    expect({ separator, rows }).toEqual({
      separator: ';',
      rows: [
        { row: 2, cells: ['Name', 'A,B,C,D'] },
        { row: 3, cells: ['Roof', '1'] },
      ],
    })
  })
})

describe('encodings', () => {
  const TEXT = 'Name,Price\nJalapeño’s “best” – 3 €,1.00\n'
  const NAME = 'Jalapeño’s “best” – 3 €'
  const windows = Uint8Array.from(
    [...TEXT].map((character) => {
      const code = { '’': 0x92, '“': 0x93, '”': 0x94, '–': 0x96, '€': 0x80 }[character]
      return code ?? character.charCodeAt(0)
    }),
  )
  const utf16 = (start: number[], swap: boolean) => {
    const units = [...TEXT].map((character) => character.charCodeAt(0))
    return Uint8Array.from([
      ...start,
      ...units.flatMap((unit) => (swap ? [unit >> 8, unit & 0xff] : [unit & 0xff, unit >> 8])),
    ])
  }
  test.each([
    ['UTF-8', bytes(TEXT)],
    ['UTF-8', Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes(TEXT)])],
    ['UTF-16', utf16([0xff, 0xfe], false)],
    ['UTF-16', utf16([0xfe, 0xff], true)],
    ['Windows-1252', windows],
  ])('%s', (encoding, file) => {
    expect(readCsv(file)).toMatchObject({ encoding, rows: [{ cells: ['Name', 'Price'] }, { cells: [NAME, '1.00'] }] })
  })

  it('takes every byte of Windows-1252 for its character', () => {
    const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const { encoding, text } = decodeText(all)
    expect(encoding).toBe('Windows-1252')
    expect(text).toHaveLength(256)
    expect(text.slice(0x80, 0xa0)).toBe('€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ')
    expect(
      [...text]
        .map((character) => character.codePointAt(0))
        .filter((code = 0) => code < 0x80 || code > 0xa0)
        .slice(0, 128),
    ).toEqual(Array.from({ length: 128 }, (_, byte) => byte))
  })
})

describe('rows', () => {
  it('keep their numbers of a spreadsheet, and those without a word are left out', () => {
    expect(read('Name,Price\n\n , \n"Two\nlines",1\nRoof,2\n\n').rows.map(({ row }) => row)).toEqual([1, 4, 5])
  })

  it('may have inches, quotation marks within, and more or fewer cells', () => {
    expect(cells('Name,Price\n1/2" plywood,42.00\n"He said ""roof""",1\n"2"" pipe",5,6\nAlone\n')).toEqual([
      ['Name', 'Price'],
      ['1/2" plywood', '42.00'],
      ['He said "roof"', '1'],
      ['2" pipe', '5', '6'],
      ['Alone'],
    ])
  })

  test.each([
    ['old Macs', 'Name,Price\rRoof,1'],
    ['Windows', 'Name,Price\r\nRoof,1\r\n'],
    ['both', 'Name,Price\nRoof,1\r\n'],
  ])('end as those of %s do', (_, text) =>
    expect(cells(text)).toEqual([
      ['Name', 'Price'],
      ['Roof', '1'],
    ]),
  )
})

describe('what can’t be read is told in words', () => {
  test.each([
    ['a workbook', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0]), 'save it as “CSV UTF-8”'],
    ['an old workbook', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]), 'workbook'],
    ['a PDF', bytes('%PDF-1.7'), 'PDF'],
    ['a program', Uint8Array.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]), 'isn’t a text'],
    ['an open quotation mark', bytes('Name,Price\n"Roof,1\nWall,2'), 'never closed'],
    ['nothing', new Uint8Array(), 'empty'],
    ['blanks', bytes(' \n,,\n'), 'empty'],
    ['too many rows', bytes(`Name,Price\n${'Roof,1\n'.repeat(MAX_ROWS + 1)}`), '5,000 rows'],
    ['a million empty lines', bytes('\n'.repeat(999_000)), '5,000 rows'],
    ['too many columns', bytes(`Name${',x'.repeat(100)}`), '100 columns'],
    ['too many bytes', new Uint8Array(MAX_FILE_BYTES + 1).fill(97), '1 MB'],
  ])('%s', (_, file, words) => expect(problem(file)).toContain(words))

  it('and 5,000 rows with headings can', () => {
    expect(read(`Name,Price\n${'Roof,1\n'.repeat(MAX_ROWS)}`).rows).toHaveLength(MAX_ROWS + 1)
  })
})
