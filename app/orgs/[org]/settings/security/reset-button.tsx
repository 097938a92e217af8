'use client'

import { useState } from 'react'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { resetMemberAction } from './actions'

/** Resets the second step of a member whose phone is gone. Asks first. */
export function ResetButton({ orgSlug, userId, name }: { orgSlug: string; userId: string; name: string }) {
  const [isAsked, setAsked] = useState(false)
  const { press, pending, problem } = usePress(() => resetMemberAction(orgSlug, { userId }))
  if (!isAsked)
    return (
      <Button onClick={() => setAsked(true)} aria-label={`Reset two-step sign-in of ${name}`}>
        Reset
      </Button>
    )
  return (
    <div className="mt-2">
      <p className="mb-2 max-w-prose">
        Only when {name} has told you in person that phone and recovery codes are gone. They’re signed out everywhere,
        and sign in with the password alone until they set it up again. An email tells them.
      </p>
      <div className="flex flex-wrap gap-3">
        <Button variant="danger" pending={pending} onClick={press}>
          Reset two-step sign-in
        </Button>
        <Button variant="ghost" onClick={() => setAsked(false)}>
          Cancel
        </Button>
      </div>
      <Problem className="mt-2">{problem}</Problem>
    </div>
  )
}
