import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import { PageHeader } from '@/components/page-header'
import { getCustomer } from '@/lib/customers/queries'
import { customerTexts } from '@/lib/customers/schema'
import { requireOrgPage } from '@/lib/orgs/context'
import { firstParam } from '@/lib/search'
import { CustomerForm } from '../../customer-form'

export const metadata: Metadata = { title: 'Edit customer' }

export default async function EditCustomerPage({
  params,
  searchParams,
}: PageProps<'/orgs/[org]/customers/[customer]/edit'>) {
  const { org: slug, customer: id } = await params
  const { org } = await requireOrgPage(slug, 'records:write')
  const customer = await getCustomer(org.id, id)
  if (!customer) notFound()
  if (customer.mergedIntoId) redirect(`/orgs/${slug}/customers/${customer.mergedIntoId}`)
  // Someone who came from a job goes back to it.
  const job = firstParam((await searchParams).job)
  const back = /^\d{1,9}$/.test(job) ? `/orgs/${slug}/jobs/${job}/information` : `/orgs/${slug}/customers/${id}`
  return (
    <>
      <PageHeader title="Edit customer" />
      <CustomerForm
        // A new version is a new form: "load theirs" refreshes the page.
        key={customer.version}
        orgSlug={slug}
        mode="update"
        customer={{ id, version: customer.version, formId: randomUUID(), ...customerTexts(customer) }}
        back={back}
      />
    </>
  )
}
