import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { Download } from '@/components/icons/records'
import { Link } from '@/components/link'
import { ListPager } from '@/components/list-pager'
import { PageHeader } from '@/components/page-header'
import { RefreshLive } from '@/components/refresh-live'
import { SearchBox } from '@/components/search-box'
import { TooManySearches } from '@/components/too-many-searches'
import { buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { getCustomer } from '@/lib/customers/queries'
import { customerName } from '@/lib/customers/schema'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { beforeParam } from '@/lib/keyset'
import { searchProblem } from '@/lib/limits/searches'
import { requireOrgPage } from '@/lib/orgs/context'
import { canRefundPart, type OrgRole } from '@/lib/orgs/roles'
import { ignoredStatement } from '@/lib/payments/external/ignore'
import { filterHref, filterParam, filterParams, isFiltered } from '@/lib/payments/listing/filter'
import { readListPage } from '@/lib/payments/listing/page'
import { listJobsOfCustomers, listReviewQueue } from '@/lib/payments/review/review-queue'
import { mayDecide } from '@/lib/payments/rules/may-decide'
import { tooManyWords } from '@/lib/payments/words/listing-words'
import { ALL_SHOW_UP } from '@/lib/payments/words/screen'
import { readMayWait } from '../may-wait'
import { IgnoredList } from './ignored-payments'
import { PaymentFilters } from './payment-filters'
import { Sums } from './payment-sums'
import { PaymentsTable } from './payments-table'
import { ReviewList } from './review-list'

export const metadata: Metadata = { title: 'Payments' }

const SEARCH = { label: 'Search payments', placeholder: 'Customer, amount or last four' }

export default async function PaymentsPage({ params, searchParams }: PageProps<'/orgs/[org]/payments'>) {
  const { org, role } = await requireOrgPage((await params).org, 'records:read')
  const search = await searchParams
  const at = now()
  const filter = filterParam(search, org.timeZone, at)
  const { query, customerId } = filter
  const problem = query && (await searchProblem())
  if (problem) return <TooManySearches title="Payments" {...{ ...SEARCH, query, problem }} />
  const before = beforeParam(search.before)
  const path = `/orgs/${org.slug}/payments`
  const { q: _, ...keep } = filterParams(filter)
  const searched = isFiltered(filter)
  // Older pages and searches leave the review list out: somebody looks for something else there.
  const shows = !before && !searched
  const list = { orgId: org.id, timeZone: org.timeZone, filter }
  const waits = shows && (await readMayWait(org.slug))?.mayWait
  const [
    {
      page,
      sums,
      answers: [ignored],
    },
    customer,
    review,
  ] = await Promise.all([
    readListPage(list, before, [ignoredStatement(org.id)]),
    customerId ? getCustomer(org.id, customerId) : null,
    waits ? readReview(org.id, at, role) : null,
  ])
  if (customer?.mergedIntoId) redirect(filterHref(path, { ...filter, customerId: customer.mergedIntoId }))
  return (
    <>
      <RefreshLive />
      <PageHeader
        title="Payments"
        actions={
          <a href={filterHref(`${path}/export`, filter)} download className={buttonClass()}>
            <Download className="size-5" />
            Export CSV
          </a>
        }
      >
        {customer && (
          <>
            Only {customerName(customer)}’s.{' '}
            <Link href={filterHref(path, { ...filter, customerId: null })} className="text-link">
              Show everybody’s
            </Link>
          </>
        )}
      </PageHeader>
      {review && (
        <ReviewList
          orgSlug={org.slug}
          timeZone={org.timeZone}
          at={at}
          review={review}
          mayChargeAgain={canRefundPart(role)}
          jobsOf={(name) => review.jobs.get(name) ?? []}
        />
      )}
      {shows && mayDecide(role) && <IgnoredList orgSlug={org.slug} timeZone={org.timeZone} ignored={ignored} />}
      <SearchBox {...SEARCH} query={query} keep={keep} />
      <PaymentFilters path={path} filter={filter} />
      {sums && <Sums sums={sums} />}
      {searched && !sums && page.rows.length > 0 && (
        <p className="mb-4 text-sm text-ink-muted">{tooManyWords(query)}</p>
      )}
      {page.rows.length === 0 ? (
        <Empty searched={searched} query={query} before={before} />
      ) : (
        <PaymentsTable orgSlug={org.slug} timeZone={org.timeZone} payments={page.rows} />
      )}
      <ListPager path={path} at={before} next={page.older} keep={filterParams(filter)} />
    </>
  )
}

/** What waits for a person, and the jobs of its customers. */
const readReview = (orgId: string, at: Date, role: OrgRole) =>
  forOrg(orgId, async (tx) => {
    const queue = await listReviewQueue(tx, orgId, at, role)
    const names = queue.external.map(({ customerName }) => customerName)
    return { ...queue, jobs: await listJobsOfCustomers(tx, orgId, names) }
  })

type EmptyProps = { searched: boolean; query: string; before: string | undefined }

function Empty({ searched, query, before }: EmptyProps) {
  if (before) return <EmptyState title="Nothing older">The list ends here.</EmptyState>
  if (searched)
    return (
      <EmptyState title="No payment matches">
        {query
          ? 'Search by customer, job, address, phone, email, amount, day, reference, check number or last four. Every word has to match: try fewer words, “All” or “All days”.'
          : 'Try “All” or “All days”.'}
      </EmptyState>
    )
  return <EmptyState title="No payments yet">{ALL_SHOW_UP}</EmptyState>
}
