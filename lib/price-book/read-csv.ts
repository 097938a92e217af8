import { parse } from 'csv-parse/sync'
import { MAX_FILE_BYTES, TOO_LARGE } from './file-size'

// Reads a file of prices as programs of the trade write it, and people save it from a spreadsheet. Pure.

export const MAX_ROWS = 5_000
const MAX_COLUMNS = 100
/** Rows without a word among them: of a million empty lines no one reads more. */
const MOST_RECORDS = 50_000
const TOO_MANY = `This file has more than ${MAX_ROWS.toLocaleString('en-US')} rows. Divide it into smaller ones.`

export type Encoding = 'UTF-8' | 'UTF-16' | 'Windows-1252'
export type Separator = ',' | ';' | '\t'
/** A row that says something. `row` is its number in a spreadsheet, from 1. */
export type CsvRow = { row: number; cells: string[] }
export type CsvTable = { encoding: Encoding; separator: Separator; rows: CsvRow[] }
/** What a file can't be read for, in words. */
type CsvProblem = { problem: string }

/** What Windows-1252 has between 0x80 and 0x9F. Node's own decoder of some versions takes these bytes for Latin-1. */
const WINDOWS = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ'

const fromWindows = (bytes: Uint8Array): string => {
  const characters = Array.from(bytes, (byte) =>
    byte >= 0x80 && byte < 0xa0 ? WINDOWS.charAt(byte - 0x80) : String.fromCharCode(byte),
  )
  return characters.join('')
}

function fromUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const startsWith = (bytes: Uint8Array, ...start: number[]) => start.every((byte, at) => bytes[at] === byte)

/** A file's text without its byte order mark: UTF-8 or UTF-16 where it says so or is it, else Windows-1252. */
export function decodeText(bytes: Uint8Array): { encoding: Encoding; text: string } {
  if (startsWith(bytes, 0xff, 0xfe)) return { encoding: 'UTF-16', text: new TextDecoder('utf-16le').decode(bytes) }
  if (startsWith(bytes, 0xfe, 0xff)) return { encoding: 'UTF-16', text: new TextDecoder('utf-16be').decode(bytes) }
  const text = fromUtf8(bytes)
  return text === null ? { encoding: 'Windows-1252', text: fromWindows(bytes) } : { encoding: 'UTF-8', text }
}

const SEPARATORS = [',', ';', '\t'] as const
/** Excel's first line, which names the separator and is no row. */
const SAYS_SEPARATOR = /^"?sep=([,;\t])"?(?:\r\n|\n|\r|$)/i

/** What separates the cells: what the first line that says something has most of, outside of quotation marks. */
function separatorOf(text: string): Separator {
  const counts = new Map<string, number>()
  let isQuoted = false
  let hasWords = false
  for (const character of text) {
    if (character === '"') isQuoted = !isQuoted
    else if (isQuoted) hasWords ||= /\S/.test(character)
    else if (character === '\n' || character === '\r') {
      if (hasWords) break
      counts.clear()
    } else {
      counts.set(character, (counts.get(character) ?? 0) + 1)
      hasWords ||= !/[\s,;]/.test(character)
    }
  }
  return SEPARATORS.reduce((best, each) => ((counts.get(each) ?? 0) > (counts.get(best) ?? 0) ? each : best), ',')
}

/** What a file is that isn't a text, by how it begins, and what to do instead. */
function notText(bytes: Uint8Array): string | null {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04) || startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    return 'This is a workbook, not a CSV file. Open it, save it as “CSV UTF-8”, and choose that file.'
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return 'This is a PDF. Choose a CSV file.'
  return null
}

/**
 * Reads a CSV file: its encoding, separator and rows are found out, and rows without a word left out.
 * @returns the rows as they stand in it, or what to say where it can't be read
 */
export function readCsv(bytes: Uint8Array): CsvTable | CsvProblem {
  if (bytes.length > MAX_FILE_BYTES) return { problem: TOO_LARGE }
  const other = notText(bytes)
  if (other) return { problem: other }
  const { encoding, text: whole } = decodeText(bytes)
  if (whole.includes('\0')) return { problem: 'This isn’t a text file. Choose a CSV file.' }
  const said = SAYS_SEPARATOR.exec(whole)
  const text = said ? whole.slice(said[0].length) : whole
  const separator = (said?.[1] as Separator | undefined) ?? separatorOf(text)
  const records = recordsOf(text, separator)
  if (!records) return { problem: 'A quotation mark (") in this file is opened and never closed. Correct it there.' }
  if (records.length > MOST_RECORDS) return { problem: TOO_MANY }
  const rows = records
    .map((cells, at) => ({ row: at + 1 + (said ? 1 : 0), cells }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (rows.length === 0) return { problem: 'This file is empty. Choose one with a row for each item.' }
  if (rows.length > MAX_ROWS + 1) return { problem: TOO_MANY }
  if (rows.some(({ cells }) => cells.length > MAX_COLUMNS))
    return { problem: `A row can have at most ${MAX_COLUMNS} columns. Leave out those that aren’t needed.` }
  return { encoding, separator, rows }
}

/** All records, also empty ones; null where a quotation mark is never closed. */
function recordsOf(text: string, separator: Separator): string[][] | null {
  try {
    return parse(text, {
      ...{ delimiter: separator, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true },
      relax_quotes: true, // 1/2" pipe
      to: MOST_RECORDS + 1,
    })
  } catch {
    return null
  }
}
