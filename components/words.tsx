'use client'

import { createContext, useContext } from 'react'
import { ENGLISH, type Words } from '@/lib/language/say'

/** How whoever reads the page is spoken to: in English, unless their page says otherwise (customer-words.tsx). */
export const WordsContext = createContext<Words>(ENGLISH)

export const useWords = (): Words => useContext(WordsContext)
