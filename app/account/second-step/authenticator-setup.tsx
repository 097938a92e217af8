'use client'

import { useState } from 'react'
import { ActionForm, FormSummary, TextField } from '@/components/form'
import { Problem } from '@/components/problem'
import { QrCode } from '@/components/qr-code'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { useActionForm } from '@/components/use-action-form'
import { usePress } from '@/components/use-press'
import { codeSchema } from '@/lib/second-step/schema'
import { beginAuthenticatorAction, confirmAuthenticatorAction } from './actions'

type Enrollment = { key: string; qr: { path: string; size: number } }
type Props = {
  /** There is one, which the new one replaces. */
  hasOne: boolean
  /** @param codes the recovery codes, where it is the first second step */
  onDone: (codes: string[] | null) => void
}

/** Sets up an authenticator app: the square to scan, the key for whoever types it, and the first code. */
export function AuthenticatorSetup({ hasOne, onDone }: Props) {
  const [enrollment, setEnrollment] = useState<Enrollment | null>(null)
  const { press, pending, problem } = usePress(() => beginAuthenticatorAction({}), {
    onDone: setEnrollment,
    changesPage: false,
  })
  if (enrollment)
    return (
      <FirstCode
        enrollment={enrollment}
        onCancel={() => setEnrollment(null)}
        onDone={(codes) => {
          setEnrollment(null)
          onDone(codes)
        }}
      />
    )
  return (
    <>
      <Button variant={hasOne ? 'secondary' : 'primary'} pending={pending} onClick={press}>
        {hasOne ? 'Move it to another phone' : 'Set up an authenticator app'}
      </Button>
      <Problem className="mt-2">{problem}</Problem>
    </>
  )
}

type FirstCodeProps = {
  enrollment: Enrollment
  onCancel: () => void
  onDone: (codes: string[] | null) => void
}

function FirstCode({ enrollment: { key, qr }, onCancel, onDone }: FirstCodeProps) {
  const { submit, bind, failure, pending } = useActionForm({
    schema: codeSchema,
    defaultValues: { code: '' },
    action: confirmAuthenticatorAction,
    onSaved: onDone,
  })
  return (
    <div className="flex flex-col gap-6">
      <div>
        <p className="mb-3 max-w-prose">1. Scan this with the app, or type the key into it.</p>
        <QrCode
          qr={qr}
          label="QR code for the authenticator app. The key below says the same."
          className="size-56 rounded-md"
        />
        <div className="mt-3">
          <CopyButton
            text={key.replaceAll(' ', '')}
            label={`Copy the key ${key}`}
            className="-ml-3 text-left! font-mono"
          >
            {key}
          </CopyButton>
        </div>
      </div>
      <ActionForm onSubmit={submit}>
        <FormSummary failure={failure} />
        <TextField
          label="2. Enter its code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={20}
          className="max-w-56"
          binding={bind('code')}
        />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" pending={pending}>
            Turn on
          </Button>
          <Button variant="ghost" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </ActionForm>
    </div>
  )
}
