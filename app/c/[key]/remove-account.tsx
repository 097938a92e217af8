'use client'

import { useRouter } from 'next/navigation'
import { AskDialog } from '@/components/ask-dialog'
import { removeOwnAccountAction } from './account-actions'

type Props = { linkId: string; accountId: string /** "Visa ending in 1111" */; name: string }

/** Removes a saved card or bank account, once asked. */
export function RemoveAccount({ linkId, accountId, name }: Props) {
  const router = useRouter()
  return (
    <AskDialog
      trigger="Remove"
      triggerVariant="ghost"
      title={`Remove ${name}?`}
      fields={[]}
      confirmLabel="Remove it"
      action={async () => {
        const result = await removeOwnAccountAction(linkId, { accountId })
        if (result.ok) router.refresh()
        return result
      }}
    >
      <p>It’s no longer saved, and isn’t charged again. What you have paid with it stays paid.</p>
    </AskDialog>
  )
}
