import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Plus } from '@/components/icons/ui'
import { JobsTable } from '@/components/jobs-table'
import { ListPager } from '@/components/list-pager'
import { PageHeader } from '@/components/page-header'
import { RefreshLive } from '@/components/refresh-live'
import { SearchBox } from '@/components/search-box'
import { TooManySearches } from '@/components/too-many-searches'
import { ButtonLink } from '@/components/ui/button'
import { Money } from '@/components/ui/money'
import { EmptyState } from '@/components/ui/section'
import { hasArchivedJobs } from '@/lib/jobs/archive'
import { isFiltered, type JobFilter, jobFilterParam, jobFilterParams } from '@/lib/jobs/filters'
import { addUpJobs, type JobPage, readJobs, type SearchedJobs } from '@/lib/jobs/queries'
import type { JobSums } from '@/lib/jobs/standing'
import { numberParam } from '@/lib/keyset'
import { searchProblem } from '@/lib/limits/searches'
import { ofOrg, requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { firstParam, queryParam } from '@/lib/search'
import { JobFilters } from './job-filters'

export const metadata: Metadata = { title: 'Jobs' }

const SEARCH = { label: 'Search jobs', placeholder: 'Customer, job, address or amount' }

export default async function JobsPage({ params, searchParams }: PageProps<'/orgs/[org]/jobs'>) {
  const { org: slug } = await params
  const search = await searchParams
  const filter = jobFilterParam({
    q: queryParam(search.q),
    money: firstParam(search.money),
    stage: firstParam(search.stage),
    archived: firstParam(search.archived),
  })
  const { q: _, ...keep } = jobFilterParams(filter)
  const path = `/orgs/${slug}/jobs`
  const before = numberParam(search.before)
  const problem = filter.query && (await searchProblem())
  if (problem) {
    await requireOrgPage(slug, 'records:read')
    return <TooManySearches title="Jobs" {...{ ...SEARCH, query: filter.query, problem }} />
  }
  const { context, page } = await readJobs(ofOrg(slug, 'records:read'), filter, before)
  return (
    <>
      <RefreshLive />
      <PageHeader
        title="Jobs"
        actions={
          can(context.role, 'records:write') && (
            <ButtonLink href={`${path}/new`} variant="primary">
              <Plus className="size-5" />
              New job
            </ButtonLink>
          )
        }
      />
      <SearchBox {...SEARCH} query={filter.query} keep={keep} />
      <JobFilters path={path} filter={filter} />
      <Results org={context.org} path={path} page={page} filter={filter} before={before} />
    </>
  )
}

type ResultsProps = {
  org: { id: string; slug: string }
  path: string
  page: JobPage | SearchedJobs
  filter: JobFilter
  before: number | undefined
}

async function Results({ org, path, page, filter, before }: ResultsProps) {
  const { jobs, older } = page
  if (jobs.length === 0 && !isFiltered(filter) && before === undefined)
    return (
      <div className="mt-6">
        <EmptyState
          title={filter.archived || !(await hasArchivedJobs(org.id)) ? 'No jobs yet' : 'All jobs are archived'}
        >
          A job is one piece of work for one customer: the proposal, the agreement and the payments.
        </EmptyState>
      </div>
    )
  return (
    <>
      <p role="status" className="list-note mt-2">
        {'sums' in page
          ? (page.sums || jobs.length > 0) && <SearchSums sums={page.sums} query={filter.query} />
          : // The jobs don't wait for it.
            isFiltered(filter) && (
              <Suspense fallback="Adding up…">
                <AllSums orgId={org.id} filter={filter} />
              </Suspense>
            )}
      </p>
      {jobs.length === 0 ? (
        <EmptyState title={before === undefined ? 'No jobs match' : 'Nothing older'}>
          {before === undefined ? noMatch(filter) : 'The list ends here.'}
        </EmptyState>
      ) : (
        <JobsTable orgSlug={org.slug} jobs={jobs} caption="Jobs, newest first" />
      )}
      <ListPager path={path} at={before?.toString()} next={older?.toString()} keep={jobFilterParams(filter)} />
    </>
  )
}

async function AllSums({ orgId, filter }: { orgId: string; filter: JobFilter }) {
  const sums = await addUpJobs(orgId, filter)
  return sums && <Sums sums={sums} />
}

const SearchSums = ({ sums, query }: { sums: JobSums | null; query: string }) =>
  sums ? (
    <Sums sums={sums} query={query} />
  ) : (
    `Too many jobs to add up. Add a name or a number to “${query}” to see what is due.`
  )

/** What all jobs of the list come to, not only those of the page. */
function Sums({ sums: { jobs, owedCents, overpaidCents }, query }: { sums: JobSums; query?: string }) {
  return (
    <>
      {jobs === 1 ? '1 job' : `${jobs.toLocaleString('en-US')} jobs`}
      {query && ` for “${query}”`}
      {jobs > 0 && <Sum cents={owedCents} word="due" />}
      {overpaidCents > 0 && <Sum cents={overpaidCents} word="overpaid" />}
    </>
  )
}

const Sum = ({ cents, word }: { cents: number; word: string }) => (
  <>
    {' · '}
    <span className="font-semibold text-ink">
      <Money cents={cents} /> {word}
    </span>
  </>
)

function noMatch({ query, money, stage }: JobFilter): string {
  if (query)
    return `Try fewer words: a name, address, job number or amount.${money || stage ? ' Or search all jobs.' : ''}`
  if (money === 'overpaid') return 'Nobody has paid more than their job costs.'
  return money === 'unpaid' ? 'Every one of these jobs is paid in full.' : 'No job is at this stage.'
}
