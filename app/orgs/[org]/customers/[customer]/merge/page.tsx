import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { Link } from '@/components/link'
import { PageHeader } from '@/components/page-header'
import { SearchBox } from '@/components/search-box'
import { TooManySearches } from '@/components/too-many-searches'
import { EmptyState } from '@/components/ui/section'
import { formatAddress, formatPhone } from '@/lib/contact'
import { findDuplicates } from '@/lib/customers/duplicates'
import { planMerge } from '@/lib/customers/merge'
import { findCustomers, getCustomer } from '@/lib/customers/queries'
import { customerName } from '@/lib/customers/schema'
import { dayOf, formatDay } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { searchProblem } from '@/lib/limits/searches'
import { requireOrgPage } from '@/lib/orgs/context'
import { firstParam, queryParam } from '@/lib/search'
import type { Customer } from '@/prisma/generated/client'
import { type Candidate, MergeForm } from './merge-form'

export const metadata: Metadata = { title: 'Merge customers' }

const SEARCH = { label: 'Find the other customer', placeholder: 'Name, phone or address' }

export default async function MergePage({ params, searchParams }: PageProps<'/orgs/[org]/customers/[customer]/merge'>) {
  const { org: slug, customer: id } = await params
  const { org } = await requireOrgPage(slug, 'records:write')
  const customer = await getCustomer(org.id, id)
  if (!customer) notFound()
  const path = `/orgs/${slug}/customers`
  if (customer.mergedIntoId) redirect(`${path}/${customer.mergedIntoId}`)
  const search = await searchParams
  const other = await getCustomer(org.id, firstParam(search.with))
  if (other && other.id !== id && !other.mergedIntoId) {
    const plans = await forOrg(org.id, async (tx) => ({
      first: await planMerge(tx, customer, other),
      second: await planMerge(tx, other, customer),
    }))
    return (
      <>
        <PageHeader title="Merge customers">Choose which one stays. Nothing is deleted.</PageHeader>
        <MergeForm
          orgSlug={slug}
          back={`${path}/${id}`}
          candidates={[
            candidateOf(customer, plans.second.jobs, org.timeZone),
            candidateOf(other, plans.first.jobs, org.timeZone),
          ]}
          plans={[plans.first, plans.second]}
        />
      </>
    )
  }
  const query = queryParam(search.q)
  const problem = query && (await searchProblem())
  if (problem) return <TooManySearches title={`Merge ${customerName(customer)}`} {...{ ...SEARCH, query, problem }} />
  const suggested = query ? [] : await forOrg(org.id, (tx) => findDuplicates(tx, customer))
  const found = query ? (await findCustomers(org.id, query)).customers.filter((each) => each.id !== id) : []
  const listed = query
    ? found.map((each) => ({ customer: each, reasons: [] as string[] }))
    : suggested.map(({ customer: each, reasons }) => ({ customer: each, reasons: reasons as string[] }))
  return (
    <>
      <PageHeader title={`Merge ${customerName(customer)}`}>Merge with which customer?</PageHeader>
      <SearchBox {...SEARCH} query={query} />
      <ul className="mt-4 rounded-lg border bg-sheet empty:hidden">
        {listed.map(({ customer: each, reasons }) => (
          <li key={each.id} className="relative border-b px-4 py-3 last:border-b-0 hover:bg-accent-wash">
            <Link
              href={`${path}/${id}/merge?with=${each.id}`}
              className="wrap-anywhere font-medium after:absolute after:inset-0"
            >
              {customerName(each)}
            </Link>
            <span className="wrap-anywhere block text-sm text-ink-muted">
              {[each.company, each.email, each.phone && formatPhone(each.phone), formatAddress(each)]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {reasons.length > 0 && <span className="block text-sm">{reasons.join(', ')}</span>}
          </li>
        ))}
      </ul>
      {listed.length === 0 && (
        <div className="mt-4">
          <EmptyState title={query ? 'No customers match' : 'No duplicates found'}>
            {query
              ? 'Try fewer words. Archived customers have to be restored first.'
              : 'No other customer has the same email or phone, or the same name and address. Search for one.'}
          </EmptyState>
        </div>
      )}
    </>
  )
}

/** With what tells two records apart that say the same. */
const candidateOf = (customer: Customer, jobs: number, timeZone: string): Candidate => ({
  id: customer.id,
  name: customerName(customer),
  facts: [
    customer.company,
    customer.email,
    customer.phone && formatPhone(customer.phone),
    formatAddress(customer),
    customer.archivedAt && `Archived ${formatDay(dayOf(customer.archivedAt, timeZone))}`,
    `${jobs === 1 ? '1 job' : `${jobs} jobs`}, added ${formatDay(dayOf(customer.createdAt, timeZone))}`,
  ].filter((fact): fact is string => Boolean(fact)),
})
