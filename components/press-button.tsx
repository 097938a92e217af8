'use client'

import type { ComponentProps } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { Button } from './ui/button'
import { usePress } from './use-press'

type Props<Input> = Omit<ComponentProps<typeof Button>, 'onClick' | 'pending'> & {
  action: (orgSlug: string, input: Input) => Promise<ActionResult<void>>
  orgSlug: string
  input: Input
}

/** A button that calls one action. The page is read again then, or the button says below itself why that did nothing. */
export function PressButton<Input>({ action, orgSlug, input, ...props }: Props<Input>) {
  const { press, pending, problem } = usePress(() => action(orgSlug, input))
  return (
    <>
      <Button {...props} onClick={press} pending={pending} />
      <p role="alert" className="basis-full font-medium text-danger empty:hidden">
        {problem}
      </p>
    </>
  )
}
