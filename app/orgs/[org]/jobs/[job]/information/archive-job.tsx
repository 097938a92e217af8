'use client'

import { ArchiveButton } from '@/components/archived'
import { archiveJobAction } from '../../actions'

/** Archives the job. */
export const ArchiveJob = ({ orgSlug, jobId }: { orgSlug: string; jobId: string }) => (
  <ArchiveButton what="job" archive={(sure) => archiveJobAction(orgSlug, { id: jobId, sure })}>
    It leaves the list of jobs. Nothing is deleted: its payments still update, a search finds it, and you can restore
    it.
  </ArchiveButton>
)
