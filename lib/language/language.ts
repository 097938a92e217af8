// The languages that customers read. Pure.

export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

/** What pages and formats call a language (BCP 47): dollars and dates as they are written in the United States. */
export const LOCALES: Record<Language, string> = { en: 'en-US', es: 'es-US' }

/** What each language calls itself. */
export const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', es: 'Español' }

export const otherLanguage = (language: Language): Language => (language === 'en' ? 'es' : 'en')

/** A text as a language, or null where it's none of ours. */
export const asLanguage = (text: unknown): Language | null => LANGUAGES.find((each) => each === text) ?? null

/**
 * The one of our languages that a browser asks for first (RFC 9110, 12.5.4); English where it asks for none of them.
 * @param header Accept-Language: "es-MX,es;q=0.9,en;q=0.8"
 */
export function languageAsked(header: string | null): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((each) => {
      const [range = '', ...more] = each.split(';').map((part) => part.trim().toLowerCase())
      const weight = more.find((part) => part.startsWith('q='))
      return { language: asLanguage(range.split('-')[0]), weight: weight === undefined ? 1 : Number(weight.slice(2)) }
    })
    .filter(({ language, weight }) => language !== null && weight > 0)
    .toSorted((one, other) => other.weight - one.weight)
  return wanted[0]?.language ?? 'en'
}
