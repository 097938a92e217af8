'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type Control, type Resolver, useController, useForm } from 'react-hook-form'
import { formatCentsPlain } from '@/lib/money'
import type { Balance } from '@/lib/payments/balance'
import type { PaymentForm } from '@/lib/payments/open-payment'
import { type MakePaymentForm, paymentSchema } from '@/lib/payments/schema'
import { aboveOwed } from './amount-choices'

export type PaymentControl = Control<MakePaymentForm>
export type FieldName = Exclude<keyof MakePaymentForm, 'paymentId' | 'jobNumber' | 'takenOn'>

/** The id of a field's input: the error summary links to it. */
export const idOf = (name: string) => `payment-${name}`

const NO_CARD = { cardNumber: '', expiry: '', securityCode: '' }
const bySchema = zodResolver(paymentSchema, undefined, { raw: true })

/** The form of the Make Payment dialog. The card lives in its state, in this page's memory, and nowhere else. */
export function usePaymentForm(about: Pick<MakePaymentForm, 'jobNumber' | 'takenOn'>, balance: Balance | null) {
  const resolver: Resolver<MakePaymentForm> = async (values, context, options) => {
    const result = await bySchema(values, context, options)
    const problem = balance && aboveOwed(values.amount, balance)
    if (!problem || result.errors.amount) return result
    return { values: {}, errors: { ...result.errors, amount: { type: 'owed', message: problem } } }
  }
  const form = useForm<MakePaymentForm>({
    resolver,
    mode: 'onTouched',
    shouldFocusError: false, // the summary takes the focus
    defaultValues: {
      ...about,
      ...NO_CARD,
      paymentId: '',
      amount: '',
      cardholderName: '',
      billingZip: '',
      receiptEmail: '',
    },
  })
  return {
    form,
    prefill: ({ paymentId, balance: { owedCents }, prefill }: PaymentForm) =>
      form.reset({ ...about, ...NO_CARD, ...prefill, paymentId, amount: formatCentsPlain(owedCents) }),
    /** The card has done its work. */
    forgetCard: () => form.reset({ ...form.getValues(), ...NO_CARD }),
  }
}

/**
 * One field for an input and its Field. There is no `name` on purpose: with one like "cardNumber" the browser would
 * offer the contractor's own card, or offer to keep the customer's.
 */
export function usePaymentField(control: PaymentControl, name: FieldName) {
  const { field, fieldState } = useController({ control, name })
  return {
    value: field.value,
    setValue: (value: string) => field.onChange(value),
    field: { id: idOf(name), error: fieldState.error?.message },
    touched: fieldState.isTouched,
    input: {
      ref: field.ref,
      value: field.value,
      onChange: field.onChange,
      onBlur: field.onBlur,
      autoComplete: 'off',
      autoCorrect: 'off',
      spellCheck: false,
      // Password managers that do not heed autocomplete.
      'data-1p-ignore': true,
      'data-lpignore': 'true',
      'data-bwignore': true,
      'data-form-type': 'other',
    },
  }
}
