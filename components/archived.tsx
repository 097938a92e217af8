'use client'

import type { ReactNode } from 'react'
import { Archive } from '@/components/icons/ui'
import type { ActionResult } from '@/lib/orgs/action'
import { AskDialog } from './ask-dialog'
import { Alert } from './ui/alert'
import { Button } from './ui/button'
import { usePress } from './use-press'

type What = 'job' | 'customer' | 'item'

type ArchiveProps = {
  what: What
  /** What archiving does, in a sentence or two. */
  children: ReactNode
  /** What the action would ask by what the page knows; null where nothing is open. */
  question: string | null
  /** `sure` is the question that was asked before. */
  archive: (sure: string | null) => Promise<ActionResult<void>>
}

/** A button that archives after one question, which says what is owed. */
export const ArchiveButton = ({ what, children, question, archive }: ArchiveProps) => (
  <AskDialog
    trigger={`Archive ${what}`}
    title={`Archive this ${what}?`}
    confirmLabel="Archive"
    fields={[]}
    question={question}
    action={(_, sure) => archive(sure)}
  >
    <p>{children}</p>
  </AskDialog>
)

type BannerProps = {
  what: What
  /** "Nov 28, 2026" */
  since: string
  /** Left out for those who may not change records. */
  restore?: {
    action: (orgSlug: string, input: { id: string }) => Promise<ActionResult<void>>
    orgSlug: string
    id: string
  }
}

/** Says that a job, customer or item is archived, with the way back. */
export function ArchivedBanner({ what, since, restore }: BannerProps) {
  const { press, pending, problem } = usePress(async () =>
    restore ? restore.action(restore.orgSlug, { id: restore.id }) : { ok: true, value: undefined },
  )
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-lg border border-edge bg-sheet px-4 py-3">
      <p className="flex items-center gap-3">
        <Archive className="size-5 shrink-0 text-ink-muted" />
        <span>
          <span className="font-medium">Archived {since}.</span> Hidden from your lists. You can still find it by
          searching.
        </span>
      </p>
      {restore && (
        <Button onClick={press} pending={pending}>
          Restore {what}
        </Button>
      )}
      {problem && <Alert tone="info" role="alert" title={problem} className="w-full" />}
    </div>
  )
}
