'use client'

import { type UseFormReturn, useController } from 'react-hook-form'
import { Field, Select } from '@/components/ui/field'
import { formatCents } from '@/lib/money'
import { SEC_CODE_LABELS, SEC_CODES, type SecCode } from '@/lib/payment-methods/bank'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import type { MakePaymentForm } from '@/lib/payments/take/schema'
import { idOf, NO_AUTOFILL } from './use-payment-form'

/** How the authorization starts, spoken or signed. */
const GIVEN: Record<SecCode, string> = {
  Ppd: 'By signing',
  Ccd: 'By signing for the company',
  Tel: 'By agreeing over the phone',
  Web: 'By agreeing online',
}

type Props = {
  form: UseFormReturn<MakePaymentForm>
  opened: PaymentForm
  /** Who authorizes it, as typed so far. */
  name: string
  /** Null while the amount can’t be charged. */
  cents: number | null
}

/** How the customer agreed to a bank payment, and to what: the authorization that the Nacha rules ask for. */
export function BankAuthorization({ form, opened, name, cents }: Props) {
  const { field, fieldState } = useController({ control: form.control, name: 'secCode' })
  const offered = SEC_CODES.filter((secCode) => secCode !== 'Ccd' || opened.hasCompany)
  return (
    <div className="flex flex-col gap-3">
      <Field
        id={idOf('secCode')}
        label="How the customer agreed"
        hint={SEC_CODE_LABELS[field.value].hint}
        error={fieldState.error?.message}
      >
        <Select {...NO_AUTOFILL} ref={field.ref} value={field.value} onChange={field.onChange} onBlur={field.onBlur}>
          {offered.map((secCode) => (
            <option key={secCode} value={secCode}>
              {SEC_CODE_LABELS[secCode].label}
            </option>
          ))}
        </Select>
      </Field>
      <p className="rounded-md bg-paper px-4 py-3 text-sm">
        {GIVEN[field.value]}, {name.trim() || 'the customer'} authorizes {opened.payee} to debit{' '}
        {cents === null ? 'the amount above' : <span className="tabular-nums">{formatCents(cents)}</span>} once from
        this account, today or on the next banking day, and to correct an entry made in error.
      </p>
    </div>
  )
}
