import type { ReactNode } from 'react'
import { PageHeader } from '@/components/page-header'
import { NavTabs } from '@/components/ui/nav-tabs'
import { getOrgContext } from '@/lib/orgs/context'
import { tabsOf } from './tabs'

type Props = { params: Promise<{ org: string }>; children: ReactNode }

export default async function SettingsLayout({ params, children }: Props) {
  const { org: slug } = await params
  const context = await getOrgContext(slug)
  const tabs = context ? tabsOf(context.role) : []
  return (
    <>
      <PageHeader title="Settings" />
      <NavTabs
        label="Settings"
        items={tabs.map(({ path, label }) => ({ href: `/orgs/${slug}/settings/${path}`, label }))}
        className="mb-8"
      />
      {children}
    </>
  )
}
