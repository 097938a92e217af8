'use client'

import { type ReactNode, useEffect, useMemo } from 'react'
import { LOCALES } from '@/lib/language/language'
import { type Catalog, ENGLISH } from '@/lib/language/say'
import { spanishWords } from '@/lib/language/spanish-words'
import { WordsContext } from './words'

/**
 * Has what is in it speak to a customer in their language.
 * @param catalog the Spanish sentences; null for English
 */
export function CustomerWords({ catalog, children }: { catalog: Catalog | null; children: ReactNode }) {
  const words = useMemo(() => (catalog ? spanishWords(catalog) : ENGLISH), [catalog])
  // Dialogs stand outside of the page's own element.
  useEffect(() => {
    document.documentElement.lang = LOCALES[words.language]
  }, [words])
  return <WordsContext value={words}>{children}</WordsContext>
}
