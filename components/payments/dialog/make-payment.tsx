'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useLive } from '@/components/live'
import { Button } from '@/components/ui/button'
import { MakePaymentDialog, type MakePaymentProps } from './make-payment-dialog'

/** The Make Payment button and its dialog. Each opening is a new dialog, so that no card number outlives one. */
export function MakePayment(props: MakePaymentProps) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const router = useRouter()
  const live = useLive()
  return (
    <>
      <Button
        ref={button}
        variant="primary"
        size="lg"
        aria-haspopup="dialog"
        onClick={() => {
          button.current?.focus() // Safari doesn’t focus a pressed button; the dialog returns the focus to what had it
          setOpen(true)
        }}
      >
        Make Payment
      </Button>
      {open && (
        <MakePaymentDialog
          {...props}
          onClose={(changed) => {
            setOpen(false)
            // Without a connection the browser would show its own error page; this page catches up once it is back.
            if (changed && live?.state() === 'live') router.refresh()
          }}
        />
      )}
    </>
  )
}
