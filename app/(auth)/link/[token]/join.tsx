'use client'

import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { joinAction } from './invitation-actions'

/** Joins the company with the account that is signed in. */
export function Join({ token, company }: { token: string; company: string }) {
  const { press, pending, problem } = usePress(() => joinAction({ token }), {
    onDone: ({ slug }) => window.location.assign(`/orgs/${slug}`),
    changesPage: false,
  })
  return (
    <div className="flex flex-col items-start gap-4">
      <Problem>{problem}</Problem>
      <Button variant="primary" size="lg" aria-label={`Join ${company}`} pending={pending} onClick={press}>
        Join
      </Button>
    </div>
  )
}
