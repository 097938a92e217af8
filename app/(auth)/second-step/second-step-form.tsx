'use client'

import { unstable_rethrow } from 'next/navigation'
import { useActionState, useEffect, useRef, useState, useTransition } from 'react'
import { isNewVersion, NEW_VERSION, UNREACHED } from '@/components/answer-of'
import { CircleAlert } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { beginPasskeySignInAction, giveSecondStepAction, type SecondStepState } from './actions'

type Props = {
  offers: { app: boolean; passkey: boolean }
  /** The page to go to after sign-in. */
  to: string
}

/** Asks for the second step. Works without scripts, but for passkeys. */
export function SecondStepForm({ offers, to }: Props) {
  const [served, give] = useActionState(giveSecondStepAction, null) // before the scripts load
  const [answered, setAnswered] = useState<SecondStepState>(null)
  const [isRecovery, setRecovery] = useState(!offers.app)
  const [pending, start] = useTransition()
  const state = answered ?? served
  const problem = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state) problem.current?.focus()
  }, [state])

  const run = (work: () => Promise<SecondStepState>) =>
    start(async () => {
      try {
        setAnswered(await work())
      } catch (error) {
        unstable_rethrow(error)
        setAnswered({ message: isNewVersion(error) ? NEW_VERSION : UNREACHED })
      }
    })
  const passkey = () =>
    run(async () => {
      const { sign } = await import('../sign-with-passkey')
      const signed = await sign(() => beginPasskeySignInAction(true))
      if ('message' in signed) return signed
      const form = new FormData()
      form.set('passkey', signed.passkey)
      form.set('to', to)
      return giveSecondStepAction(null, form)
    })

  return (
    <div className="flex flex-col gap-5">
      {state && (
        <div
          ref={problem}
          tabIndex={-1}
          role="alert"
          className="flex gap-3 rounded-md border-2 border-danger bg-sheet px-4 py-3"
        >
          <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" />
          <div>
            <p className="font-medium text-danger">{state.message}</p>
            {state.isOver && (
              <a
                href={`/sign-in?${new URLSearchParams({ to })}`}
                className="text-link inline-flex min-h-11 items-center"
              >
                Sign in again
              </a>
            )}
          </div>
        </div>
      )}
      {offers.passkey && (
        <Button variant={offers.app ? 'secondary' : 'primary'} size="lg" pending={pending} onClick={passkey}>
          Use a passkey
        </Button>
      )}
      <form
        action={give}
        onSubmit={(event) => {
          event.preventDefault()
          const typed = new FormData(event.currentTarget)
          if (!pending) run(() => giveSecondStepAction(null, typed))
        }}
        className="flex flex-col gap-5"
      >
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
