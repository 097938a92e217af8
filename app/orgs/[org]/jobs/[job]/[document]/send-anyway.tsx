'use client'

import { AskDialog } from '@/components/ask-dialog'
import { sendDocumentAction } from './actions'

type Props = {
  orgSlug: string
  documentId: string
  version: number
  /** The law's limit, and what the schedule asks for. */
  sentence: string
  onSent: () => void
}

const REASON = {
  name: 'override.reason', // the action's path for it
  label: 'Reason',
  lines: 3,
  hint: 'Kept with your name in the audit log and in the job’s timeline.',
}

/** An owner sends an agreement whose deposit is above the state's limit, and says why. */
export const SendAnyway = ({ orgSlug, documentId, version, sentence, onSent }: Props) => (
  <AskDialog
    trigger="Send anyway"
    title="Send it anyway?"
    confirmLabel="Send anyway"
    fields={[REASON]}
    action={async ({ [REASON.name]: reason = '' }) => {
      const answer = await sendDocumentAction(orgSlug, { documentId, version, override: { reason } })
      if (answer.ok) onSent()
      return answer
    }}
  >
    <p>{sentence}</p>
  </AskDialog>
)
