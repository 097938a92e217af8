'use client'

import { type ReactNode, use, useEffect } from 'react'
import { type Catalog, ENGLISH } from '@/lib/language/say'
import { WordsContext } from './words'

let loading: Promise<typeof import('@/lib/language/spanish-words')> | undefined
/** Who reads English doesn't load how Spanish is spoken. */
const load = () => {
  loading ??= import('@/lib/language/spanish-words')
  return loading
}

type Props = { lang: string; catalog: Catalog | null; children: ReactNode }

/**
 * Has what is in it speak to a customer in their language.
 * @param lang of the page: "es-US"
 * @param catalog the Spanish sentences; null for English
 */
export function CustomerWords({ lang, catalog, children }: Props) {
  const spoken = catalog ? use(load()) : null
  const words = catalog && spoken ? spoken.spanishWords(catalog) : ENGLISH
  // Dialogs stand outside of the page's own element.
  useEffect(() => {
    document.documentElement.lang = lang
  }, [lang])
  return <WordsContext value={words}>{children}</WordsContext>
}
