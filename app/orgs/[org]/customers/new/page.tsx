import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/page-header'
import { customerTexts } from '@/lib/customers/schema'
import { requireOrgPage } from '@/lib/orgs/context'
import { CustomerForm } from '../customer-form'

export const metadata: Metadata = { title: 'New customer' }

export default async function NewCustomerPage({ params }: PageProps<'/orgs/[org]/customers/new'>) {
  const { org } = await params
  await requireOrgPage(org, 'records:write')
  const id = randomUUID()
  return (
    <>
      <PageHeader title="New customer" />
      <CustomerForm
        orgSlug={org}
        mode="create"
        customer={{ id, version: 1, formId: id, ...customerTexts(null) }}
        back={`/orgs/${org}/customers`}
      />
    </>
  )
}
