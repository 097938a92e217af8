import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { ArchivedBanner } from '@/components/archived-banner'
import { Plus } from '@/components/icons/ui'
import { JobsTable } from '@/components/jobs-table'
import { PageHeader } from '@/components/page-header'
import { RefreshLive } from '@/components/refresh-live'
import { ButtonLink } from '@/components/ui/button'
import { DescriptionList, EmptyState, Section } from '@/components/ui/section'
import { formatAddress, formatPhone } from '@/lib/contact'
import { findDuplicates } from '@/lib/customers/duplicates'
import { getCustomer } from '@/lib/customers/queries'
import { customerName } from '@/lib/customers/schema'
import { dayOf, formatDay } from '@/lib/dates'
import { forOrg, readForOrg } from '@/lib/db'
import { ofCustomer } from '@/lib/jobs/conditions'
import { listCustomerJobs } from '@/lib/jobs/queries'
import { sumJobs } from '@/lib/jobs/standing'
import { getOrgContext, requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { listSavedAccounts } from '@/lib/payment-accounts/saved'
import { lastToday } from '@/lib/payment-methods/card'
import { ALL_PAYMENTS } from '@/lib/payments/listing/filter'
import { countStatement, pageStatements, toListPage } from '@/lib/payments/listing/list'
import { archiveQuestion } from '@/lib/payments/words/listing-words'
import { ALL_SHOW_UP } from '@/lib/payments/words/screen'
import { PaymentsTable } from '../../payments/payments-table'
import { restoreCustomerAction } from '../actions'
import { ArchiveCustomer } from './archive-customer'
import { CustomerBalance } from './customer-balance'
import { Duplicates } from './duplicates'
import { SavedAccounts } from './saved-accounts'

/** How many payments the page shows; the list of payments has all of them. */
const SHOWN = 20

type Props = PageProps<'/orgs/[org]/customers/[customer]'>

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { org, customer: id } = await params
  const context = await getOrgContext(org)
  const customer = context && can(context.role, 'records:read') ? await getCustomer(context.org.id, id) : null
  return { title: customer ? customerName(customer) : 'Not found' }
}

export default async function CustomerPage({ params }: Props) {
  const { org: slug, customer: id } = await params
  const { org, role } = await requireOrgPage(slug, 'records:read')
  const customer = await getCustomer(org.id, id)
  if (!customer) notFound()
  if (customer.mergedIntoId) redirect(`/orgs/${slug}/customers/${customer.mergedIntoId}`)
  const list = { orgId: org.id, timeZone: org.timeZone, filter: { ...ALL_PAYMENTS, customerId: customer.id } }
  const [jobs, { duplicates, accounts, sums }, [charges, entries, [{ count } = { count: 0 }]]] = await Promise.all([
    listCustomerJobs(org.id, customer.id),
    forOrg(org.id, async (tx) => ({
      duplicates: customer.archivedAt ? [] : await findDuplicates(tx, customer),
      accounts: await listSavedAccounts(tx, customer),
      sums: await sumJobs(tx, org.id, ofCustomer(customer.id)),
    })),
    readForOrg(org.id, [...pageStatements(list), countStatement(list)]),
  ])
  const payments = toListPage(charges, entries).rows.slice(0, SHOWN)
  const writes = can(role, 'records:write')
  const newJob = writes && (
    <ButtonLink href={`/orgs/${slug}/jobs/new?customer=${id}`} variant="primary">
      <Plus className="size-5" />
      New job
    </ButtonLink>
  )
  return (
    <>
      <RefreshLive />
      <PageHeader
        title={customerName(customer)}
        actions={
          writes && (
            <>
              <ButtonLink href={`/orgs/${slug}/customers/${id}/edit`}>Edit customer</ButtonLink>
              <ButtonLink href={`/orgs/${slug}/customers/${id}/merge`}>Merge</ButtonLink>
              {!customer.archivedAt && (
                <ArchiveCustomer orgSlug={slug} customerId={id} question={archiveQuestion('customer', sums)} />
              )}
              {jobs.length > 0 && newJob}
            </>
          )
        }
      >
        {customer.company}
      </PageHeader>
      {customer.archivedAt && (
        <ArchivedBanner
          what="customer"
          since={formatDay(dayOf(customer.archivedAt, org.timeZone))}
          {...(writes && { restore: { action: restoreCustomerAction, orgSlug: slug, input: { id } } })}
        />
      )}
      {writes && duplicates.length > 0 && (
        <Duplicates path={`/orgs/${slug}/customers`} id={id} duplicates={duplicates} />
      )}
      <div className="flex flex-col gap-8">
        <DescriptionList
          items={[
            {
              label: 'Email',
              value: customer.email && (
                <a href={`mailto:${customer.email}`} className="text-link inline-flex min-h-11 items-center">
                  {customer.email}
                </a>
              ),
            },
            {
              label: 'Phone',
              value: customer.phone && (
                <a href={`tel:+1${customer.phone}`} className="text-link inline-flex min-h-11 items-center">
                  {formatPhone(customer.phone)}
                </a>
              ),
            },
            { label: 'Address', value: formatAddress(customer) },
            { label: 'Notes', value: customer.notes },
          ]}
        />
        {jobs.length > 0 && <CustomerBalance sums={sums} />}
        <Section title="Jobs">
          {jobs.length === 0 ? (
            <EmptyState title="No jobs yet" action={newJob}>
              Start a job to write a proposal for {customerName(customer)}.
            </EmptyState>
          ) : (
            <JobsTable orgSlug={slug} jobs={jobs} caption={`Jobs for ${customerName(customer)}, newest first`} />
          )}
        </Section>
        <Section
          title="Payments"
          id="payments"
          actions={
            count > payments.length && (
              <ButtonLink href={`/orgs/${slug}/payments?customer=${id}`}>All {count} payments</ButtonLink>
            )
          }
        >
          {payments.length === 0 ? (
            <EmptyState title="No payments yet">{ALL_SHOW_UP}</EmptyState>
          ) : (
            <PaymentsTable orgSlug={slug} timeZone={org.timeZone} payments={payments} lead="job" />
          )}
        </Section>
        <Section title="Saved cards and bank accounts" id="accounts">
          <SavedAccounts
            orgSlug={slug}
            customerId={id}
            customerName={customerName(customer)}
            accounts={accounts.map(({ savedAt, ...account }) => ({
              ...account,
              savedOn: formatDay(dayOf(savedAt, org.timeZone)),
              today: lastToday(),
            }))}
            canChange={can(role, 'payments:take')}
          >
            <EmptyState title="Nothing saved">
              If {customerName(customer)} agrees, check “Keep card on file” in the Make Payment dialog. Next time you
              won’t have to type the number.
            </EmptyState>
          </SavedAccounts>
        </Section>
      </div>
    </>
  )
}
