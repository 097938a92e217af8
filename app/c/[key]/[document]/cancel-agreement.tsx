'use client'

import { AskDialog } from '@/components/ask-dialog'
import { useWords } from '@/components/words'
import type { ReadVersion } from '@/lib/customer-page/schema'
import { cancelPaperAction } from '../actions'

type Props = { linkId: string; read: ReadVersion; within: string }

/** The customer cancels a signed agreement: what that does is said before the press. @param within "10 business days" */
export function CancelAgreement({ linkId, read, within }: Props) {
  const { say } = useWords()
  return (
    <AskDialog
      trigger={say('Cancel this agreement')}
      triggerVariant="secondary"
      title={say('Cancel this agreement')}
      fields={[{ name: 'reason', label: say('Why?'), hint: say('You don’t have to say.'), lines: 3, optional: true }]}
      confirmLabel={say('Cancel this agreement')}
      closeLabel={say('Keep the agreement')}
      action={({ reason = '' }) => cancelPaperAction(linkId, { ...read, reason })}
    >
      <p>
        {say(
          'The agreement ends, with all its change orders. Nothing more is owed or charged, and your contractor has to refund all that you paid within {within}.',
          { within },
        )}
      </p>
      <p>{say('You and your contractor get an email with the date. This can’t be undone here.')}</p>
    </AskDialog>
  )
}
