'use client'

import { AmountInput } from '@/components/payments/amount-input'
import { Money } from '@/components/ui/money'
import { formatCents, parseCents } from '@/lib/money'
import { aboveOwed, amountChoices } from '@/lib/payments/take/amount-choices'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import { heldSentence } from '@/lib/payments/words/sentences'
import { fieldOf, type PaymentFields } from './use-payment-form'

type Props = { form: PaymentFields; opened: PaymentForm }

/** The amount to pay now. Starts with what is due, else with all that is owed; a press or typing changes it. */
export function AmountField({ form, opened }: Props) {
  const { balance, depositPercent, asked } = opened
  const { value, setValue, field, input } = fieldOf(form, 'amount')
  const { owedCents, checkingCents } = balance
  const cents = parseCents(value)
  const isPayable = cents !== null && !aboveOwed(value, balance)
  const choices = amountChoices(balance, depositPercent, asked)
  const part = choices.find((choice) => choice.cents === cents)?.hint
  const hint = (
    <>
      {part && `${part} `}
      {!isPayable ? (
        `The balance due is ${formatCents(owedCents)}.`
      ) : cents === owedCents ? (
        'The full balance.'
      ) : (
        <>
          Leaves a balance of <Money cents={owedCents - cents} className="font-medium text-ink" />.
        </>
      )}
      {checkingCents > 0 && <> {heldSentence(checkingCents)}</>}
    </>
  )
  const { onChange: _, value: __, ...rest } = input
  return (
    <AmountInput {...rest} {...field} label="Amount" hint={hint} value={value} onType={setValue} choices={choices} />
  )
}
