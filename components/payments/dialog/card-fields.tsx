'use client'

import { useEffect, useRef } from 'react'
import { CreditCard } from '@/components/icons/paying'
import { Field, Input } from '@/components/ui/field'
import { useWords } from '@/components/words'
import { BRAND_LABELS, cardHint, cardNumberProblem } from '@/lib/payment-methods/card'
import { CARD_NUMBER, EXPIRY, isOtherCard, tidyExpiry } from '@/lib/payment-methods/typing'
import { FormattedInput } from './formatted-input'
import { fieldOf, type PaymentFields } from './use-payment-form'

const CODE_HINTS = {
  unknown: '3 digits on the back, or 4 on the front of an American Express card.',
  three: '3 digits on the back, beside the signature.',
  four: '4 digits on the front, above the card number.',
} as const

/** The card’s fields, in the order people read them off: number, expiration date, code, name, ZIP code. */
export function CardFields({ form }: { form: PaymentFields }) {
  const { say } = useWords()
  const number = fieldOf(form, 'cardNumber')
  const expiry = fieldOf(form, 'expiry')
  const code = fieldOf(form, 'securityCode')
  const name = fieldOf(form, 'payerName')
  const zip = fieldOf(form, 'billingZip')
  const { brand, codeLength } = cardHint(number.value)

  // The brand sets the length of the code, so a code that was already typed is checked again when the brand changes.
  const lastLength = useRef(codeLength)
  useEffect(() => {
    if (lastLength.current !== codeLength && code.value !== '' && form.isTouched('securityCode'))
      form.check('securityCode')
    lastLength.current = codeLength
  })

  // A number that is being corrected, or cleared to be typed again, keeps its date and code.
  const whole = useRef('')
  const onNumber = (next: string) => {
    if (cardNumberProblem(next) === null) {
      // The date and the code belong to the card before.
      if (isOtherCard(whole.current, next)) form.put({ expiry: '', securityCode: '' })
      whole.current = next
    }
    number.setValue(next)
  }

  return (
    <fieldset className="flex min-w-0 flex-col gap-4">
      <legend className="sr-only">{say('Card')}</legend>
      <Field
        label={say('Card number')}
        hint={brand ? BRAND_LABELS[brand] : say('Visa, Mastercard, American Express or Discover.')}
        {...number.field}
      >
        <div className="relative">
          <FormattedInput
            {...number.input}
            value={number.value}
            onValue={onNumber}
            format={CARD_NUMBER}
            inputMode="numeric"
            enterKeyHint="next"
            className="h-12 pr-12 text-lg tabular-nums"
          />
          <CreditCard
            className={`pointer-events-none absolute top-3 right-3 size-6 ${brand ? 'text-ink' : 'text-ink-muted'}`}
          />
        </div>
      </Field>
      <div className="grid gap-4 min-[22rem]:grid-cols-2">
        <Field label={say('Expiration date')} hint={say('MM / YY, as on the card.')} {...expiry.field}>
          <FormattedInput
            {...expiry.input}
            value={expiry.value}
            onValue={expiry.setValue}
            format={EXPIRY}
            onBlur={() => {
              if (tidyExpiry(expiry.value) !== expiry.value) expiry.setValue(tidyExpiry(expiry.value))
              expiry.input.onBlur()
            }}
            inputMode="numeric"
            enterKeyHint="next"
            placeholder={say('MM / YY')}
            className="h-12 text-lg tabular-nums"
          />
        </Field>
        <Field
          label={say('Card security code')}
          hint={say(brand === null ? CODE_HINTS.unknown : codeLength === 4 ? CODE_HINTS.four : CODE_HINTS.three)}
          {...code.field}
        >
          <Input {...code.input} inputMode="numeric" enterKeyHint="next" className="h-12 text-lg tabular-nums" />
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={say('Name on card')} {...name.field}>
          <Input {...name.input} autoCapitalize="words" enterKeyHint="next" />
        </Field>
        <Field label={say('Billing ZIP code')} optional {...zip.field}>
          <Input {...zip.input} autoCapitalize="characters" enterKeyHint="next" />
        </Field>
      </div>
    </fieldset>
  )
}
