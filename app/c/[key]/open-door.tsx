'use client'

import { useRouter } from 'next/navigation'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import type { Language } from '@/lib/language/language'
import { openLinkAction } from './actions'

type Props = { token: string; language: Language; label: string }

/** Opens a link by a person's press, and takes its token out of the address. */
export function OpenDoor({ token, language, label }: Props) {
  const router = useRouter()
  const { press, pending, problem } = usePress(() => openLinkAction({ token, language }), {
    onDone: ({ linkId }) => router.replace(`/c/${linkId}`),
    changesPage: false,
  })
  return (
    <div className="flex flex-col items-start gap-3">
      <Button variant="primary" size="lg" pending={pending} onClick={press}>
        {label}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  )
}
