'use client'

import { useRouter } from 'next/navigation'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { openLinkAction } from './actions'

/** Opens a link by a person's press, and takes its token out of the address. */
export function OpenDoor({ token, label }: { token: string; label: string }) {
  const router = useRouter()
  const { press, pending, problem } = usePress(
    () => openLinkAction({ token }),
    ({ linkId }) => router.replace(`/c/${linkId}`),
  )
  return (
    <div className="flex flex-col items-start gap-3">
      <Button variant="primary" size="lg" pending={pending} onClick={press}>
        {label}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  )
}
