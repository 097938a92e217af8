'use client'

import { Hourglass, Lock } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { type UseFormReturn, useWatch } from 'react-hook-form'
import { FormSummary } from '@/components/form'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { formatCents, parseCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/balance'
import type { MakePaymentForm } from '@/lib/payments/schema'
import { aboveOwed } from './amount-choices'
import { AmountField } from './amount-field'
import { CardFields } from './card-fields'
import type { Failure } from './use-payment'
import { type FieldName, idOf, usePaymentField } from './use-payment-form'

type Props = {
  form: UseFormReturn<MakePaymentForm>
  balance: Balance
  failure: Failure | null
  /** False, or while a charge is under way how it goes. */
  processing: false | 'normal' | 'slow'
  /** The field that takes the focus: the amount at first, the card number after a decline. */
  focus: FieldName
  onPay: (typed: MakePaymentForm) => void
  onInvalid: () => void
}

/** The form of the dialog. While a charge is under way everything typed stays in sight and cannot be changed. */
export function CardForm({ form, balance, failure, processing, focus, onPay, onInvalid }: Props) {
  const email = usePaymentField(form.control, 'receiptEmail')
  const amount = useWatch({ control: form.control, name: 'amount' })
  const cents = aboveOwed(amount, balance) ? null : parseCents(amount)
  const { errors } = form.formState
  const button = useRef<HTMLButtonElement>(null)
  const busy = processing !== false

  const first = useRef(focus)
  useEffect(() => {
    // On a tablet the keyboard would come up over a form that nobody has read yet.
    if (first.current === 'amount' && matchMedia('(pointer: coarse)').matches) return
    const input = document.getElementById(idOf(first.current))
    if (!(input instanceof HTMLInputElement)) return
    input.focus()
    input.select()
  }, [])
  useEffect(() => {
    // Disabled fields lose the focus; the button keeps it inside the dialog.
    if (busy) button.current?.focus()
    if (processing === 'slow') button.current?.scrollIntoView({ block: 'end' })
  }, [busy, processing])

  const fields = Object.fromEntries(
    Object.entries(errors).flatMap(([name, error]) =>
      'message' in error && typeof error.message === 'string' ? [[idOf(name), error.message]] : [],
    ),
  )
  return (
    <form
      method="post"
      noValidate
      autoComplete="off"
      className="flex flex-col gap-6"
      onSubmit={(event) => {
        if (busy) return event.preventDefault()
        void form.handleSubmit(onPay, onInvalid)(event)
      }}
    >
      {failure && !busy && (
        <FormSummary failure={{ ...failure, fields }}>{failure.signIn && <SignInAgain />}</FormSummary>
      )}
      <fieldset disabled={busy} className="flex min-w-0 flex-col gap-6">
        <AmountField control={form.control} balance={balance} />
        <CardFields form={form} />
        <Field
          label="E-mail for the receipt"
          optional
          hint="From the job; change it if the receipt goes to somebody else."
          {...email.field}
        >
          <Input {...email.input} inputMode="email" autoCapitalize="none" enterKeyHint="done" />
        </Field>
      </fieldset>
      <div className="flex flex-col gap-3 border-t pt-4">
        {cents !== null && cents > 0 && (
          <p className="flex flex-wrap justify-between gap-x-4 text-ink-muted tabular-nums">
            <span>{formatCents(cents)} now</span>
            <span>{formatCents(balance.owedCents - cents)} remaining</span>
          </p>
        )}
        {processing === 'slow' && (
          <Notice icon={<Hourglass aria-hidden className="mt-0.5 size-5 shrink-0" />}>
            This takes longer than usual. Stay here and do not take the payment another way: the answer is on its way.
          </Notice>
        )}
        <Button
          ref={button}
          type="submit"
          variant="primary"
          size="lg"
          pending={busy}
          className="w-full px-3! whitespace-normal! max-sm:text-base!"
        >
          {busy ? 'Processing' : 'Complete Payment'}
          {cents !== null && cents > 0 && <> · {formatCents(cents)}</>}
        </Button>
        <p className="flex items-center justify-center gap-1.5 text-sm text-balance text-ink-muted">
          <Lock aria-hidden className="size-4 shrink-0" />
          Sent to PaySimple. Plumbline does not keep the card number or the code.
        </p>
      </div>
    </form>
  )
}

function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex gap-3 rounded-md bg-warning-wash px-4 py-3 text-warning">
      {icon}
      <span>{children}</span>
    </p>
  )
}

export function SignInAgain() {
  return (
    <a href="/sign-in" target="_blank" rel="noopener" className="text-link inline-flex min-h-11 items-center">
      Sign in in another tab
    </a>
  )
}
