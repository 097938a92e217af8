'use client'

import { useState } from 'react'
import { OpenDialog } from '@/components/open-dialog'
import { wanted } from '@/components/wanted'
import type { Pressed, ReversePaymentProps } from './reverse-dialog'

const dialog = wanted(() => import('./reverse-dialog'))

const LABELS = { void: 'Void this payment', refund: 'Refund' }

/** The button that voids or refunds a payment, and its dialog: its result stays once nothing can be reversed. */
export function ReversePayment(props: ReversePaymentProps) {
  // Longer than the dialog, so that pressing again after the connection broke sends the same void or refund.
  const [pressed, setPressed] = useState<Pressed | null>(null)
  return (
    <OpenDialog part={dialog} label={props.offer && LABELS[props.offer]}>
      {(code, close) => <code.ReverseDialog {...props} pressed={pressed} keep={setPressed} onClose={close} />}
    </OpenDialog>
  )
}
