'use client'

import { AmountInput } from '@/components/payments/amount-input'
import { useWords } from '@/components/words'
import { formatCents, parseCents } from '@/lib/money'
import { aboveOwed, amountChoices } from '@/lib/payments/take/amount-choices'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import { heldSentence } from '@/lib/payments/words/sentences'
import { fieldOf, type PaymentFields } from './use-payment-form'

type Props = { form: PaymentFields; opened: PaymentForm }

/** The amount to pay now. Starts with what is due, else with all that is owed; a press or typing changes it. */
export function AmountField({ form, opened }: Props) {
  const { balance, depositPercent, asked } = opened
  const { say, known } = useWords()
  const { value, setValue, field, input } = fieldOf(form, 'amount')
  const { owedCents, checkingCents } = balance
  const cents = parseCents(value)
  const isPayable = cents !== null && !aboveOwed(value, balance)
  const choices = amountChoices(balance, depositPercent, asked).map((each) => ({ ...each, label: known(each.label) }))
  const part = choices.find((choice) => choice.cents === cents)?.hint
  const hint = (
    <>
      {part && `${known(part)} `}
      {!isPayable
        ? say('The balance due is {amount}.', { amount: formatCents(owedCents) })
        : cents === owedCents
          ? say('The full balance.')
          : say('Leaves a balance of {amount}.', { amount: formatCents(owedCents - cents) })}
      {checkingCents > 0 && <> {known(heldSentence(checkingCents))}</>}
    </>
  )
  const { onChange: _, value: __, ...rest } = input
  return (
    <AmountInput
      {...rest}
      {...field}
      label={say('Amount')}
      hint={hint}
      value={value}
      onType={setValue}
      choices={choices}
    />
  )
}
