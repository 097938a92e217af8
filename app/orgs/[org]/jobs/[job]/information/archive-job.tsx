'use client'

import { ArchiveButton } from '@/components/archived'
import { archiveJobAction } from '../../actions'

/** Archives the job. `question`: about what is open on it, or null. */
export const ArchiveJob = ({
  orgSlug,
  jobId,
  question,
}: {
  orgSlug: string
  jobId: string
  question: string | null
}) => (
  <ArchiveButton what="job" question={question} archive={(sure) => archiveJobAction(orgSlug, { id: jobId, sure })}>
    It leaves the list of jobs. Nothing is deleted: its payments still update, a search finds it, and you can restore
    it.
  </ArchiveButton>
)
