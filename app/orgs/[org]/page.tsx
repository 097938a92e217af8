import { redirect } from 'next/navigation'
import { getOrgContext, leadAway } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'

export default async function OrgPage({ params }: { params: Promise<{ org: string }> }) {
  const { org } = await params
  const context = await getOrgContext(org)
  if (!context) return leadAway(org)
  redirect(can(context.role, 'records:read') ? `/orgs/${org}/jobs` : `/orgs/${org}/settings/integration`)
}
