'use client'

import { useRouter } from 'next/navigation'
import { useRef } from 'react'
import { useLive } from '@/components/live'
import { Button } from '@/components/ui/button'
import { useWanted, wanted } from '@/components/wanted'
import type { MakePaymentProps } from './make-payment-dialog'

const dialog = wanted(() => import('./make-payment-dialog'))

/**
 * The Make Payment button, which stands back where nothing is owed, and its dialog. Each opening is a new dialog, so that
 * no card number outlives one.
 */
export function MakePayment({ isOwed, ...props }: MakePaymentProps & { isOwed: boolean }) {
  const { code, pending, problem, open, close, signs } = useWanted(dialog)
  const button = useRef<HTMLButtonElement>(null)
  const router = useRouter()
  const live = useLive()
  return (
    <>
      <Button
        {...signs}
        ref={button}
        variant={isOwed ? 'primary' : 'secondary'}
        size="lg"
        aria-haspopup="dialog"
        pending={pending}
        onClick={() => {
          button.current?.focus() // Safari doesn’t focus a pressed button; the dialog returns the focus to what had it
          open()
        }}
      >
        Make Payment
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-sm font-medium">
          {problem}
        </p>
      )}
      {code && (
        <code.MakePaymentDialog
          {...props}
          onClose={(changed) => {
            close()
            // Without a connection the browser would show its own error page; this page catches up once it is back.
            if (changed && live?.state() === 'live') router.refresh()
          }}
        />
      )}
    </>
  )
}
