'use client'

import { useRouter } from 'next/navigation'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { LANGUAGE_NAMES, type Language, LOCALES } from '@/lib/language/language'
import { chooseLanguageAction } from './actions'

/** Has a customer's page speak the other language, which it's named in. What was typed on the page stays. */
export function LanguageSwitch({ linkId, to }: { linkId: string; to: Language }) {
  const router = useRouter()
  const { press, pending, problem } = usePress(
    () => chooseLanguageAction(linkId, { language: to }),
    () => router.refresh(),
  )
  return (
    <>
      <Button variant="ghost" lang={LOCALES[to]} pending={pending} onClick={press}>
        {LANGUAGE_NAMES[to]}
      </Button>
      <Problem>{problem}</Problem>
    </>
  )
}
