'use client'

import { Problem } from '@/components/problem'
import { ConfirmDialog } from '@/components/ui/confirm-dialog'
import { usePress } from '@/components/use-press'
import { revokeLinkAction } from './actions'

type Props = { orgSlug: string; linkId: string; name: string; onClose: () => void }

/** Asks before a link is ended: nothing brings it back. */
export function RevokeLinkDialog({ orgSlug, linkId, name, onClose }: Props) {
  const { press, pending, problem } = usePress(() => revokeLinkAction(orgSlug, { linkId }), { onDone: onClose })
  return (
    <ConfirmDialog
      open
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={`Revoke ${name}’s link?`}
      cancelLabel="Keep it"
      confirmLabel="Revoke"
      pending={pending}
      onConfirm={press}
    >
      <p>
        Every address of it stops working at once: in all emails that brought it, and where it is open now. A payment
        that was sent already stays. You can give {name} another link.
      </p>
      <Problem className="mt-3">{problem}</Problem>
    </ConfirmDialog>
  )
}
