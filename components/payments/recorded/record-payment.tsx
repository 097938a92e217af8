'use client'

import { useState } from 'react'
import { OpenDialog } from '@/components/open-dialog'
import { wanted } from '@/components/wanted'
import type { RecordPaymentProps } from './record-payment-dialog'

const dialog = wanted(() => import('./record-payment-dialog'))

/** The button that records a check, cash or another payment, and its dialog. */
export function RecordPayment({ formId, ...props }: Omit<RecordPaymentProps, 'onRecorded'>) {
  // The page's id is used up by a form that has recorded, also before the page is read again.
  const [renewed, setRenewed] = useState({ of: '', id: '' })
  return (
    <OpenDialog part={dialog} label="Record a payment">
      {(code, close) => (
        <code.RecordPaymentDialog
          {...props}
          formId={renewed.of === formId ? renewed.id : formId}
          onRecorded={(id) => setRenewed({ of: formId, id })}
          onClose={close}
        />
      )}
    </OpenDialog>
  )
}
