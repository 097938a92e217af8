'use client'

import { useRouter } from 'next/navigation'
import { AskDialog } from '@/components/ask-dialog'
import type { AskProps } from '@/components/ask-form'
import { removeOwnAccountAction, updateOwnCardAction } from './account-actions'

type Props = Omit<AskProps, 'action' | 'triggerVariant'> & {
  linkId: string
  accountId: string
  act: 'update' | 'remove'
}

/** Changes or removes a saved card or bank account, once asked. Its words come from the server. */
export function AccountDialog({ linkId, accountId, act, ...asked }: Props) {
  const router = useRouter()
  return (
    <AskDialog
      triggerVariant="ghost"
      {...asked}
      action={async ({ expiry = '', billingZip = '' }) => {
        const result =
          act === 'update'
            ? await updateOwnCardAction(linkId, { accountId, expiry, billingZip })
            : await removeOwnAccountAction(linkId, { accountId })
        if (result.ok) router.refresh()
        return result
      }}
    />
  )
}
