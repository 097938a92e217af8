import 'server-only'
import { BROWSER } from './es/browser'
import { DIALOG } from './es/dialog'
import { EMAILS } from './es/emails'
import { PAGE } from './es/page'
import { PAYMENTS } from './es/payments'
import { REFUSALS } from './es/refusals'
import { VERIFY } from './es/verify'
import type { Language } from './language'
import { ENGLISH, type Words } from './say'
import { spanishWords } from './spanish-words'

/** All of the Spanish sentences. A browser gets those of its page (`BROWSER`), and of the dialog that it opens. */
export const SPANISH = { ...PAGE, ...BROWSER, ...DIALOG, ...PAYMENTS, ...REFUSALS, ...EMAILS, ...VERIFY }

const words: Record<Language, Words> = { en: ENGLISH, es: spanishWords(SPANISH) }

/** How somebody is spoken to who reads a language. */
export const wordsIn = (language: Language): Words => words[language]
