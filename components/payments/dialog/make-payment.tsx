'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { useLive } from '@/components/live'
import { Button } from '@/components/ui/button'
import { MakePaymentDialog, type MakePaymentProps } from './make-payment-dialog'

/** The Make Payment button and its dialog. Each opening is a new dialog: nothing of a card outlives it. */
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
          button.current?.focus() // Safari does not; the dialog gives the focus back to what had it
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
            // Without a connection the browser would show its own page of an error; the page catches up when it is back.
            if (changed && live?.state() === 'live') router.refresh()
          }}
        />
      )}
    </>
  )
}
