import { CircleCheck, TriangleAlert } from 'lucide-react'
import Link from 'next/link'
import { formatAddress } from '@/lib/contact'
import { customerName } from '@/lib/customers/schema'
import { KIND_LABELS, STAGE_LABELS } from '@/lib/documents/stages'
import type { ListedJob } from '@/lib/jobs/queries'
import { Money } from './ui/money'
import { Table, Td, Th } from './ui/table'
import { Tag } from './ui/tag'

/** Jobs with what's owed on each. The whole row links to the job. On a phone, everything fits in two columns. */
export function JobsTable({
  orgSlug,
  jobs,
  caption,
}: {
  orgSlug: string
  jobs: readonly ListedJob[]
  caption: string
}) {
  return (
    <Table caption={caption}>
      <thead>
        <tr>
          <Th>Job</Th>
          <Th className="max-sm:hidden">Customer and site</Th>
          <Th className="max-md:hidden">Stage</Th>
          <Th numeric>Balance due</Th>
        </tr>
      </thead>
      <tbody>
        {jobs.map((job) => {
          const address = formatAddress(job)
          const stage = job.contract
            ? `${KIND_LABELS[job.contract.kind]} · ${STAGE_LABELS[job.contract.stage]}`
            : 'No proposal yet'
          return (
            <tr key={job.id} className="group relative hover:bg-sheet">
              <Td>
                <Link
                  href={`/orgs/${orgSlug}/jobs/${job.number}/information`}
                  className="wrap-anywhere font-medium underline-offset-3 group-hover:underline after:absolute after:inset-0"
                >
                  {job.title}
                </Link>
                {job.archivedAt && <Tag>Archived</Tag>}
                <span className="block text-sm text-ink-muted tabular-nums max-sm:hidden">Job {job.number}</span>
                <span className="wrap-anywhere block text-sm sm:hidden">
                  {customerName(job.customer)}
                  {address && <span className="block text-ink-muted">{address}</span>}
                </span>
                <span className="block text-sm text-ink-muted md:hidden">
                  <span className="tabular-nums sm:hidden">Job {job.number} · </span>
                  {stage}
                </span>
              </Td>
              <Td className="max-sm:hidden">
                <span className="wrap-anywhere">{customerName(job.customer)}</span>
                {address && <span className="wrap-anywhere block text-sm text-ink-muted">{address}</span>}
              </Td>
              <Td className="text-sm whitespace-nowrap max-md:hidden">{stage}</Td>
              <Td numeric>
                <Owed balance={job.balance} />
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}

function Owed({ balance }: { balance: ListedJob['balance'] }) {
  if (balance.totalCents === 0 && balance.paidCents === 0) return <span className="text-ink-muted">—</span>
  if (balance.overpaidCents > 0)
    return (
      <span className="text-sm text-warning">
        <span className="inline-flex items-center gap-1.5 font-medium">
          <TriangleAlert aria-hidden className="size-4" />
          <Money cents={balance.overpaidCents} />
        </span>
        <span className="block">{balance.totalCents > 0 ? 'overpaid' : 'paid with no agreement'}</span>
      </span>
    )
  if (balance.owedCents === 0 && balance.checkingCents === 0)
    return (
      <span className="inline-flex items-center gap-1.5 text-sm font-medium whitespace-nowrap text-success">
        <CircleCheck aria-hidden className="size-4" />
        Paid
      </span>
    )
  return (
    <>
      <Money cents={balance.owedCents} className="font-semibold" />
      {balance.checkingCents > 0 && (
        <span className="block text-sm text-ink-muted">
          Checking <Money cents={balance.checkingCents} />
        </span>
      )}
    </>
  )
}
