'use client'

import { OpenDialog } from '@/components/open-dialog'
import { wanted } from '@/components/wanted'
import type { MakePaymentProps } from './make-payment-dialog'

const dialog = wanted(() => import('./make-payment-dialog'))

/**
 * The Make Payment button, which stands back where nothing is owed, and its dialog. Each opening is a new dialog, so that
 * no card number outlives one.
 */
export function MakePayment({ isOwed, ...props }: MakePaymentProps & { isOwed: boolean }) {
  return (
    <OpenDialog part={dialog} label="Make Payment" variant={isOwed ? 'primary' : 'secondary'} size="lg">
      {(code, close) => <code.MakePaymentDialog {...props} onClose={close} />}
    </OpenDialog>
  )
}
