'use client'

import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { signInAction } from '../actions'
import { DoorProblem, useDoorForm } from '../door-form'

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
  const { state, form, run, pending } = useDoorForm(signInAction)
  const element = useRef<HTMLFormElement>(null)
  const fill = (name: string, value: string) => {
    const input = element.current?.elements.namedItem(name)
    if (input instanceof HTMLInputElement) input.value = value
  }

  return (
    <>
      <form {...form} ref={element} className="flex flex-col gap-5">
        <input type="hidden" name="to" value={to} />
        <DoorProblem state={state} />
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
                    element.current
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
