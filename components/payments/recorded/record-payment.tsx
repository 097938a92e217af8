'use client'

import { OpenDialog } from '@/components/open-dialog'
import { wanted } from '@/components/wanted'
import type { RecordPaymentProps } from './record-payment-dialog'

const dialog = wanted(() => import('./record-payment-dialog'))

/** The button that records a check, cash or another payment, and its dialog. */
export const RecordPayment = (props: RecordPaymentProps) => (
  <OpenDialog part={dialog} label="Record a payment">
    {(code, close) => <code.RecordPaymentDialog {...props} onClose={close} />}
  </OpenDialog>
)
