'use client'

import { FOR_CUSTOMERS } from '@/lib/payments/words/dialog/customer-dialog'
import { DialogWordsContext } from './dialog-words-context'
import { MakePaymentDialog, type MakePaymentProps } from './make-payment-dialog'

export type CustomerPaymentProps = Pick<
  MakePaymentProps,
  'loadPaymentForm' | 'makePayment' | 'documentLabel' | 'amountCents'
> & {
  linkId: string
  onClose: () => void
}

/** The payment dialog of a customer's own page. The job and its document are those of the link. */
export function CustomerPaymentDialog({ linkId, ...props }: CustomerPaymentProps) {
  return (
    <DialogWordsContext value={FOR_CUSTOMERS}>
      <MakePaymentDialog {...props} orgSlug={linkId} jobNumber={1} takenOn="agreement" canManageIntegration={false} />
    </DialogWordsContext>
  )
}
