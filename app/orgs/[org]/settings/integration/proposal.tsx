'use client'

import { AskDialog } from '@/components/ask-dialog'
import { Problem } from '@/components/problem'
import { Alert } from '@/components/ui/alert'
import { Button } from '@/components/ui/button'
import { usePress } from '@/components/use-press'
import { confirmProposalAction, discardProposalAction } from './actions'

type Props = {
  orgSlug: string
  /** Which proposal it is: ISO 8601. */
  proposedAt: string
  mayConfirm: boolean
  /** Who entered what, and when. */
  words: string
}

/** Credentials that wait for an owner. */
export function Proposal({ orgSlug, proposedAt, mayConfirm, words }: Props) {
  const { press, pending, problem } = usePress(() => discardProposalAction(orgSlug, {}))
  return (
    <Alert tone="info" title="New credentials wait for an owner" className="mb-6 max-w-2xl">
      <p>{words} The current ones stay in use until an owner confirms these.</p>
      <div className="mt-3 flex flex-wrap gap-2">
        {mayConfirm && (
          <AskDialog
            trigger="Confirm"
            title="Use these credentials?"
            fields={[]}
            confirmLabel="Use them"
            sureOf="proposedAt"
            action={(_, sure) => confirmProposalAction(orgSlug, { proposedAt, sure })}
          >
            <p>{words} From then on your company’s payments go to that merchant account.</p>
          </AskDialog>
        )}
        <Button variant="ghost" pending={pending} onClick={press}>
          Discard
        </Button>
        <Problem className="w-full">{problem}</Problem>
      </div>
    </Alert>
  )
}
