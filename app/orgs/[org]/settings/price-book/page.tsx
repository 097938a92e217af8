import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ArchivedLink } from '@/components/archived-link'
import { Download } from '@/components/icons/records'
import { Plus } from '@/components/icons/ui'
import { ListPager } from '@/components/list-pager'
import { SearchBox } from '@/components/search-box'
import { ButtonLink, buttonClass } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { beforeParam } from '@/lib/keyset'
import { searchProblem } from '@/lib/limits/searches'
import { ofOrg, requireOrgPage } from '@/lib/orgs/context'
import { can, type OrgRole } from '@/lib/orgs/roles'
import { hasArchivedItems, type ItemPage, readItems } from '@/lib/price-book/queries'
import { firstParam, foundCount, queryParam } from '@/lib/search'
import { ItemsTable } from './items-table'

export const metadata: Metadata = { title: 'Price book' }

/** What the company sells, at which price. Everybody reads it; costs are for those who write documents. */
export default async function PriceBookPage({ params, searchParams }: PageProps<'/orgs/[org]/settings/price-book'>) {
  const { org: slug } = await params
  const search = await searchParams
  const query = queryParam(search.q)
  const archived = firstParam(search.archived) === '1'
  const after = beforeParam(search.after)
  const path = `/orgs/${slug}/settings/price-book`
  const problem = query && (await searchProblem())
  if (problem) {
    const { role } = await requireOrgPage(slug, 'records:read')
    return (
      <Frame path={path} role={role} query={query} archived={archived}>
        <EmptyState title="Not searched">{problem}</EmptyState>
      </Frame>
    )
  }
  const { context, page } = await readItems(ofOrg(slug, 'records:read'), { query, archived, after })
  return (
    <Frame path={path} role={context.role} query={query} archived={archived}>
      <Results orgId={context.org.id} role={context.role} {...{ path, page, query, after, archived }} />
    </Frame>
  )
}

type Shown = { path: string; role: OrgRole; query: string; archived: boolean }

function Frame({ path, role, query, archived, children }: Shown & { children: ReactNode }) {
  const manages = can(role, 'prices:manage')
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h2 className="text-lg font-semibold tracking-tight">Price book</h2>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`${path}/tax-rates`}>Tax rates</ButtonLink>
          {manages && (
            <>
              <a href={`${path}/export`} download className={buttonClass()}>
                <Download className="size-5" />
                Export CSV
              </a>
              <ButtonLink href={`${path}/import`}>Import CSV</ButtonLink>
              <ButtonLink href={`${path}/new`} variant="primary">
                <Plus className="size-5" />
                New item
              </ButtonLink>
            </>
          )}
        </div>
      </div>
      <p className="mb-6 max-w-prose text-ink-muted">
        What you sell, to add to proposals. A proposal keeps the price that it was written with: a change here reaches
        no document that is there already.
      </p>
      <SearchBox
        label="Search the price book"
        placeholder="Name, code or category"
        query={query}
        keep={archived ? { archived: '1' } : {}}
      />
      <ArchivedLink {...{ path, query, archived }} />
      {children}
    </>
  )
}

type ResultsProps = Shown & { orgId: string; page: ItemPage; after: string | undefined }

async function Results({ orgId, role, path, page: { items, next }, query, after, archived }: ResultsProps) {
  if (items.length === 0 && !query && !after)
    return (
      <EmptyState title={archived || !(await hasArchivedItems(orgId)) ? 'No items yet' : 'All items are archived'}>
        {can(role, 'prices:manage')
          ? 'Add what you sell one by one, or import a list as CSV from a spreadsheet or another program.'
          : 'An owner or admin of your company adds what you sell.'}
      </EmptyState>
    )
  return (
    <>
      <p role="status" className="list-note">
        {query && `${foundCount(items.length, 'item', Boolean(next || after))} for “${query}”`}
      </p>
      {items.length === 0 ? (
        <EmptyState title={after ? 'Nothing further' : 'No items match'}>
          {after ? 'The list ends here.' : 'Try fewer words: a name, code, category or unit.'}
        </EmptyState>
      ) : (
        <ItemsTable
          path={can(role, 'prices:manage') ? path : null}
          items={items}
          showCosts={can(role, 'records:write')}
        />
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
