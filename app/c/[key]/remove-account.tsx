'use client'

import { useRouter } from 'next/navigation'
import { AskDialog } from '@/components/ask-dialog'
import { useWords } from '@/components/words'
import { removeOwnAccountAction } from './account-actions'

type Props = { linkId: string; accountId: string /** "Visa ending in 1111" */; name: string }

/** Removes a saved card or bank account, once asked. */
export function RemoveAccount({ linkId, accountId, name }: Props) {
  const router = useRouter()
  const { say } = useWords()
  return (
    <AskDialog
      trigger={say('Remove')}
      triggerVariant="ghost"
      title={say('Remove {name}?', { name })}
      fields={[]}
      confirmLabel={say('Remove it')}
      action={async () => {
        const result = await removeOwnAccountAction(linkId, { accountId })
        if (result.ok) router.refresh()
        return result
      }}
    >
      <p>{say('It’s no longer saved, and isn’t charged again. What you have paid with it stays paid.')}</p>
    </AskDialog>
  )
}
