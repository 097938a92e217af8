// What people type and paste, as it is kept.

/** The longest name that can be charged: the cardholder's, and both names of a customer together. */
export const MAX_NAME = 149

/** Characters that nobody sees and that come along when a phone number or an address is copied: bidi marks, zero widths. */
const UNSEEN = /[\0\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g
/**
 * The same without the two that some scripts write words with. And half characters, which no database takes, and control
 * characters, which mean nothing on a screen or on paper, except line ends and tabs.
 */
const UNSEEN_IN_WORDS =
  /(?![\t\n\r])\p{Cc}|\p{Surrogate}|[\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu
/** A text of nothing else says nothing, whatever some script would do with it between its letters. */
const NOTHING = /^[\s\u2800\p{Default_Ignorable_Code_Point}]*$/u
const OTHER_BLANKS = /[\u00a0\u2007\u202f]/g

/** Returns a text as it is kept: composed (NFC), with plain blanks, without unseen characters or blanks around it. */
export function plainText(typed: string): string {
  const text = typed.replace(UNSEEN_IN_WORDS, '').replace(OTHER_BLANKS, ' ').normalize('NFC').trim()
  return NOTHING.test(text) ? '' : text
}

/** Returns a phone number or an address without anything unseen; full-width characters become the usual ones. */
export const plainSymbols = (typed: string): string =>
  plainText(typed.replace(UNSEEN, '').normalize('NFKC')).replace(/[‐‑‒–—−]/g, '-')

/** Tells whether a text is a uuid: the database refuses to compare anything else. */
export const isUuid = (text: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
