'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { ActionResult } from '@/lib/orgs/action'
import type { Offers } from '@/lib/second-step/methods'
import { UNREACHED } from './answer-of'
import { FormSummary, TextField } from './form'
import { Problem } from './problem'
import { SubmitButtons } from './submit-buttons'
import { Button } from './ui/button'
import { useActionForm } from './use-action-form'

export type GivePassword = (input: { password: string }) => Promise<ActionResult<Offers>>

type Signed = Awaited<ReturnType<typeof import('@simplewebauthn/browser').startAuthentication>>
type Given = { code: string; passkey: Signed | null }

export type SecondStepActions = {
  giveStep: (input: Given) => Promise<ActionResult<unknown>>
  /** What a passkey is to sign. */
  beginPasskey: (
    input: Record<string, never>,
  ) => Promise<ActionResult<Parameters<typeof import('@simplewebauthn/browser').startAuthentication>[0]['optionsJSON']>>
}

const schema = z.object({
  code: z.string().trim().min(1, 'Enter the code that your app shows now, or a recovery code.'),
  passkey: z.null(),
})
const NO_PASSKEY = 'No passkey was used. Try again, or enter a code.'

/** The second step in a dialog: a code, or a passkey. */
export function SecondStepFields({
  giveStep,
  beginPasskey,
  offers,
  onGiven,
}: SecondStepActions & { offers: Offers; onGiven: () => void }) {
  const { submit, bind, failure, pending } = useActionForm({
    schema,
    defaultValues: { code: '', passkey: null },
    action: giveStep,
    onSaved: onGiven,
  })
  const [signing, setSigning] = useState(false) // no transition: the press that asks for this waits in one
  const [problem, setProblem] = useState<string | null>(null)
  const { id, ...binding } = bind('code')
  const inputId = `again-${id}`
  useEffect(() => document.getElementById(inputId)?.focus(), [inputId])
  const sign = async () => {
    setProblem(null)
    setSigning(true)
    try {
      const { startAuthentication } = await import('@simplewebauthn/browser')
      const begun = await beginPasskey({})
      if (!begun.ok) return setProblem(begun.message)
      const passkey = await startAuthentication({ optionsJSON: begun.value }).catch(() => null)
      if (!passkey) return setProblem(NO_PASSKEY)
      const answer = await giveStep({ code: '', passkey })
      if (answer.ok) onGiven()
      else setProblem(answer.message)
    } catch {
      setProblem(UNREACHED)
    } finally {
      setSigning(false)
    }
  }
  return (
    <form method="post" noValidate className="flex flex-col gap-5" onSubmit={submit}>
      <FormSummary failure={failure && { ...failure, fields: {} }} />
      {offers.passkey && (
        <div>
          <Button pending={signing} onClick={sign}>
            Use a passkey
          </Button>
          <Problem className="mt-2">{problem}</Problem>
        </div>
      )}
      <TextField
        label={offers.app ? 'Code from your authenticator app' : 'Recovery code'}
        hint={offers.app ? 'Six digits, or one of your recovery codes.' : 'One of the ten codes that you saved.'}
        autoComplete="one-time-code"
        autoCapitalize="characters"
        spellCheck={false}
        maxLength={60}
        binding={{ ...binding, id: inputId }}
      />
      <SubmitButtons pending={pending} label="Continue" />
    </form>
  )
}
