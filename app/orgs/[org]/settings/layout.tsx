import type { ReactNode } from 'react'
import { PageHeader } from '@/components/page-header'
import { NavTabs } from '@/components/ui/nav-tabs'
import { getOrgContext } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'

type Props = { params: Promise<{ org: string }>; children: ReactNode }

export default async function SettingsLayout({ params, children }: Props) {
  const { org: slug } = await params
  const base = `/orgs/${slug}/settings`
  const context = await getOrgContext(slug)
  const manages = context !== null && can(context.role, 'company:manage')
  return (
    <>
      <PageHeader title="Settings" />
      <NavTabs
        label="Settings"
        items={[
          { href: `${base}/integration`, label: 'Integration' },
          ...(manages ? [{ href: `${base}/payments`, label: 'Deposits' }] : []),
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
