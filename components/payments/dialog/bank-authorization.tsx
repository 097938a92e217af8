'use client'

import { Field, Select } from '@/components/ui/field'
import { useWords } from '@/components/words'
import { formatCents } from '@/lib/money'
import { SEC_CODE_LABELS, SEC_CODES, type SecCode } from '@/lib/payment-methods/bank'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import { useDialogWords } from './dialog-words-context'
import { idOf, NO_AUTOFILL, type PaymentFields } from './use-payment-form'

/** How the authorization starts, spoken or signed. */
const GIVEN: Record<SecCode, string> = {
  Ppd: 'By signing',
  Ccd: 'By signing for the company',
  Tel: 'By agreeing over the phone',
  Web: 'By agreeing online',
}

type Props = {
  form: PaymentFields
  opened: PaymentForm
  /** Who authorizes it, as typed so far. */
  name: string
  /** Null while the amount can’t be charged. */
  cents: number | null
}

/** How the customer agreed to a bank payment, and to what: the authorization that the Nacha rules ask for. */
export function BankAuthorization({ form, opened, name, cents }: Props) {
  const { secCode } = form.values
  const { customer } = useDialogWords()
  const { say } = useWords()
  if (customer)
    return (
      <p className="rounded-md bg-paper px-4 py-3 text-sm tabular-nums">
        {customer.authorization(opened.payee, cents === null ? say('the amount above') : formatCents(cents))}
      </p>
    )
  const offered = SEC_CODES.filter((code) => code !== 'Ccd' || opened.hasCompany)
  return (
    <div className="flex flex-col gap-3">
      <Field
        id={idOf('secCode')}
        label="How did the customer authorize this?"
        hint={SEC_CODE_LABELS[secCode].hint}
        error={form.errors.secCode}
      >
        <Select
          {...NO_AUTOFILL}
          value={secCode}
          onChange={(event) => form.type('secCode', event.target.value as SecCode)}
        >
          {offered.map((code) => (
            <option key={code} value={code}>
              {SEC_CODE_LABELS[code].label}
            </option>
          ))}
        </Select>
      </Field>
      <p className="rounded-md bg-paper px-4 py-3 text-sm">
        {GIVEN[secCode]}, {name.trim() || 'the customer'} authorizes {opened.payee} to debit{' '}
        {cents === null ? 'the amount above' : <span className="tabular-nums">{formatCents(cents)}</span>} once from
        this account, today or on the next banking day, and to correct an entry made in error.
      </p>
    </div>
  )
}
