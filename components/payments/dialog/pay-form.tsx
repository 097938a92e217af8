'use client'

import { type ReactNode, useEffect, useRef } from 'react'
import { FormSummary } from '@/components/form'
import { Hourglass, Lock } from '@/components/icons/paying'
import { FormFoot, MoneyForm } from '@/components/payments/money-form'
import { Button } from '@/components/ui/button'
import { Field, Input } from '@/components/ui/field'
import { useWords } from '@/components/words'
import { formatCents, parseCents } from '@/lib/money'
import { aboveOwed } from '@/lib/payments/take/amount-choices'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import type { MakePaymentForm } from '@/lib/payments/take/typed-payment'
import { PROCESSING, receiptHint } from '@/lib/payments/words/screen'
import { AmountField } from './amount-field'
import { BankAuthorization } from './bank-authorization'
import { BankFields } from './bank-fields'
import { CardFields } from './card-fields'
import { useDialogWords } from './dialog-words-context'
import { MethodChoice } from './method-choice'
import type { Failure } from './payment-state'
import { SaveAccount } from './save-account'
import { type FieldName, fieldOf, idOf, type PaymentFields } from './use-payment-form'

type Props = {
  form: PaymentFields
  opened: PaymentForm
  orgSlug: string
  failure: Failure | null
  /** False, or how a charge in progress is going. `asked`: it waits for the password, which is asked for in front of this. */
  processing: false | 'asked' | 'normal' | 'slow'
  /** What takes the focus: the amount at first; after a decline what it advises, by default the method's first field. */
  focus: FieldName | 'method'
  onPay: (typed: MakePaymentForm) => void
  onInvalid: () => void
}

const FIRST_FIELD = { card: 'cardNumber', bank: 'routingNumber', saved: 'savedAccountId' } as const
const KEPT = {
  card: 'Sent to PaySimple. Plumbline doesn’t keep the card number or the code.',
  bank: 'Sent to PaySimple. Plumbline doesn’t keep the account number.',
  saved: 'PaySimple has the number. Plumbline knows only the last four digits.',
} as const

/** The form of the dialog. While a charge is in progress, everything typed stays visible and can’t be changed. */
export function PayForm({ form, opened, orgSlug, failure, processing, focus, onPay, onInvalid }: Props) {
  const { balance, prefill, savedAccounts } = opened
  const words = useDialogWords()
  const { say, known } = useWords()
  const email = fieldOf(form, 'receiptEmail')
  const { amount, method, savedAccountId, payerName: typedName } = form.values
  const cents = aboveOwed(amount, balance) ? null : parseCents(amount)
  const button = useRef<HTMLButtonElement>(null)
  const busy = processing !== false
  const isSent = busy && processing !== 'asked'

  const paysByBank =
    method === 'bank' ||
    (method === 'saved' && savedAccounts.find(({ id }) => id === savedAccountId)?.method === 'bank')

  const first = useRef(focus === 'method' ? FIRST_FIELD[method] : focus)
  const isNew = useRef(focus === 'amount' && !failure)
  // Why the form is back, after a lost connection for one, is said first: the summary takes the focus.
  const isBack = useRef(failure !== null)
  useEffect(() => {
    if (isBack.current) return
    // On a touch screen the keyboard would cover a form that nobody has read yet.
    if (isNew.current && matchMedia('(pointer: coarse)').matches) return
    const target = document.getElementById(idOf(first.current))
    target?.focus()
    if (target instanceof HTMLInputElement) target.select()
  }, [])
  useEffect(() => {
    // Disabled fields lose the focus; the button keeps it inside the dialog.
    if (busy) button.current?.focus()
  }, [busy])

  const fields = Object.fromEntries(
    Object.entries(form.errors).flatMap(([name, message]) => (message ? [[idOf(name), message]] : [])),
  )
  const pay = () => {
    const typed = form.press()
    if (typed) onPay(typed)
    else onInvalid()
  }
  return (
    <MoneyForm className="flex flex-col gap-4">
      {failure && !busy && (
        <FormSummary failure={{ ...failure, fields, signedOut: failure.signedOut && !words.customer }} />
      )}
      <fieldset disabled={busy} className="grid min-w-0 content-start gap-x-8 gap-y-4 lg:grid-cols-2">
        <div className="flex min-w-0 flex-col gap-4">
          <AmountField form={form} opened={opened} />
          <MethodChoice form={form} opened={opened} orgSlug={orgSlug} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {method === 'card' && <CardFields form={form} />}
          {method === 'bank' && <BankFields form={form} opened={opened} />}
          {paysByBank && (
            <BankAuthorization
              form={form}
              opened={opened}
              name={method === 'saved' ? prefill.payerName : typedName}
              cents={cents !== null && cents > 0 ? cents : null}
            />
          )}
          {method !== 'saved' && (
            <SaveAccount form={form} method={method} customerName={prefill.payerName} payee={opened.payee} />
          )}
          <Field
            label={say('Email for the receipt')}
            optional
            hint={known(receiptHint(email.value, prefill.receiptEmail))}
            {...email.field}
          >
            <Input {...email.input} inputMode="email" autoCapitalize="none" enterKeyHint="done" />
          </Field>
        </div>
      </fieldset>
      <FormFoot>
        {processing === 'slow' && <Notice icon={<Hourglass className="mt-0.5 size-5 shrink-0" />}>{words.slow}</Notice>}
        <Button
          ref={button}
          data-moves-money
          variant="primary"
          size="lg"
          pending={isSent}
          className="w-full px-3! whitespace-normal! max-sm:text-base!"
          onClick={pay}
        >
          <span>{payLabel(say(isSent ? PROCESSING.label : 'Complete Payment'), cents)}</span>
        </Button>
        <p className="flex items-center justify-center gap-1.5 text-sm text-balance text-ink-muted">
          <Lock className="size-4 shrink-0" />
          {say(KEPT[method])}
        </p>
      </FormFoot>
    </MoneyForm>
  )
}

const payLabel = (does: string, cents: number | null) =>
  [does, cents !== null && cents > 0 && formatCents(cents)].filter(Boolean).join(' · ')

function Notice({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <p className="flex gap-3 rounded-md bg-warning-wash px-4 py-3 text-warning">
      {icon}
      <span>{children}</span>
    </p>
  )
}
