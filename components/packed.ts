// Rows of words as they are sent to the browser: each word once, and the rows as the words' numbers in one string. What
// the server sends beside the HTML is half of a list's weight, and most of its words stand in many rows.

/** What a row says. A field that is left out, undefined or empty says nothing. */
type Words<Row> = { [Key in keyof Row]: string | undefined }

export type Packed<Row> = { keys: readonly (keyof Row & string)[]; words: readonly string[]; rows: string }

const DIGITS = 36

export function pack<Row extends Words<Row>>(rows: readonly Row[]): Packed<Row> {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))] as (keyof Row & string)[]
  const numbers = new Map<string, string>()
  const numberOf = (word: string | undefined) => {
    if (!word) return ''
    const number = numbers.get(word) ?? numbers.size.toString(DIGITS)
    numbers.set(word, number)
    return number
  }
  const packed = rows.map((row) => keys.map((key) => numberOf(row[key])).join(' ')).join(',')
  return { keys, words: [...numbers.keys()], rows: packed }
}

/** The rows again. Fields without a word are not there. */
export function unpack<Row extends Words<Row>>({ keys, words, rows }: Packed<Row>): Row[] {
  if (keys.length === 0) return []
  return rows.split(',').map((row) => {
    const unpacked: Record<string, string> = {}
    for (const [at, number] of row.split(' ').entries()) {
      const word = number === '' ? undefined : words[Number.parseInt(number, DIGITS)]
      const key = keys[at]
      if (word !== undefined && key !== undefined) unpacked[key] = word
    }
    return unpacked as Row
  })
}
