import { ArchivedBanner } from '@/components/archived-banner'
import { Link } from '@/components/link'
import { NavTabs } from '@/components/ui/nav-tabs'
import { customerName } from '@/lib/customers/schema'
import { dayOf, formatDay } from '@/lib/dates'
import { documentKinds, isCanceled } from '@/lib/documents/contract-total'
import { can } from '@/lib/orgs/roles'
import { restoreJobAction } from '../actions'
import { HeadPayment } from './head-payment'
import { OwedFigure } from './owed-figure'
import { loadPaymentFormAction, makePaymentAction } from './payment-actions'
import { requireJob } from './require-job'

export default async function JobLayout({ params, children }: LayoutProps<'/orgs/[org]/jobs/[job]'>) {
  const { context, job } = await requireJob(params)
  const base = `/orgs/${context.org.slug}/jobs/${job.number}`
  return (
    <>
      <div className="mb-6 flex flex-wrap items-end justify-between gap-x-8 gap-y-4">
        <div className="min-w-0">
          <p className="text-sm text-ink-muted tabular-nums">Job {job.number}</p>
          <h1 className="wrap-anywhere text-2xl font-semibold tracking-tight">{job.title}</h1>
          <Link
            href={`/orgs/${context.org.slug}/customers/${job.customer.id}`}
            className="text-link wrap-anywhere inline-flex min-h-11 items-center"
          >
            {customerName(job.customer)}
          </Link>
        </div>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3 max-sm:w-full max-sm:justify-between">
          <OwedFigure
            balance={job.balance}
            hasDocument={job.documents.length > 0}
            isCanceled={isCanceled(job.documents)}
          />
          {can(context.role, 'payments:take') && (
            <HeadPayment
              orgSlug={context.org.slug}
              jobNumber={job.number}
              jobTitle={job.title}
              kinds={documentKinds(job.documents)}
              isOwed={job.balance.owedCents > 0}
              canManageIntegration={can(context.role, 'integration:manage')}
              loadPaymentForm={loadPaymentFormAction}
              makePayment={makePaymentAction}
            />
          )}
        </div>
      </div>
      {job.archivedAt && (
        <ArchivedBanner
          what="job"
          since={formatDay(dayOf(job.archivedAt, context.org.timeZone))}
          {...(can(context.role, 'records:write') && {
            restore: { action: restoreJobAction, orgSlug: context.org.slug, input: { id: job.id } },
          })}
        />
      )}
      <NavTabs
        label={`Job ${job.number}`}
        items={[
          { href: `${base}/information`, label: 'Information' },
          { href: `${base}/proposal`, label: 'Proposal' },
          { href: `${base}/agreement`, label: 'Agreement', also: `${base}/change-order-` },
          { href: `${base}/timeline`, label: 'Timeline' },
        ]}
        className="mb-6"
      />
      {children}
    </>
  )
}
