import { notFound } from 'next/navigation'
import { Download } from '@/components/icons/records'
import { RefreshLive } from '@/components/refresh-live'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { timelineStatements, toTimeline } from '@/lib/jobs/timeline/read'
import { readOrg } from '@/lib/orgs/context'
import { idOfJob } from '@/lib/sql'
import { jobMetadata, requireJob } from '../require-job'
import { TimelineTable } from './timeline-table'

type Props = PageProps<'/orgs/[org]/jobs/[job]/timeline'>

/** So many entries it shows, the newest. */
const MOST = 500

export const generateMetadata = ({ params }: Props) => jobMetadata(params, 'Timeline')

/** Everything that was done on a job, the newest first, with what was due after each. */
export default async function TimelinePage({ params }: Props) {
  const { org: slug, job: number } = await params
  const [{ context, job }, read] = await Promise.all([
    requireJob(params),
    readOrg(slug, (orgId) => timelineStatements(orgId, idOfJob(orgId, number), MOST)),
  ])
  if (!read) notFound()
  const { entries, isCut } = toTimeline(job, read.answers, MOST)
  const base = `/orgs/${context.org.slug}`
  return (
    <section aria-labelledby="timeline">
      <RefreshLive />
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id="timeline" className="text-lg font-semibold tracking-tight">
          Timeline
        </h2>
        <a href={`${base}/jobs/${job.number}/timeline/pdf`} download className={buttonClass()}>
          <Download className="size-5" />
          Statement as PDF
        </a>
      </div>
      {isCut && (
        <p className="list-note">The newest {MOST} entries. Older ones aren’t shown, and still count in the balance.</p>
      )}
      {entries.length === 0 ? (
        <EmptyState title="Nothing yet">
          What’s done with the proposal, the agreement and every payment shows here.
        </EmptyState>
      ) : (
        <TimelineTable
          base={base}
          jobNumber={job.number}
          entries={entries.toReversed()}
          timeZone={context.org.timeZone}
        />
      )}
    </section>
  )
}
