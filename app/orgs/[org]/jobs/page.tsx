import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import { Suspense } from 'react'
import { JobsTable } from '@/components/jobs-table'
import { ListSkeleton } from '@/components/list-skeleton'
import { PageHeader } from '@/components/page-header'
import { Pager } from '@/components/pager'
import { RefreshLive } from '@/components/refresh-live'
import { SearchBox } from '@/components/search-box'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { listJobs } from '@/lib/jobs/queries'
import { requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { type PageRequest, pageRequest } from '@/lib/pages'
import { firstParam } from '@/lib/search'

export const metadata: Metadata = { title: 'Jobs' }

// The skeleton is inside the page, not in a loading.tsx: someone who may not be here gets a real 404, which has to be
// known before the first byte.
export default async function JobsPage({ params, searchParams }: PageProps<'/orgs/[org]/jobs'>) {
  const { org: slug } = await params
  const { org, role } = await requireOrgPage(slug, 'records:read')
  const search = await searchParams
  const query = firstParam(search.q).trim()
  const path = `/orgs/${slug}/jobs`
  return (
    <>
      <RefreshLive />
      <PageHeader
        title="Jobs"
        actions={
          can(role, 'records:write') && (
            <ButtonLink href={`${path}/new`} variant="primary">
              <Plus aria-hidden className="size-5" />
              New job
            </ButtonLink>
          )
        }
      />
      <SearchBox label="Search jobs" placeholder="Customer, address, job number or amount" query={query} />
      <Suspense fallback={<ListSkeleton what="jobs" />}>
        <Results orgId={org.id} orgSlug={slug} query={query} asked={pageRequest(search)} />
      </Suspense>
    </>
  )
}

type ResultsProps = { orgId: string; orgSlug: string; query: string; asked: PageRequest }

async function Results({ orgId, orgSlug, query, asked }: ResultsProps) {
  const { jobs, ...page } = await listJobs(orgId, query, asked)
  const { total } = page
  if (total === 0 && !query)
    return (
      <div className="mt-6">
        <EmptyState title="No jobs yet">
          A job is one piece of work for one customer: the proposal, the agreement and the payments.
        </EmptyState>
      </div>
    )
  return (
    <>
      <p role="status" className="mt-4 mb-2 text-sm text-ink-muted">
        {total === 1 ? '1 job' : `${total} jobs`}
        {query && ` for “${query}”`}
      </p>
      {jobs.length === 0 ? (
        <EmptyState title={total === 0 ? 'No jobs match' : 'Nothing on this page'}>
          {total === 0
            ? 'Every word has to be in what the list shows, or in the customer’s address, phone or email. Try fewer words.'
            : 'The list is shorter now. Go back to the first page.'}
        </EmptyState>
      ) : (
        <JobsTable orgSlug={orgSlug} jobs={jobs} caption="Jobs, newest first" />
      )}
      <Pager path={`/orgs/${orgSlug}/jobs`} query={query} {...page} />
    </>
  )
}
