'use client'

import { unstable_rethrow } from 'next/navigation'
import { useActionState, useEffect, useRef, useState, useTransition } from 'react'
import { isNewVersion, NEW_VERSION, UNREACHED } from '@/components/answer-of'
import { CircleAlert } from '@/components/icons/ui'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { type SignInState, signInAction } from '../actions'

type Props = {
  demo: { email: string; does: string }[]
  /** Whether the demo's password is the one that everybody knows. */
  isPasswordKnown: boolean
  /** The page to go to after sign-in. */
  to: string
  /** Whether browsers have passkeys for our address. */
  hasPasskeys: boolean
}

export function SignInForm({ demo, isPasswordKnown, to, hasPasskeys }: Props) {
  const [served, signIn] = useActionState(signInAction, null) // before the scripts load
  const [answered, setAnswered] = useState<SignInState>(null)
  const [pending, start] = useTransition()
  const state = answered ?? served
  const form = useRef<HTMLFormElement>(null)
  const problem = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (state) problem.current?.focus()
  }, [state])

  const run = (work: () => Promise<SignInState>, email = '') =>
    start(async () => {
      try {
        setAnswered(await work())
      } catch (error) {
        unstable_rethrow(error)
        setAnswered({ email, message: isNewVersion(error) ? NEW_VERSION : UNREACHED })
      }
    })
  const submit = (typed: FormData) => run(() => signInAction(null, typed), String(typed.get('email') ?? ''))
  const fill = (name: string, value: string) => {
    const input = form.current?.elements.namedItem(name)
    if (input instanceof HTMLInputElement) input.value = value
  }

  return (
    <>
      {/* `action` works before the scripts load. After that onSubmit does the same without React's reset of the form,
          so that a mistyped password can be fixed instead of typed again. */}
      <form
        ref={form}
        action={signIn}
        onSubmit={(event) => {
          event.preventDefault()
          const typed = new FormData(event.currentTarget)
          if (!pending) submit(typed)
        }}
        className="flex flex-col gap-5"
      >
        <input type="hidden" name="to" value={to} />
        {state && (
          <div
            ref={problem}
            tabIndex={-1}
            role="alert"
            className="flex gap-3 rounded-md border-2 border-danger bg-sheet px-4 py-3"
          >
            <CircleAlert className="mt-0.5 size-5 shrink-0 text-danger" />
            <p className="font-medium text-danger">{state.message}</p>
          </div>
        )}
        <Field label="Email" id="email">
          <Input
            name="email"
            type="email"
            autoComplete="username"
            autoCapitalize="none"
            required
            maxLength={320}
            defaultValue={state?.email}
          />
        </Field>
        <Field label="Password" id="password">
          <Input name="password" type="password" autoComplete="current-password" required maxLength={1000} />
        </Field>
        <Button type="submit" variant="primary" size="lg" pending={pending}>
          Sign in
        </Button>
        {hasPasskeys && (
          <Button
            size="lg"
            pending={pending}
            onClick={() => run(async () => (await import('./passkey-alone')).signInAlone(to))}
          >
            Use a passkey
          </Button>
        )}
      </form>
      <a
        href="/forgot-password"
        className="mt-3 inline-flex min-h-11 items-center text-link underline underline-offset-3"
      >
        Forgot your password?
      </a>
      {demo.length > 0 && (
        <section aria-labelledby="demo" className="mt-10 border-t pt-4 text-sm text-ink-muted">
          <h2 id="demo" className="font-medium text-ink">
            Demo sign-ins
          </h2>
          <p>
            Tap one to fill it in. The password{' '}
            {isPasswordKnown ? 'is always “plumbline”.' : 'was printed where Plumbline was started.'}
          </p>
          <ul className="mt-1">
            {demo.map(({ email, does }) => (
              <li key={email}>
                <button
                  type="button"
                  className="flex min-h-11 w-full flex-wrap items-center gap-x-2 text-left"
                  onClick={() => {
                    fill('email', email)
                    if (isPasswordKnown) fill('password', 'plumbline')
                    form.current
                      ?.querySelector<HTMLElement>(isPasswordKnown ? 'button[type=submit]' : '[name=password]')
                      ?.focus()
                  }}
                >
                  <span className="text-link">{email}</span>
                  <span>{does}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
