'use client'

import { zodResolver } from '@hookform/resolvers/zod'
import { type Control, type Resolver, useController, useForm } from 'react-hook-form'
import { formatCentsPlain } from '@/lib/money'
import { lastToday } from '@/lib/payment-methods/card'
import { aboveOwed } from '@/lib/payments/take/amount-choices'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import { type MakePaymentForm, paymentSchemaOn } from '@/lib/payments/take/schema'
import type { Remedy } from '@/lib/payments/words/remedy'

export type PaymentControl = Control<MakePaymentForm>
/** The fields that are typed into. */
export type FieldName =
  | 'amount'
  | 'cardNumber'
  | 'expiry'
  | 'securityCode'
  | 'billingZip'
  | 'routingNumber'
  | 'accountNumber'
  | 'bankName'
  | 'payerName'
  | 'receiptEmail'

/** The id of a field's input: the error summary links to it. */
export const idOf = (name: string) => `payment-${name}`

const NO_CARD = { cardNumber: '', expiry: '', securityCode: '' }
const NO_BANK = { routingNumber: '', accountNumber: '' }
const FRESH = {
  ...NO_CARD,
  ...NO_BANK,
  method: 'card',
  confirmedRepeatOf: null,
  accountType: 'checking',
  bankName: '',
  secCode: 'Ppd',
  savedAccountId: '',
  saveAccount: false,
} as const

/** The fields that only one method asks for. */
const OF_METHOD = {
  card: ['cardNumber', 'expiry', 'securityCode', 'billingZip', 'payerName'],
  bank: ['routingNumber', 'accountNumber', 'bankName', 'secCode', 'payerName'],
  saved: ['savedAccountId', 'secCode'],
} as const satisfies Record<MakePaymentForm['method'], readonly (keyof MakePaymentForm)[]>

/** One for each day of the server's, which rarely changes while a page is open. */
const resolvers = new Map<string, Resolver<MakePaymentForm>>()
function resolverOn(today: string): Resolver<MakePaymentForm> {
  const known =
    resolvers.get(today) ??
    zodResolver(
      paymentSchemaOn(() => today),
      undefined,
      { raw: true },
    )
  resolvers.set(today, known)
  return known
}

/** What is validated and sent. A number typed for a method that isn’t chosen in the end never leaves this page. */
function chosenPart(values: MakePaymentForm, customerName: string): MakePaymentForm {
  if (values.method === 'card') return { ...values, ...NO_BANK, bankName: '' }
  const noCard = { ...values, ...NO_CARD, billingZip: '' }
  return values.method === 'bank' ? noCard : { ...noCard, ...NO_BANK, bankName: '', payerName: customerName }
}

/** The choice the form opens with: the customer's default account, unless it is expired. */
export const firstChoice = ({ savedAccounts }: Pick<PaymentForm, 'savedAccounts'>) => {
  const usual = savedAccounts.find((account) => account.isDefault && !account.isExpired)
  return usual ? ({ method: 'saved', savedAccountId: usual.id } as const) : ({ method: 'card' } as const)
}

/** The form of the Make Payment dialog. Numbers live in its state, in this page's memory, and nowhere else. */
export function usePaymentForm(about: Pick<MakePaymentForm, 'jobNumber' | 'takenOn'>, opened: PaymentForm | null) {
  const resolver: Resolver<MakePaymentForm> = async (values, context, options) => {
    const bySchema = resolverOn(opened?.today ?? lastToday())
    const result = await bySchema(chosenPart(values, opened?.prefill.payerName ?? ''), context, options)
    const problem = opened && aboveOwed(values.amount, opened.balance)
    if (!problem || result.errors.amount) return result
    return { values: {}, errors: { ...result.errors, amount: { type: 'owed', message: problem } } }
  }
  const form = useForm<MakePaymentForm>({
    resolver,
    mode: 'onTouched',
    shouldFocusError: false, // the summary takes the focus
    defaultValues: { ...about, ...FRESH, paymentId: '', amount: '', payerName: '', billingZip: '', receiptEmail: '' },
  })

  const choose = (choice: { method: 'card' | 'bank' } | { method: 'saved'; savedAccountId: string }) => {
    const before = form.getValues()
    if ('savedAccountId' in choice) form.setValue('savedAccountId', choice.savedAccountId)
    if (choice.method === before.method) return
    form.setValue('method', choice.method)
    // Consent was given for the method before, and errors of hidden fields have nothing to point at.
    form.setValue('saveAccount', false)
    form.clearErrors([...OF_METHOD[before.method], 'savedAccountId'])
  }

  return {
    form,
    choose,
    prefill: (opened: PaymentForm) =>
      form.reset({
        ...about,
        ...FRESH,
        ...firstChoice(opened),
        ...opened.prefill,
        secCode: opened.hasCompany ? 'Ccd' : 'Ppd',
        paymentId: opened.paymentId,
        amount: formatCentsPlain(opened.balance.owedCents),
      }),
    /** Keeps the chosen method when the form loads again, unless its saved account is gone. */
    keepChoice: ({ savedAccounts }: PaymentForm) => {
      const { method, savedAccountId } = form.getValues()
      const chosen = savedAccounts.find(({ id }) => id === savedAccountId)
      if (method === 'saved' && (!chosen || chosen.isExpired)) choose({ method: 'card' })
    },
    /** Brings back the form as the advice after a decline has it: for another card or account, without the numbers. */
    retry: ({ payWith }: Remedy) => {
      if (payWith === 'same') return
      const emptied = { ...NO_CARD, ...NO_BANK, bankName: '', saveAccount: false }
      for (const [name, value] of Object.entries(emptied)) form.setValue(name as keyof MakePaymentForm, value)
      form.clearErrors()
      choose({ method: payWith })
    },
    /** Clears the card and account numbers once they are charged. */
    forgetNumbers: () => form.reset({ ...form.getValues(), ...NO_CARD, ...NO_BANK }),
  }
}

export type Choose = ReturnType<typeof usePaymentForm>['choose']

// For password managers that ignore autocomplete.
export const NO_AUTOFILL = {
  autoComplete: 'off',
  autoCorrect: 'off',
  spellCheck: false,
  'data-1p-ignore': true,
  'data-lpignore': 'true',
  'data-bwignore': true,
  'data-form-type': 'other',
} as const

/**
 * Props for an input and its Field. The input has no `name` on purpose: with one like "cardNumber" the browser would
 * offer the contractor's card, or offer to save the customer's.
 */
export function usePaymentField(control: PaymentControl, name: FieldName) {
  const { field, fieldState } = useController({ control, name })
  return {
    value: field.value,
    setValue: (value: string) => field.onChange(value),
    field: { id: idOf(name), error: fieldState.error?.message },
    touched: fieldState.isTouched,
    input: { ref: field.ref, value: field.value, onChange: field.onChange, onBlur: field.onBlur, ...NO_AUTOFILL },
  }
}
