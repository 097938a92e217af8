import { redirect } from 'next/navigation'
import { getOrgContext, leadAway } from '@/lib/orgs/context'
import { firstTab } from './tabs'

export default async function SettingsPage({ params }: { params: Promise<{ org: string }> }) {
  const { org: slug } = await params
  const context = await getOrgContext(slug)
  return context ? redirect(`/orgs/${slug}/settings/${firstTab(context.role)}`) : leadAway(slug)
}
