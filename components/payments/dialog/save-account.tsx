'use client'

import { useId } from 'react'
import { useWords } from '@/components/words'
import { useDialogWords } from './dialog-words-context'
import type { PaymentFields } from './use-payment-form'

type Props = {
  form: PaymentFields
  method: 'card' | 'bank'
  customerName: string
  payee: string
}

/** The customer's consent to save the card or bank account. Never checked by default. */
export function SaveAccount({ form, method, customerName, payee }: Props) {
  const hint = useId()
  const words = useDialogWords()
  const { say } = useWords()
  const word = method === 'card' ? 'card' : 'account'
  return (
    <div className="flex flex-col gap-1">
      <label className="flex min-h-11 cursor-pointer items-center gap-3 font-medium">
        <input
          type="checkbox"
          checked={form.values.saveAccount}
          onChange={(event) => form.type('saveAccount', event.target.checked)}
          aria-describedby={hint}
          className="size-5 shrink-0 accent-accent"
        />
        {say(`Keep ${word} on file`)}
      </label>
      <p id={hint} className="pl-8 text-sm text-ink-muted">
        {words.keep(customerName, payee, word)}
      </p>
    </div>
  )
}
