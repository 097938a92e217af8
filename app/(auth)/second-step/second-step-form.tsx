'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import type { Offers } from '@/lib/second-step/methods'
import { DoorProblem, useDoorForm } from '../door-form'
import { beginPasskeySignInAction, giveSecondStepAction } from './actions'

type Props = {
  offers: Offers
  /** The page to go to after sign-in. */
  to: string
}

/** Asks for the second step. Works without scripts, but for passkeys. */
export function SecondStepForm({ offers, to }: Props) {
  const { state, form, run, pending } = useDoorForm(giveSecondStepAction)
  const [isRecovery, setRecovery] = useState(!offers.app)
  const passkey = () =>
    run(async () => {
      const { sign } = await import('../sign-with-passkey')
      const signed = await sign(() => beginPasskeySignInAction(true), to)
      return signed instanceof FormData ? giveSecondStepAction(null, signed) : signed
    })

  return (
    <div className="flex flex-col gap-5">
      <DoorProblem state={state}>
        {state?.isOver && (
          <a href={`/sign-in?${new URLSearchParams({ to })}`} className="text-link inline-flex min-h-11 items-center">
            Sign in again
          </a>
        )}
      </DoorProblem>
      {offers.passkey && (
        <Button variant={offers.app ? 'secondary' : 'primary'} size="lg" pending={pending} onClick={passkey}>
          Use a passkey
        </Button>
      )}
      <form {...form} className="flex flex-col gap-5">
        <input type="hidden" name="to" value={to} />
        <Field
          label={isRecovery ? 'Recovery code' : 'Code from your authenticator app'}
          id="code"
          hint={
            isRecovery
              ? 'One of the ten codes that you saved when you set this up. Each works once.'
              : 'Six digits. The app shows new ones every 30 seconds.'
          }
        >
          <Input
            name="code"
            autoComplete={isRecovery ? 'off' : 'one-time-code'}
            autoCapitalize="characters"
            spellCheck={false}
            inputMode={isRecovery ? 'text' : 'numeric'}
            required
            maxLength={60}
          />
        </Field>
        <Button type="submit" variant={offers.app ? 'primary' : 'secondary'} size="lg" pending={pending}>
          Continue
        </Button>
      </form>
      <div className="flex flex-wrap items-center gap-x-4">
        {offers.app && (
          <Button
            variant="ghost"
            className="-ml-3"
            onClick={() => {
              setRecovery(!isRecovery)
              document.getElementById('code')?.focus()
            }}
          >
            {isRecovery ? 'Use the app’s code' : 'Use a recovery code'}
          </Button>
        )}
        <a href="/sign-in" className="text-link inline-flex min-h-11 items-center">
          Start over
        </a>
      </div>
      <p className="text-sm text-ink-muted">
        Phone lost, and no recovery code? An owner of your company can reset your second step under Settings, Security.
        Owners ask whoever runs this Plumbline.
      </p>
    </div>
  )
}
