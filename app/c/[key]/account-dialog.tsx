'use client'

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
  return (
    <AskDialog
      triggerVariant="ghost"
      {...asked}
      action={({ expiry = '', billingZip = '' }) =>
        act === 'update'
          ? updateOwnCardAction(linkId, { accountId, expiry, billingZip })
          : removeOwnAccountAction(linkId, { accountId })
      }
    />
  )
}
