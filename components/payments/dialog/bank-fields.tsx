'use client'

import { Field, Input, Select } from '@/components/ui/field'
import { useWords } from '@/components/words'
import { ACCOUNT_NUMBER, ROUTING_NUMBER } from '@/lib/payment-methods/typing'
import type { PaymentForm } from '@/lib/payments/take/payment-form'
import { FormattedInput } from './formatted-input'
import { fieldOf, NO_AUTOFILL, type PaymentFields } from './use-payment-form'

/** The bank account’s fields, in the order a check shows them. */
export function BankFields({ form, opened }: { form: PaymentFields; opened: PaymentForm }) {
  const { say } = useWords()
  const routing = fieldOf(form, 'routingNumber')
  const account = fieldOf(form, 'accountNumber')
  const bank = fieldOf(form, 'bankName')
  const name = fieldOf(form, 'payerName')
  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="sr-only">{say('Bank account')}</legend>
      <Field
        label={say('Routing number')}
        hint={say('9 digits, the first number at the bottom left of a check.')}
        {...routing.field}
      >
        <FormattedInput
          {...routing.input}
          value={routing.value}
          onValue={routing.setValue}
          format={ROUTING_NUMBER}
          inputMode="numeric"
          enterKeyHint="next"
          className="h-12 text-lg tabular-nums"
        />
      </Field>
      <Field
        label={say('Account number')}
        hint={say('4 to 17 digits, after the routing number. Leave out the check number.')}
        {...account.field}
      >
        <FormattedInput
          {...account.input}
          value={account.value}
          onValue={account.setValue}
          format={ACCOUNT_NUMBER}
          inputMode="numeric"
          enterKeyHint="next"
          className="h-12 text-lg tabular-nums"
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-[2fr_1fr]">
        <Field label={say('Bank name')} {...bank.field}>
          <Input {...bank.input} autoCapitalize="words" enterKeyHint="next" />
        </Field>
        <Field label={say('Account type')}>
          <Select
            {...NO_AUTOFILL}
            value={form.values.accountType}
            onChange={(event) => form.type('accountType', event.target.value === 'savings' ? 'savings' : 'checking')}
          >
            <option value="checking">{say('Checking')}</option>
            <option value="savings">{say('Savings')}</option>
          </Select>
        </Field>
      </div>
      <Field
        label={say('Name on account')}
        hint={opened.hasCompany ? say('Use the company’s name if it’s a company account.') : undefined}
        {...name.field}
      >
        <Input {...name.input} autoCapitalize="words" enterKeyHint="next" />
      </Field>
    </fieldset>
  )
}
