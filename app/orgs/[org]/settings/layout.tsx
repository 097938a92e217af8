import type { ReactNode } from 'react'
import { PageHeader } from '@/components/page-header'
import { NavTabs } from '@/components/ui/nav-tabs'

type Props = { params: Promise<{ org: string }>; children: ReactNode }

export default async function SettingsLayout({ params, children }: Props) {
  const base = `/orgs/${(await params).org}/settings`
  return (
    <>
      <PageHeader title="Settings" />
      <NavTabs
        label="Settings"
        items={[
          { href: `${base}/integration`, label: 'Integration' },
          { href: `${base}/api-test`, label: 'API test' },
          { href: `${base}/api-log`, label: 'API log' },
          { href: `${base}/audit`, label: 'Audit log' },
        ]}
        className="mb-8"
      />
      {children}
    </>
  )
}
