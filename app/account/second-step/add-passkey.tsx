'use client'

import { useState } from 'react'
import { answerOf, UNREACHED } from '@/components/answer-of'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { usePress } from '@/components/use-press'
import type { ActionResult } from '@/lib/orgs/action'
import { passkeyName } from '@/lib/second-step/schema'
import { addPasskeyAction, beginPasskeyAction } from './actions'

type Props = {
  device: string
  /** @param codes the recovery codes, where it is the first second step */
  onDone: (codes: string[] | null) => void
}

const refused = (message: string) => ({ ok: false, message }) as const

/** Has the browser make a passkey. What it takes is loaded when it is pressed. */
export function AddPasskey({ device, onDone }: Props) {
  const [name, setName] = useState(device)
  const add = async (): Promise<ActionResult<string[] | null>> => {
    const checked = passkeyName.safeParse(name)
    if (!checked.success) return refused(checked.error.issues[0]?.message ?? 'Give it a name.')
    const { startRegistration } = await import('@simplewebauthn/browser')
    const begun = (await answerOf(() => beginPasskeyAction({}))) ?? refused(UNREACHED)
    if (!begun.ok) return begun
    try {
      const response = await startRegistration({ optionsJSON: begun.value })
      return (await answerOf(() => addPasskeyAction({ name: checked.data, response }))) ?? refused(UNREACHED)
    } catch (error) {
      if (error instanceof Error && error.name === 'InvalidStateError')
        return refused('This device has a passkey for your sign-in already.')
      if (error instanceof Error && error.name === 'NotAllowedError')
        return refused('No passkey was made. Try again, and follow what your device asks.')
      throw error
    }
  }
  const { press, pending, problem } = usePress(add, { onDone, changesPage: false })
  return (
    <form
      method="post"
      noValidate
      className="flex max-w-md flex-col items-start gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (!pending) press()
      }}
    >
      <Field label="Name of the new passkey" id="passkey-name" className="w-full">
        <Input
          value={name}
          maxLength={60}
          autoComplete="off"
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </Field>
      <Button type="submit" pending={pending}>
        Add a passkey
      </Button>
      <Problem>{problem}</Problem>
    </form>
  )
}
