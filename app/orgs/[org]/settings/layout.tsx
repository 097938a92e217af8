import type { ReactNode } from 'react'
import { PageHeader } from '@/components/page-header'
import { NavTabs } from '@/components/ui/nav-tabs'

type Props = { params: Promise<{ org: string }>; children: ReactNode }

export default async function SettingsLayout({ params, children }: Props) {
  const { org } = await params
  return (
    <>
      <PageHeader title="Settings" />
      <NavTabs
        label="Settings"
        items={[{ href: `/orgs/${org}/settings/integration`, label: 'Integration' }]}
        className="mb-8"
      />
      {children}
    </>
  )
}
