'use client'

import { useRef, useState } from 'react'
import { afterPress } from '@/components/after-press'
import { formatCentsPlain } from '@/lib/money'
import { lastToday } from '@/lib/payment-methods/card'
import { aboveOwed } from '@/lib/payments/take/amount-choices'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import { type MakePaymentForm, paymentProblems } from '@/lib/payments/take/typed-payment'
import type { Remedy } from '@/lib/payments/words/remedy'

type Name = keyof MakePaymentForm
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

type State = {
  values: MakePaymentForm
  /** What the form opened with. */
  opened: MakePaymentForm
  errors: Partial<Record<Name, string>>
  /** Fields that were left once. They are checked at each change. */
  touched: ReadonlySet<Name>
  /** Complete Payment was pressed: every field is checked at each change. */
  pressed: boolean
}

const openedWith = (values: MakePaymentForm): State => ({
  values,
  opened: values,
  errors: {},
  touched: new Set(),
  pressed: false,
})

/** The form of the Make Payment dialog. Numbers live in its state, in this page's memory, and nowhere else. */
export function usePaymentForm(
  about: Pick<MakePaymentForm, 'jobNumber' | 'takenOn'>,
  opened: PaymentForm | null,
  {
    amountCents = 0,
    autofill,
  }: { amountCents?: number | undefined; autofill?: Readonly<Record<string, string>> | undefined },
) {
  const [state, show] = useState(() =>
    openedWith({ ...about, ...FRESH, paymentId: '', amount: '', payerName: '', billingZip: '', receiptEmail: '' }),
  )
  // Ahead of the screen: one event can set a field and then check it.
  const latest = useRef(state)
  const become = (change: Partial<State>) => {
    latest.current = { ...latest.current, ...change }
    show(latest.current)
  }

  const problems = () => {
    const values = chosenPart(latest.current.values, opened?.prefill.payerName ?? '')
    const found = paymentProblems(values, opened?.today ?? lastToday())
    found.amount ??= opened && aboveOwed(values.amount, opened.balance)
    return found
  }
  const check = (name: Name) => become({ errors: { ...latest.current.errors, [name]: problems()[name] ?? undefined } })
  /** Sets fields without checking them. */
  const put = (change: Partial<MakePaymentForm>) => become({ values: { ...latest.current.values, ...change } })
  /** Sets a field as somebody types into it. */
  const type = <N extends Name>(name: N, value: MakePaymentForm[N]) => {
    put({ [name]: value })
    if (latest.current.pressed || latest.current.touched.has(name)) check(name)
  }
  const clear = (names: readonly Name[]) => {
    const errors = { ...latest.current.errors }
    for (const name of names) delete errors[name]
    become({ errors })
  }
  const choose = (choice: { method: 'card' | 'bank' } | { method: 'saved'; savedAccountId: string }) => {
    const before = latest.current.values
    if ('savedAccountId' in choice) put({ savedAccountId: choice.savedAccountId })
    if (choice.method === before.method) return
    // Consent was given for the method before, and errors of hidden fields have nothing to point at.
    put({ method: choice.method, saveAccount: false })
    clear([...OF_METHOD[before.method], 'savedAccountId'])
  }

  return {
    ...{ values: state.values, errors: state.errors, autofill, put, type, check, choose },
    /** Something was typed. Another method alone is nothing that could be lost. */
    isDirty: Object.entries(state.values).some(
      ([name, value]) => !['method', 'savedAccountId'].includes(name) && value !== state.opened[name as Name],
    ),
    isTouched: (name: Name) => state.touched.has(name),
    /** A field that is left empty is asked for at the end. */
    leave: (name: Name) =>
      afterPress(() => {
        const { values, touched, pressed } = latest.current
        if (values[name] === '' && !pressed) return
        become({ touched: new Set([...touched, name]) })
        check(name)
      }),
    /** Marks fields that the server refused. */
    mark: (fields: Record<string, string>) => become({ errors: { ...latest.current.errors, ...fields } }),
    /** Checks everything: what to send when it's right, else null. */
    press: (): MakePaymentForm | null => {
      const found = Object.entries(problems()).filter((each): each is [Name, string] => Boolean(each[1]))
      become({ pressed: true, errors: Object.fromEntries(found) })
      return found.length > 0 ? null : chosenPart(latest.current.values, opened?.prefill.payerName ?? '')
    },
    prefill: (opened: PaymentForm) => {
      const { owedCents } = opened.balance
      const asked = opened.asked?.due.cents || opened.asked?.next.cents || owedCents
      become(
        openedWith({
          ...about,
          ...FRESH,
          ...firstChoice(opened),
          ...opened.prefill,
          secCode: opened.hasCompany ? 'Ccd' : 'Ppd',
          paymentId: opened.paymentId,
          amount: formatCentsPlain(Math.min(amountCents || asked, owedCents)),
        }),
      )
    },
    /** Keeps the chosen method when the form loads again, unless its saved account is gone. */
    keepChoice: ({ savedAccounts }: PaymentForm) => {
      const { method, savedAccountId } = latest.current.values
      const chosen = savedAccounts.find(({ id }) => id === savedAccountId)
      if (method === 'saved' && (!chosen || chosen.isExpired)) choose({ method: 'card' })
    },
    /** Brings back the form as the advice after a decline has it: for another card or account, without the numbers. */
    retry: ({ payWith }: Remedy) => {
      if (payWith === 'same') return
      put({ ...NO_CARD, ...NO_BANK, bankName: '', saveAccount: false })
      // Nobody has come to the empty fields yet, so they aren't checked at each key.
      become({ errors: {}, touched: new Set(), pressed: false })
      choose({ method: payWith })
    },
    /** Clears the card and account numbers once they are charged. */
    forgetNumbers: () => become(openedWith({ ...latest.current.values, ...NO_CARD, ...NO_BANK })),
  }
}

export type PaymentFields = ReturnType<typeof usePaymentForm>

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
 * offer the contractor's card, or offer to save the customer's. On a customer's own device it offers theirs.
 */
export function fieldOf(form: PaymentFields, name: FieldName) {
  const value = form.values[name]
  const purpose = form.autofill?.[name]
  const setValue = (next: string) => form.type(name, next)
  return {
    ...{ value, setValue },
    field: { id: idOf(name), error: form.errors[name] },
    input: {
      ...{ value, ...(purpose ? { autoComplete: purpose } : NO_AUTOFILL) },
      onChange: (event: { target: { value: string } }) => setValue(event.target.value),
      onBlur: () => form.leave(name),
    },
  }
}
