'use client'

import { useState } from 'react'
import { Problem } from '@/components/problem'
import { Button, ButtonLink } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { confirmEmailAction } from './actions'

/** Confirms one of the two addresses. */
export function ConfirmEmail({ token }: { token: string }) {
  const [said, say] = useState<string | null>(null)
  const { press, pending, problem } = usePress(() => confirmEmailAction({ token }), {
    onDone: ({ changedTo }) =>
      say(
        changedTo
          ? `Done. You sign in with ${changedTo} from now on.`
          : 'This address is confirmed. Now open the link in the email to the other address.',
      ),
    changesPage: false,
  })
  if (said)
    return (
      <div role="status" className="flex flex-col items-start gap-5">
        <p className="wrap-anywhere font-medium">{said}</p>
        <ButtonLink href="/account">Go to your account</ButtonLink>
      </div>
    )
  return (
    <div className="flex flex-col items-start gap-4">
      <Problem>{problem}</Problem>
      <Button variant="primary" size="lg" pending={pending} onClick={press}>
        Confirm
      </Button>
    </div>
  )
}
