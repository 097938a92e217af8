import type { Metadata } from 'next'
import { FilterLinks } from '@/components/filter-links'
import { Plus } from '@/components/icons/ui'
import { ListPager } from '@/components/list-pager'
import { PageHeader } from '@/components/page-header'
import { SearchBox } from '@/components/search-box'
import { TooManySearches } from '@/components/too-many-searches'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { beforeParam } from '@/lib/keyset'
import { searchProblem } from '@/lib/limits/searches'
import { firstParam, queryParam } from '@/lib/search'
import { listStaffOrgs } from '@/lib/staff/list-orgs'
import { requireStaff } from '@/lib/staff/require-staff'
import { FILTERS, type Filter, filterParam } from '@/lib/staff/stage'
import { StaffFrame } from '../staff-frame'
import { OrgsTable } from './orgs-table'

export const metadata: Metadata = { title: 'Organizations' }

const PATH = '/staff/orgs'
const SEARCH = { label: 'Search organizations', placeholder: 'Name, address or owner’s email' }

/** Every organization, and how it stands, for staff. */
export default async function StaffOrgsPage({ searchParams }: PageProps<'/staff/orgs'>) {
  const user = await requireStaff()
  const search = await searchParams
  const query = queryParam(search.q)
  const filter = filterParam(firstParam(search.filter))
  const after = beforeParam(search.after)
  const keep = { ...(filter !== 'all' && { filter }) }
  const problem = query && (await searchProblem())
  if (problem)
    return (
      <StaffFrame user={user}>
        <TooManySearches title="Organizations" {...{ ...SEARCH, query, problem }} />
      </StaffFrame>
    )
  const { orgs, next } = await listStaffOrgs(user.id, { query, filter, after })
  const isAll = !query && filter === 'all'
  return (
    <StaffFrame user={user}>
      <PageHeader
        title="Organizations"
        actions={
          <ButtonLink href={`${PATH}/new`} variant="primary">
            <Plus className="size-5" />
            New organization
          </ButtonLink>
        }
      >
        How each stands on its way to PaySimple. You never see its customers, jobs or payments. Times are in UTC.
      </PageHeader>
      <SearchBox {...SEARCH} query={query} keep={keep} />
      <FilterLinks label="Status" className="mt-3" items={linksOf(query, filter)} />
      {orgs.length === 0 ? (
        <div className="mt-6">
          <EmptyState title={after ? 'Nothing further' : isAll ? 'No organizations yet' : 'No organization matches'}>
            {after
              ? 'The list ends here.'
              : isAll
                ? 'Make the first one. Its owner gets an invitation by email.'
                : 'Try fewer words, or another status.'}
          </EmptyState>
        </div>
      ) : (
        <OrgsTable orgs={orgs} />
      )}
      <ListPager
        path={PATH}
        param="after"
        at={after}
        next={next}
        words={{ first: 'First page', next: 'Next' }}
        keep={{ ...(query && { q: query }), ...keep }}
      />
    </StaffFrame>
  )
}

const linksOf = (query: string, current: Filter) =>
  Object.entries(FILTERS).map(([value, label]) => {
    const params = new URLSearchParams({ ...(query && { q: query }), ...(value !== 'all' && { filter: value }) })
    return { label, href: params.size ? `${PATH}?${params}` : PATH, current: value === current }
  })
