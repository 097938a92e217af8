'use client'

import { useId } from 'react'
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
        Save for later payments
      </label>
      <p id={hint} className="pl-8 text-sm text-ink-muted">
        {customerName} agrees that PaySimple keeps this {method === 'card' ? 'card' : 'bank account'} for {payee}, to
        charge payments agreed on later. It can be removed at any time.
      </p>
    </div>
  )
}
