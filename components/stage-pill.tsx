import type { Icon } from '@/components/icons/icon'
import { CircleCheckBig, PencilLine, Signature, ThumbsDown, ThumbsUp } from '@/components/icons/records'
import { CircleX, Send } from '@/components/icons/states'
import { STAGE_LABELS } from '@/lib/documents/stages'
import type { DocumentStage } from '@/prisma/generated/enums'
import { StatusPill } from './ui/status-pill'

const ICONS: Record<DocumentStage, Icon> = {
  draft: PencilLine,
  sent: Send,
  accepted: ThumbsUp,
  declined: ThumbsDown,
  signed: Signature,
  completed: CircleCheckBig,
  canceled: CircleX,
}

/** A document's stage. */
export function StagePill({ stage }: { stage: DocumentStage }) {
  return (
    <StatusPill tone="neutral" icon={ICONS[stage]}>
      {STAGE_LABELS[stage]}
    </StatusPill>
  )
}
