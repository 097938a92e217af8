import type { ReactNode } from 'react'
import { PageHeader } from '@/components/page-header'
import { NavTabs } from '@/components/ui/nav-tabs'
import { getOrgContext } from '@/lib/orgs/context'
import { can, type Permission } from '@/lib/orgs/roles'

type Props = { params: Promise<{ org: string }>; children: ReactNode }

export default async function SettingsLayout({ params, children }: Props) {
  const { org: slug } = await params
  const base = `/orgs/${slug}/settings`
  const context = await getOrgContext(slug)
  const may = (permission: Permission) => context !== null && can(context.role, permission)
  return (
    <>
      <PageHeader title="Settings" />
      <NavTabs
        label="Settings"
        items={[
          { href: `${base}/integration`, label: 'Integration' },
          ...(may('company:manage')
            ? [
                { href: `${base}/company`, label: 'Company' },
                { href: `${base}/team`, label: 'Team' },
                { href: `${base}/payments`, label: 'Deposits' },
                { href: `${base}/limits`, label: 'Limits' },
                { href: `${base}/security`, label: 'Security' },
              ]
            : []),
          ...(may('api:test') ? [{ href: `${base}/api-test`, label: 'API test' }] : []),
          { href: `${base}/api-log`, label: 'API log' },
          ...(may('audit:read')
            ? [
                { href: `${base}/audit`, label: 'Audit log' },
                { href: `${base}/alarms`, label: 'Alarms' },
              ]
            : []),
        ]}
        className="mb-8"
      />
      {children}
    </>
  )
}
