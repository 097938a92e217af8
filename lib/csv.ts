// Writes CSV (RFC 4180) that Excel, Numbers, Sheets and LibreOffice open as it is meant. Pure.

/** A cell: a text, or an amount in cents, which is written as a plain number: 150000 → 1500.00. */
export type CsvCell = string | { cents: number }

/** The byte order mark, without which Excel takes UTF-8 for its old code page. It stands before the first row, once. */
export const CSV_BOM = '\uFEFF'

// A spreadsheet runs a cell that begins with one of these as a formula, wherever the text came from (OWASP, CSV
// Injection). East Asian versions take the wide forms, too.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** Whether a spreadsheet would run a cell as a formula. */
export const isFormula = (cell: string): boolean => FORMULA.test(cell)

const NEEDS_QUOTES = /["\r\n,;\t]|^\s|\s$/

function textCell(text: string): string {
  const safe = isFormula(text) ? `'${text}` : text
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

function amountCell(cents: number): string {
  const digits = String(Math.abs(cents)).padStart(3, '0')
  return `${cents < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** One row with its line end. A text that a spreadsheet would run as a formula gets an apostrophe in front. */
export const csvRow = (cells: readonly CsvCell[]): string =>
  `${cells.map((cell) => (typeof cell === 'string' ? textCell(cell) : amountCell(cell.cents))).join(',')}\r\n`
