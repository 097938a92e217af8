'use client'

import { WordsContext } from '@/components/words'
import { BROWSER } from '@/lib/language/es/browser'
import { DIALOG } from '@/lib/language/es/dialog'
import { spanishWords } from '@/lib/language/spanish-words'
import { FOR_CUSTOMERS_IN_SPANISH } from '@/lib/payments/words/dialog/customer-dialog-es'
import type { CustomerPaymentProps } from './customer-payment-dialog'
import { DialogWordsContext } from './dialog-words-context'
import { MakePaymentDialog } from './make-payment-dialog'

const words = spanishWords({ ...BROWSER, ...DIALOG })

/** The same dialog for who reads Spanish. */
export function CustomerPaymentDialog({ linkId, ...props }: CustomerPaymentProps) {
  return (
    <WordsContext value={words}>
      <DialogWordsContext value={FOR_CUSTOMERS_IN_SPANISH}>
        <MakePaymentDialog {...props} orgSlug={linkId} jobNumber={1} takenOn="agreement" canManageIntegration={false} />
      </DialogWordsContext>
    </WordsContext>
  )
}
