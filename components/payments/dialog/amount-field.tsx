'use client'

import { clsx } from 'clsx'
import { Field, Input } from '@/components/ui/field'
import { Money } from '@/components/ui/money'
import { formatCents, formatCentsPlain, parseCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'
import { aboveOwed, amountChoices } from '@/lib/payments/take/amount-choices'
import { heldSentence } from '@/lib/payments/words/sentences'
import { type PaymentControl, usePaymentField } from './use-payment-form'

/** The amount to pay now. Starts with all that is owed; a press or typing changes it. */
export function AmountField({ control, balance }: { control: PaymentControl; balance: Balance }) {
  const { value, setValue, field, input } = usePaymentField(control, 'amount')
  const cents = parseCents(value)
  const remaining = cents === null || aboveOwed(value, balance) ? null : balance.owedCents - cents
  const hint = (
    <>
      {formatCents(balance.owedCents)} is owed.
      {remaining !== null && (
        <>
          {' '}
          Remaining after this payment: <Money cents={remaining} className="font-medium text-ink" />
        </>
      )}
      {balance.checkingCents > 0 && <> {heldSentence(balance.checkingCents)}</>}
    </>
  )
  return (
    <div className="flex flex-col gap-3">
      <Field label="Amount" hint={hint} {...field}>
        <div className="relative">
          <span aria-hidden className="absolute inset-y-0 left-3 flex items-center text-2xl font-semibold">
            $
          </span>
          <Input
            {...input}
            inputMode="decimal"
            enterKeyHint="next"
            onBlur={() => {
              if (cents !== null) setValue(formatCentsPlain(cents))
              input.onBlur()
            }}
            className="h-14 pl-8 text-2xl! font-semibold tabular-nums"
          />
        </div>
      </Field>
      <fieldset className="grid min-w-0 grid-cols-[repeat(auto-fit,minmax(6.5rem,1fr))] gap-2">
        <legend className="sr-only">Amounts to choose from</legend>
        {amountChoices(balance).map((choice) => (
          <button
            key={choice.label}
            type="button"
            aria-pressed={choice.cents === cents}
            onClick={() => setValue(formatCentsPlain(choice.cents))}
            className={clsx(
              'flex min-h-14 flex-col items-center justify-center rounded-md border px-1 text-sm transition-colors duration-100 disabled:cursor-not-allowed disabled:opacity-60',
              choice.cents === cents
                ? 'border-accent bg-accent-wash text-accent-strong ring-1 ring-accent'
                : 'border-edge bg-sheet hover:border-ink',
            )}
          >
            <span className="font-medium sm:text-base">{choice.label}</span>
            <Money cents={choice.cents} />
          </button>
        ))}
      </fieldset>
    </div>
  )
}
