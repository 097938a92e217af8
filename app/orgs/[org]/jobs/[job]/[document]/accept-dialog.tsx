'use client'

import { ChoiceFields, ChosenTotal, useChoices } from '@/components/documents/choice-fields'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { usePress } from '@/components/use-press'
import type { ShownContent } from '@/lib/documents/snapshot'
import { acceptDocumentAction } from './actions'

/** What can be accepted: the version that stands, and its content where the customer has something to choose. */
export type Offer = {
  versionNumber: number | null
  sha256: string | null
  totalCents: number | null
  content: ShownContent | null
}

type Props = {
  orgSlug: string
  documentId: string
  offer: Offer & { content: ShownContent }
  onClose: () => void
}

/** What the customer said yes to: one option of each choice, and the optional lines that they take. */
export function AcceptDialog({ orgSlug, documentId, offer, onClose }: Props) {
  const choosing = useChoices(offer.content)
  const { choices, totalCents } = choosing
  const { press, pending, problem } = usePress(
    () =>
      acceptDocumentAction(orgSlug, {
        ...{ documentId, choices, totalCents: totalCents ?? 0 },
        ...{ versionNumber: offer.versionNumber, sha256: offer.sha256 },
      }),
    { onDone: onClose },
  )
  return (
    <Dialog
      title="What does the customer accept?"
      closing={{ leave: 'The acceptance isn’t recorded yet.' }}
      pending={pending}
      onClose={onClose}
    >
      <div className="flex flex-col gap-6">
        <Problem>{problem}</Problem>
        <ChoiceFields choosing={choosing} />
        <ChosenTotal choosing={choosing} />
        <DialogButtons>
          <Button variant="primary" disabled={totalCents === null} pending={pending} onClick={press}>
            Record the acceptance
          </Button>
        </DialogButtons>
      </div>
    </Dialog>
  )
}
