import { Archive } from '@/components/icons/ui'
import type { ActionResult } from '@/lib/orgs/action'
import { PressButton } from './press-button'

type Restored = { id: string }

type Props = {
  what: 'job' | 'customer' | 'item'
  /** "Nov 28, 2026" */
  since: string
  /** Left out for those who may not change records. */
  restore?: {
    action: (orgSlug: string, input: Restored) => Promise<ActionResult<void>>
    orgSlug: string
    input: Restored
  }
}

/** Says that a job, customer or item is archived, with the way back. */
export const ArchivedBanner = ({ what, since, restore }: Props) => (
  <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-edge bg-sheet px-4 py-3">
    <p className="flex items-center gap-3">
      <Archive className="size-5 shrink-0 text-ink-muted" />
      <span>
        <span className="font-medium">Archived {since}.</span> Hidden from your lists. You can still find it by
        searching.
      </span>
    </p>
    {restore && <PressButton {...restore}>Restore {what}</PressButton>}
  </div>
)
