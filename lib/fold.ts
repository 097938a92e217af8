// The form in which texts are compared: what is typed here, what is stored in PostgreSQL's fold_text
// (prisma/migrations/*_search). lib/search-rule.test.ts holds the two to each other.

/** Removed first: an accent that stands alone would become a blank with an accent. */
const APOSTROPHES = /['`´‘’‛ʹʻʼ′ˊˋ＇]/g

/** Quotes, characters that nobody sees, and accents. PostgreSQL has no NUL to remove. */
const UNSEEN =
  /[\0"“”„‟″\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe00-\ufe0f]|[\ufe20-\ufe2f]/g

/** Letters that no decomposition takes apart, and dashes. */
const SAME: Record<string, string> = {
  ...{ ø: 'o', đ: 'd', ð: 'd', ł: 'l', ħ: 'h', ı: 'i', ŧ: 't', ς: 'σ', ß: 'ss', æ: 'ae', œ: 'oe', þ: 'th' },
  ...{ '‐': '-', '‑': '-', '‒': '-', '–': '-', '—': '-', '―': '-', '−': '-' },
}
const SAME_KEYS = new RegExp(`[${Object.keys(SAME).join('')}]`, 'g')

/**
 * Returns a text as it is compared: "Großmann–O’Brien" and "GROSSMANN-O'BRIEN" are both "grossmann-obrien". Accents,
 * case, compatibility forms, apostrophes, quotes, kinds of dashes and characters that nobody sees make no difference.
 */
export const fold = (text: string): string =>
  text
    .replace(APOSTROPHES, '')
    .normalize('NFKD')
    .replace(UNSEEN, '')
    .toLowerCase()
    .replace(SAME_KEYS, (letter) => SAME[letter] ?? letter)
