'use client'

import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { setSecondStepRuleAction } from './actions'

/** Requires two-step sign-in of every member, or leaves it to each. */
export function RuleSwitch({ orgSlug, isRequired }: { orgSlug: string; isRequired: boolean }) {
  const { press, pending, problem } = usePress(() => setSecondStepRuleAction(orgSlug, { isRequired: !isRequired }))
  return (
    <>
      <Button variant={isRequired ? 'secondary' : 'primary'} pending={pending} onClick={press}>
        {isRequired ? 'Leave it to each person' : 'Require it of everybody'}
      </Button>
      <p role="status" className="sr-only">
        {isRequired ? 'Two-step sign-in is required.' : 'Two-step sign-in is not required.'}
      </p>
      <Problem className="mt-2">{problem}</Problem>
    </>
  )
}
