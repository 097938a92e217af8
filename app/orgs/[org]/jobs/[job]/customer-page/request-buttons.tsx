'use client'

import { useState } from 'react'
import { OpenDialog } from '@/components/open-dialog'
import { wanted } from '@/components/wanted'
import type { RequestPaymentProps } from './request-dialogs'

// The buttons of requests for a payment: only the Information tab has them. What they open loads when it's wanted.

const dialogs = wanted(() => import('./request-dialogs'))

/** Asks people for a payment by email. */
export function RequestPayment(props: Omit<RequestPaymentProps, 'onClose' | 'onAsked'>) {
  const [said, setSaid] = useState('')
  return (
    <>
      <OpenDialog part={dialogs} label="Ask for a payment">
        {(code, close) => <code.RequestPaymentDialog {...props} onAsked={setSaid} onClose={close} />}
      </OpenDialog>
      <p role="status" className="wrap-anywhere basis-full text-sm font-medium empty:sr-only">
        {said}
      </p>
    </>
  )
}

/** Ends a request, once it was asked about. */
export const CancelRequest = (props: { orgSlug: string; requestId: string; what: string }) => (
  <OpenDialog part={dialogs} label="Cancel" variant="ghost">
    {(code, close) => <code.CancelRequestDialog {...props} onClose={close} />}
  </OpenDialog>
)
