'use client'

import { Button } from '@/components/ui/button'
import { useWanted, wanted } from '@/components/wanted'
import type { RecordPaymentProps } from './record-payment-dialog'

const dialog = wanted(() => import('./record-payment-dialog'))

/** The button that records a check, cash or another payment, and its dialog. */
export function RecordPayment(props: RecordPaymentProps) {
  const { code, pending, problem, open, close, signs } = useWanted(dialog)
  return (
    <>
      <Button {...signs} aria-haspopup="dialog" pending={pending} onClick={open}>
        Record a payment
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm font-medium">
          {problem}
        </p>
      )}
      {code && <code.RecordPaymentDialog {...props} onClose={close} />}
    </>
  )
}
