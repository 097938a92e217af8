'use client'

import type { ComponentProps } from 'react'
import { OpenDialog } from '@/components/open-dialog'
import type { Button } from '@/components/ui/button'
import { type Wanted, wanted } from '@/components/wanted'
import { onceTouched } from '@/components/when-touched'
import { useWords } from '@/components/words'
import type { Language } from '@/lib/language/language'
import { loadCustomerPaymentFormAction, makeCustomerPaymentAction } from './payment-actions'

/** The Spanish one brings its sentences. */
const DIALOGS: Record<Language, Wanted<typeof import('@/components/payments/dialog/customer-payment-dialog')>> = {
  en: onceTouched(wanted(() => import('@/components/payments/dialog/customer-payment-dialog'))),
  es: onceTouched(wanted(() => import('@/components/payments/dialog/customer-payment-dialog-es'))),
}

type Props = Pick<ComponentProps<typeof Button>, 'variant' | 'size'> & {
  linkId: string
  /** What is owed in cents, as the page shows it. With nothing owed there is no button; an open dialog stays. */
  owedCents: number
  /** "Pay $4,000.00" */
  label: string
  /** The amount that the form opens with. Left out: what is due, else the next draw, else all that is owed. */
  amountCents?: number
  /** What is paid, in the dialog: "Agreement, Kitchen remodel". */
  documentLabel: string
}

/** A customer pays: the button, and the dialog whose code comes when it's wanted. Each opening is a new dialog. */
export function Pay({ linkId, owedCents, label, amountCents, documentLabel, variant = 'primary', size = 'lg' }: Props) {
  const { language } = useWords()
  return (
    <OpenDialog part={DIALOGS[language]} label={owedCents > 0 ? label : null} {...{ variant, size }}>
      {(code, close) => (
        <code.CustomerPaymentDialog
          {...{ linkId, documentLabel }}
          {...(amountCents !== undefined && { amountCents })}
          loadPaymentForm={loadCustomerPaymentFormAction}
          makePayment={makeCustomerPaymentAction}
          onClose={close}
        />
      )}
    </OpenDialog>
  )
}
