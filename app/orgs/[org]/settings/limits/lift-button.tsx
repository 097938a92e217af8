'use client'

import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { liftLimitAction } from './actions'

/** Ends one limit now. `what` says which, for whoever doesn't see the line it stands in. */
export function LiftButton({ orgSlug, id, what }: { orgSlug: string; id: string; what: string }) {
  const { press, pending, problem } = usePress(() => liftLimitAction(orgSlug, { id }))
  return (
    <>
      <Button onClick={press} pending={pending} aria-label={`End the limit now: ${what}`}>
        End now
      </Button>
      {problem && (
        <p role="alert" className="mt-1 text-sm text-danger">
          {problem}
        </p>
      )}
    </>
  )
}
