'use client'

import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import type { Language } from '@/lib/language/language'
import { chooseLanguageAction } from './actions'

type Props = { linkId: string; to: Language /** "Español" */; name: string /** "es-US" */; lang: string }

/** Has a customer's page speak the other language, which it's named in. What was typed on the page stays. */
export function LanguageSwitch({ linkId, to, name, lang }: Props) {
  const { press, pending, problem } = usePress(() => chooseLanguageAction(linkId, { language: to }))
  return (
    <>
      <Button variant="ghost" lang={lang} pending={pending} onClick={press}>
        {name}
      </Button>
      <Problem>{problem}</Problem>
    </>
  )
}
