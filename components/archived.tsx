'use client'

import type { ReactNode } from 'react'
import type { ActionResult } from '@/lib/orgs/action'
import { AskDialog } from './ask-dialog'

type ArchiveProps = {
  what: 'job' | 'customer' | 'item'
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
