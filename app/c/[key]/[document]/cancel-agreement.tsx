'use client'

import { useRouter } from 'next/navigation'
import { AskDialog } from '@/components/ask-dialog'
import type { ReadVersion } from '@/lib/customer-page/schema'
import { cancelPaperAction } from '../actions'

/** The customer cancels a signed agreement: what that does is said before the press. */
export function CancelAgreement({ linkId, read }: { linkId: string; read: ReadVersion }) {
  const router = useRouter()
  return (
    <AskDialog
      trigger="Cancel this agreement"
      triggerVariant="secondary"
      title="Cancel this agreement"
      fields={[{ name: 'reason', label: 'Why?', hint: 'You don’t have to say.', lines: 3, optional: true }]}
      confirmLabel="Cancel this agreement"
      closeLabel="Keep the agreement"
      action={async ({ reason = '' }) => {
        const result = await cancelPaperAction(linkId, { ...read, reason })
        if (result.ok) router.refresh()
        return result
      }}
    >
      <p>
        The agreement ends, with all its change orders. Nothing more is owed or charged, and all that you paid is
        refunded within the time that the law gives your contractor: 10 days or 10 business days, as your state says.
      </p>
      <p>You and your contractor get an email with the date. This can’t be undone here.</p>
    </AskDialog>
  )
}
