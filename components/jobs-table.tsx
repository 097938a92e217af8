import { formatAddress } from '@/lib/contact'
import { customerName } from '@/lib/customers/schema'
import { KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import type { ListedJob } from '@/lib/jobs/queries'
import { formatCents } from '@/lib/money'
import { type JobRow, JobRows } from './job-rows'
import { pack } from './packed'

type Props = { orgSlug: string; jobs: readonly ListedJob[]; caption: string }

/** Jobs with what's due on each. The whole row links to the job. */
export function JobsTable({ orgSlug, jobs, caption }: Props) {
  return <JobRows path={`/orgs/${orgSlug}/jobs`} rows={pack(jobs.map(rowOf))} caption={caption} />
}

const rowOf = (job: ListedJob): JobRow => ({
  number: String(job.number),
  title: job.title,
  customer: customerName(job.customer),
  address: formatAddress(job) ?? undefined,
  stage: job.contract ? `${KIND_LABELS[job.contract.kind]} · ${STAGE_LABELS[job.contract.stage]}` : 'No proposal yet',
  ...(job.archivedAt && { archived: 'yes' }),
  ...due(job.balance, job.contract?.stage === 'canceled'),
})

/** What the last column says. */
function due(
  { totalCents, paidCents, owedCents, overpaidCents, checkingCents }: ListedJob['balance'],
  isCanceled: boolean,
): Partial<JobRow> {
  if (totalCents === 0 && paidCents === 0) return {}
  if (overpaidCents > 0)
    return {
      overpaid: formatCents(overpaidCents),
      why: isCanceled ? 'to refund' : totalCents > 0 ? 'overpaid' : 'paid with no agreement',
    }
  if (owedCents === 0 && checkingCents === 0) return { paid: 'yes' }
  return { due: formatCents(owedCents), ...(checkingCents > 0 && { checking: formatCents(checkingCents) }) }
}
