import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/page-header'
import { findCustomers, getCustomer } from '@/lib/customers/queries'
import { requireOrgPage } from '@/lib/orgs/context'
import { firstParam } from '@/lib/search'
import { NewJobForm } from './new-job-form'

export const metadata: Metadata = { title: 'New job' }

export default async function NewJobPage({ params, searchParams }: PageProps<'/orgs/[org]/jobs/new'>) {
  const { org: slug } = await params
  const { org } = await requireOrgPage(slug, 'records:write')
  const given = firstParam((await searchParams).customer)
  const chosen = given ? await getCustomer(org.id, given) : null
  return (
    <>
      <PageHeader title="New job" />
      <NewJobForm orgSlug={slug} jobId={randomUUID()} chosen={chosen} first={await findCustomers(org.id, '')} />
    </>
  )
}
