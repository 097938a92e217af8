import { notFound, redirect } from 'next/navigation'
import { getOrgContext, redirectIfSuspended } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'

export default async function OrgPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const context = await getOrgContext(org)
  if (!context) {
    await redirectIfSuspended(org)
    notFound()
  }
  redirect(can(context.role, 'records:read') ? `/orgs/${org}/jobs` : `/orgs/${org}/settings/integration`)
}
