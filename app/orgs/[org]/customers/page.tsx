import type { Metadata } from 'next'
import { ArchivedLink } from '@/components/archived-link'
import { Plus } from '@/components/icons/ui'
import { ListPager } from '@/components/list-pager'
import { PageHeader } from '@/components/page-header'
import { SearchBox } from '@/components/search-box'
import { TooManySearches } from '@/components/too-many-searches'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { type CustomerPage, readCustomers } from '@/lib/customers/queries'
import { hasArchivedCustomers } from '@/lib/jobs/archive'
import { beforeParam } from '@/lib/keyset'
import { searchProblem } from '@/lib/limits/searches'
import { ofOrg, requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { firstParam, foundCount, queryParam } from '@/lib/search'
import { CustomersTable } from './customers-table'

export const metadata: Metadata = { title: 'Customers' }

const SEARCH = { label: 'Search customers', placeholder: 'Name, phone or address' }

export default async function CustomersPage({ params, searchParams }: PageProps<'/orgs/[org]/customers'>) {
  const { org: slug } = await params
  const search = await searchParams
  const query = queryParam(search.q)
  const archived = firstParam(search.archived) === '1'
  const after = beforeParam(search.after)
  const path = `/orgs/${slug}/customers`
  const problem = query && (await searchProblem())
  if (problem) {
    await requireOrgPage(slug, 'records:read')
    return <TooManySearches title="Customers" {...{ ...SEARCH, query, problem }} />
  }
  const { context, page } = await readCustomers(ofOrg(slug, 'records:read'), { query, archived, after })
  return (
    <>
      <PageHeader
        title="Customers"
        actions={
          can(context.role, 'records:write') && (
            <ButtonLink href={`${path}/new`} variant="primary">
              <Plus className="size-5" />
              New customer
            </ButtonLink>
          )
        }
      />
      <SearchBox {...SEARCH} query={query} keep={archived ? { archived: '1' } : {}} />
      <ArchivedLink {...{ path, query, archived }} />
      <Results orgId={context.org.id} path={path} page={page} query={query} after={after} archived={archived} />
    </>
  )
}

type CustomerList = { query: string; archived: boolean; after: string | undefined }

type ResultsProps = CustomerList & { orgId: string; path: string; page: CustomerPage }

async function Results({ orgId, path, page: { customers, next }, query, after, archived }: ResultsProps) {
  if (customers.length === 0 && !query && !after)
    return (
      <div className="mt-6">
        <EmptyState
          title={archived || !(await hasArchivedCustomers(orgId)) ? 'No customers yet' : 'All customers are archived'}
        >
          A customer owns the house and pays for the work. You can also add one when you start a job.
        </EmptyState>
      </div>
    )
  return (
    <>
      <p role="status" className="list-note">
        {query && `${foundCount(customers.length, 'customer', Boolean(next || after))} for “${query}”`}
      </p>
      {customers.length === 0 ? (
        <EmptyState title={after ? 'Nothing further' : 'No customers match'}>
          {after ? 'The list ends here.' : 'Try fewer words: a name, company, email, phone or address.'}
        </EmptyState>
      ) : (
        <CustomersTable path={path} customers={customers} />
      )}
      <ListPager
        path={path}
        param="after"
        at={after}
        next={next}
        words={{ first: 'First page', next: 'Next' }}
        keep={{ ...(query && { q: query }), ...(archived && { archived: '1' }) }}
      />
    </>
  )
}
