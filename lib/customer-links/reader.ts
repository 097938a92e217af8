import 'server-only'
import { headers } from 'next/headers'
import { type Language, languageAsked } from '@/lib/language/language'
import type { Words } from '@/lib/language/say'
import { wordsIn } from '@/lib/language/words-in'

/**
 * In which language a page speaks to a customer: the one that they chose at their link, else the one that their browser
 * asks for.
 */
export const readerLanguage = async (link: { language: Language | null } | null): Promise<Language> =>
  link?.language ?? languageAsked((await headers()).get('accept-language'))

/** How a page speaks to a customer. @param link null where none is open */
export const readerWords = async (link: { language: Language | null } | null): Promise<Words> =>
  wordsIn(await readerLanguage(link))
