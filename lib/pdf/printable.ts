/** Control characters, which no font draws, except line ends; and characters that are none. */
const UNPRINTABLE = /(?!\n)\p{Cc}|\p{Noncharacter_Code_Point}|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu

/** A text as it can be printed: with plain line ends and blanks, without what no paper shows. */
export const printableText = (text: string): string =>
  text
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/\r\n?/g, '\n')
    .replace(/\t/g, ' ')
    .replace(UNPRINTABLE, '')

/** The same plain data with each text as it can be printed. Pure. */
export function printable<Data>(data: Data): Data
export function printable(data: unknown): unknown {
  if (typeof data === 'string') return printableText(data)
  if (Array.isArray(data)) return data.map((each) => printable(each))
  if (typeof data !== 'object' || data === null) return data
  return Object.fromEntries(Object.entries(data).map(([name, value]) => [name, printable(value)]))
}
