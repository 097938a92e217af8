'use client'

import { useId } from 'react'
import { Banknote, Ellipsis, FilePenLine } from '@/components/icons/paying'
import { AmountInput } from '@/components/payments/amount-input'
import { Choice } from '@/components/payments/dialog/method-choice'
import { Field, FieldError, Input, Textarea } from '@/components/ui/field'
import { formatCents, parseCents } from '@/lib/money'
import type { AmountChoice } from '@/lib/payments/take/amount-choices'
import { METHOD_NAMES } from '@/lib/payments/words/recorded-words'
import { receiptHint } from '@/lib/payments/words/screen'
import type { EntryForm } from './use-entry-form'

const METHODS = [
  { method: 'check', icon: FilePenLine },
  { method: 'cash', icon: Banknote },
  { method: 'other', icon: Ellipsis },
] as const

type Props = {
  form: EntryForm
  /** What is owed without this entry, in cents. */
  owedCents: number
  choices: readonly AmountChoice[]
  /** Today in the company’s zone, YYYY-MM-DD. */
  today: string
  /** The job’s address for receipts; empty where it has none. */
  jobEmail: string
}

/** The facts of an entry: how much, how, when, and where the receipt goes. */
export function EntryFields({ form, owedCents, choices, today, jobEmail }: Props) {
  const { bind, typed } = form
  const amount = bind('amount')
  const reference = bind('reference')
  const receivedOn = bind('receivedOn')
  const note = bind('note')
  const email = bind('receiptEmail')
  const cents = parseCents(amount.value)
  const leaves =
    cents === null || cents > owedCents
      ? `The balance due is ${formatCents(owedCents)}.`
      : cents === owedCents
        ? 'The full balance.'
        : `Leaves a balance of ${formatCents(owedCents - cents)}.`
  return (
    <div className="grid min-w-0 content-start gap-x-8 gap-y-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <AmountInput
          id={amount.id}
          label="Amount"
          error={amount.error}
          value={amount.value}
          onType={amount.onType}
          choices={choices}
          hint={[choices.find((choice) => choice.cents === cents)?.hint, leaves].filter(Boolean).join(' ')}
        />
        <Method form={form} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <div className="grid gap-4 sm:grid-cols-2">
          {typed.method !== 'cash' && (
            <Field
              id={reference.id}
              label={typed.method === 'other' ? 'What it was' : 'Check number'}
              optional={typed.method !== 'other'}
              hint={typed.method === 'other' ? 'For example Zelle, a wire or financing.' : undefined}
              error={reference.error}
            >
              <Input
                autoComplete="off"
                inputMode={typed.method === 'other' ? 'text' : 'numeric'}
                maxLength={40}
                value={reference.value}
                onChange={(event) => reference.onType(event.target.value)}
              />
            </Field>
          )}
          <Field id={receivedOn.id} label="Received on" error={receivedOn.error}>
            <Input
              type="date"
              min="2000-01-01"
              max={today}
              value={receivedOn.value}
              onChange={(event) => receivedOn.onType(event.target.value)}
            />
          </Field>
        </div>
        <Field
          id={note.id}
          label="Note"
          optional
          hint="For your records. The customer doesn’t see it."
          error={note.error}
        >
          <Textarea rows={2} maxLength={500} value={note.value} onChange={(event) => note.onType(event.target.value)} />
        </Field>
        <Field
          id={email.id}
          label="Email for the receipt"
          optional
          hint={receiptHint(email.value, jobEmail)}
          error={email.error}
        >
          <Input
            autoComplete="off"
            inputMode="email"
            autoCapitalize="none"
            enterKeyHint="done"
            value={email.value}
            onChange={(event) => email.onType(event.target.value)}
          />
        </Field>
      </div>
    </div>
  )
}

/** How it was paid, as three choices as large as a thumb. */
function Method({ form }: { form: EntryForm }) {
  const group = useId()
  const { id, error, value, onType } = form.bind('method')
  return (
    <fieldset
      id={id}
      tabIndex={-1}
      aria-describedby={error && `${group}-error`}
      className="flex min-w-0 flex-col gap-2 outline-none"
    >
      <legend className="mb-1.5 font-medium">Paid with</legend>
      <div className="grid gap-2 min-[22rem]:grid-cols-3">
        {METHODS.map(({ method, icon }) => (
          <Choice
            key={method}
            name={group}
            icon={icon}
            tight
            label={METHOD_NAMES[method]}
            checked={value === method}
            onChoose={() => onType(method)}
          />
        ))}
      </div>
      {error && <FieldError id={group}>{error}</FieldError>}
    </fieldset>
  )
}
