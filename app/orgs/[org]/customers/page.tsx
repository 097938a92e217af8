import { Plus } from 'lucide-react'
import type { Metadata } from 'next'
import Link from 'next/link'
import { Suspense } from 'react'
import { ListSkeleton } from '@/components/list-skeleton'
import { PageHeader } from '@/components/page-header'
import { Pager } from '@/components/pager'
import { SearchBox } from '@/components/search-box'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { listCustomers } from '@/lib/customers/queries'
import { hasArchivedCustomers } from '@/lib/jobs/archive'
import { requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { type PageRequest, pageRequest } from '@/lib/pages'
import { firstParam } from '@/lib/search'
import { CustomersTable } from './customers-table'

export const metadata: Metadata = { title: 'Customers' }

export default async function CustomersPage({ params, searchParams }: PageProps<'/orgs/[org]/customers'>) {
  const { org: slug } = await params
  const { org, role } = await requireOrgPage(slug, 'records:read')
  const search = await searchParams
  const query = firstParam(search.q).trim()
  const archived = firstParam(search.archived) === '1'
  const path = `/orgs/${slug}/customers`
  return (
    <>
      <PageHeader
        title="Customers"
        actions={
          can(role, 'records:write') && (
            <ButtonLink href={`${path}/new`} variant="primary">
              <Plus aria-hidden className="size-5" />
              New customer
            </ButtonLink>
          )
        }
      />
      <SearchBox
        label="Search customers"
        placeholder="Name, phone or address"
        query={query}
        keep={archived ? { archived: '1' } : {}}
      />
      <div className="mt-2 flex justify-end">
        <Link href={listHref(path, query, !archived)} className="text-link inline-flex min-h-11 items-center text-sm">
          {archived ? 'Hide archived' : 'Show archived'}
        </Link>
      </div>
      <Suspense fallback={<ListSkeleton what="customers" />}>
        <Results orgId={org.id} path={path} query={query} asked={pageRequest(search)} archived={archived} />
      </Suspense>
    </>
  )
}

function listHref(path: string, query: string, archived: boolean): string {
  const params = new URLSearchParams({ ...(query && { q: query }), ...(archived && { archived: '1' }) })
  return params.size ? `${path}?${params}` : path
}

type ResultsProps = { orgId: string; path: string; query: string; asked: PageRequest; archived: boolean }

async function Results({ orgId, path, query, asked, archived }: ResultsProps) {
  const { customers, ...page } = await listCustomers(orgId, query, asked, archived)
  const { total } = page
  if (total === 0 && !query)
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
      <p role="status" className="mb-2 text-sm text-ink-muted">
        {total === 1 ? '1 customer' : `${total} customers`}
        {query && ` for “${query}”`}
      </p>
      {customers.length === 0 ? (
        <EmptyState title={total === 0 ? 'No customers match' : 'Nothing on this page'}>
          {total === 0
            ? 'Every word has to be in the name, company, email, phone or address. Try fewer words.'
            : 'The list is shorter now. Go back to the first page.'}
        </EmptyState>
      ) : (
        <CustomersTable path={path} customers={customers} />
      )}
      <Pager path={path} query={query} {...page} keep={archived ? { archived: '1' } : {}} />
    </>
  )
}
