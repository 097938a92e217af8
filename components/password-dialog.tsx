'use client'

import { useEffect, useState } from 'react'
import { z } from 'zod'
import type { Offers } from '@/lib/second-step/methods'
import type { Wanted } from './answer-of'
import { FormSummary, TextField } from './form'
import { type GivePassword, type SecondStepActions, SecondStepFields } from './second-step-fields'
import { SubmitButtons } from './submit-buttons'
import { Dialog } from './ui/dialog'
import { useActionForm } from './use-action-form'
import { WhosePassword } from './whose-password'

const schema = z.object({ password: z.string().min(1, 'Enter the password that you sign in with.') })

type Props = {
  email: string
  givePassword: GivePassword
  secondStep: SecondStepActions
  /** Whether the second step is asked for as well. */
  wanted: Wanted
  /** Whether it was given. */
  onAnswer: (isGiven: boolean) => void
}

/** Asks for the password again, and then for the second step where that is wanted. Closing it means no. */
export function PasswordDialog({ email, givePassword, secondStep, wanted, onAnswer }: Props) {
  const [offers, setOffers] = useState<Offers | null>(null)
  const asksMore = ({ app, passkey }: Offers) => wanted === 'second step' && (app || passkey)
  const { submit, bind, failure, pending } = useActionForm({
    schema,
    defaultValues: { password: '' },
    // What is pressed may wait for us in a transition, which would hold back what is set in another one (`onSaved`).
    action: async (input: { password: string }) => {
      const answer = await givePassword(input)
      if (answer.ok && asksMore(answer.value)) setOffers(answer.value)
      return answer
    },
    onSaved: (can) => {
      if (!asksMore(can)) onAnswer(true)
    },
  })
  const { id, ...binding } = bind('password')
  const inputId = `again-${id}`
  useEffect(() => document.getElementById(inputId)?.focus(), [inputId])
  return (
    <Dialog
      title={offers ? 'And your second step' : 'Enter your password to go on'}
      description="Plumbline asks before money or access could be lost, and then not again for five minutes."
      closing={null}
      pending={pending}
      onClose={() => onAnswer(false)}
    >
      {offers ? (
        <SecondStepFields {...secondStep} offers={offers} onGiven={() => onAnswer(true)} />
      ) : (
        <form method="post" noValidate className="flex flex-col gap-5" onSubmit={submit}>
          <FormSummary failure={failure && { ...failure, fields: {} }} />
          <WhosePassword email={email} />
          <TextField
            label="Password"
            type="password"
            autoComplete="current-password"
            maxLength={1000}
            binding={{ ...binding, id: inputId }}
          />
          <SubmitButtons pending={pending} label="Continue" />
        </form>
      )}
    </Dialog>
  )
}
