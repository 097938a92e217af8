import { clsx } from 'clsx'
import type { Metadata } from 'next'
import Link from 'next/link'
import { OlderPager } from '@/components/older-pager'
import { PageHeader } from '@/components/page-header'
import { RefreshLive } from '@/components/refresh-live'
import { SearchBox } from '@/components/search-box'
import { EmptyState } from '@/components/ui/section'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { beforeParam } from '@/lib/keyset'
import { requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { listIgnored } from '@/lib/payments/external/external-payments'
import { listPayments, STATUS_FILTERS, type StatusFilter, statusFilterParam } from '@/lib/payments/queries'
import { listJobsOfCustomers, listReviewQueue } from '@/lib/payments/review/review-queue'
import { firstParam } from '@/lib/search'
import { IgnoredList } from './ignored-payments'
import { PaymentsTable } from './payments-table'
import { ReviewList } from './review-list'

export const metadata: Metadata = { title: 'Payments' }

export default async function PaymentsPage({ params, searchParams }: PageProps<'/orgs/[org]/payments'>) {
  const { org, role } = await requireOrgPage((await params).org, 'records:read')
  const search = await searchParams
  const query = firstParam(search.q).trim()
  const status = statusFilterParam(firstParam(search.status))
  const before = beforeParam(search.before)
  const path = `/orgs/${org.slug}/payments`
  const keep = { ...(query && { q: query }), ...(status && { status }) }
  const at = now()
  const { page, review, ignored, jobs } = await forOrg(org.id, async (tx) => {
    const page = await listPayments(tx, org.id, { query, status, before })
    // Older pages and searches leave the review list out: somebody looks for something else there.
    const shows = !before && !query && !status
    const review = shows ? await listReviewQueue(tx, org.id, at, role) : null
    const ignored = shows && can(role, 'payments:resolve') ? await listIgnored(tx, org.id) : null
    const names = review?.outside.map(({ customerName }) => customerName) ?? []
    return { page, review, ignored, jobs: await listJobsOfCustomers(tx, org.id, names) }
  })
  return (
    <>
      <RefreshLive />
      <PageHeader title="Payments" />
      {review && (
        <ReviewList
          orgSlug={org.slug}
          timeZone={org.timeZone}
          at={at}
          review={review}
          jobsOf={(name) => jobs.get(name) ?? []}
        />
      )}
      {ignored && <IgnoredList orgSlug={org.slug} timeZone={org.timeZone} ignored={ignored} />}
      <SearchBox
        label="Search payments"
        placeholder="Customer, job, reference or last four"
        query={query}
        keep={status ? { status } : {}}
      />
      <Filters path={path} query={query} current={status} />
      {page.rows.length === 0 ? (
        <Empty searched={Boolean(query || status)} before={before} />
      ) : (
        <PaymentsTable orgSlug={org.slug} timeZone={org.timeZone} payments={page.rows} />
      )}
      <OlderPager path={path} before={before} older={page.older} keep={keep} />
    </>
  )
}

function Empty({ searched, before }: { searched: boolean; before: string | undefined }) {
  if (before) return <EmptyState title="Nothing older">The list ends here.</EmptyState>
  if (searched)
    return (
      <EmptyState title="No payment matches">
        Every word has to be in the customer’s name, the job’s title or address, or be the job number, a reference, a
        check number or the last four digits. Try fewer words or the filter “All”.
      </EmptyState>
    )
  return (
    <EmptyState title="No payments yet">
      Every payment taken on a proposal or an agreement is listed here, declined ones too, and every check or cash
      payment that somebody recorded.
    </EmptyState>
  )
}

type FiltersProps = { path: string; query: string; current: StatusFilter | null }

function Filters({ path, query, current }: FiltersProps) {
  const filters = [[null, { label: 'All' }], ...Object.entries(STATUS_FILTERS)] as const
  return (
    <nav aria-label="Status" className="mt-3 mb-4 -ml-3 flex flex-wrap">
      {filters.map(([key, { label }]) => {
        const params = new URLSearchParams({ ...(query && { q: query }), ...(key && { status: key }) })
        return (
          <Link
            key={label}
            href={params.size ? `${path}?${params}` : path}
            aria-current={key === current ? 'page' : undefined}
            className={clsx(
              'inline-flex min-h-11 items-center rounded-md px-3 text-sm',
              key === current ? 'font-semibold underline underline-offset-4' : 'text-ink-muted hover:text-ink',
            )}
          >
            {label}
          </Link>
        )
      })}
    </nav>
  )
}
