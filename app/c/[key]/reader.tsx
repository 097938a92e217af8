import type { ReactNode } from 'react'
import { CustomerWords } from '@/components/customer-words'
import { BROWSER } from '@/lib/language/es/browser'
import { LOCALES } from '@/lib/language/language'
import type { Words } from '@/lib/language/say'

/** What is around a customer's page: it is in their language, and so is what its browser says by itself. */
export function Reader({ words: { language }, children }: { words: Words; children: ReactNode }) {
  const lang = LOCALES[language]
  return (
    <div lang={lang} className="contents">
      <CustomerWords lang={lang} catalog={language === 'es' ? BROWSER : null}>
        {children}
      </CustomerWords>
    </div>
  )
}
