import type { Metadata } from 'next'
import { notFound, redirect } from 'next/navigation'
import type { Icon } from '@/components/icons/icon'
import { CircleDashed, FileCheck, KeyRound } from '@/components/icons/records'
import { Send } from '@/components/icons/states'
import { CircleCheck } from '@/components/icons/ui'
import { Link } from '@/components/link'
import { PageHeader } from '@/components/page-header'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { StatusPill } from '@/components/ui/status-pill'
import { Table, Td, Th } from '@/components/ui/table'
import { formatInstant } from '@/lib/dates'
import { type IntegrationStage, listIntegrations } from '@/lib/integration/list-integrations'
import { getCurrentUser } from '@/lib/sessions/current-user'
import { StaffFrame } from './staff-frame'

export const metadata: Metadata = { title: 'Organizations' }

const STAGES: Record<IntegrationStage, { label: string; icon: Icon }> = {
  none: { label: 'Not started', icon: CircleDashed },
  application_sent: { label: 'Application sent', icon: Send },
  approved: { label: 'Approved', icon: FileCheck },
  credentials_entered: { label: 'Credentials entered', icon: KeyRound },
  active: { label: 'Active', icon: CircleCheck },
}

/** How far each organization's integration is, for staff. Everyone else gets a 404. */
export default async function StaffPage() {
  const user = await getCurrentUser()
  if (!user) redirect('/sign-in')
  if (!user.isStaff) notFound()
  const orgs = await listIntegrations()
  return (
    <StaffFrame>
      <PageHeader title="Organizations" actions={<ButtonLink href="/staff/certification">Certification</ButtonLink>}>
        How close each one is to taking payments through PaySimple.
      </PageHeader>
      {orgs.length === 0 ? (
        <EmptyState title="No organizations yet" />
      ) : (
        <Table caption="Organizations and the stage of their PaySimple integration">
          <thead>
            <tr>
              <Th>Organization</Th>
              <Th>Integration</Th>
              <Th className="max-sm:hidden">Changed</Th>
            </tr>
          </thead>
          <tbody>
            {orgs.map(({ slug, name, stage, changedAt }) => {
              const { label, icon } = STAGES[stage]
              return (
                <tr key={slug} className="group relative hover:bg-sheet">
                  <Td>
                    <Link
                      href={`/orgs/${slug}/settings/integration`}
                      className="wrap-anywhere font-medium underline-offset-3 group-hover:underline after:absolute after:inset-0"
                    >
                      {name}
                    </Link>
                  </Td>
                  <Td>
                    <StatusPill tone="neutral" icon={icon}>
                      {label}
                    </StatusPill>
                  </Td>
                  <Td className="text-sm text-ink-muted max-sm:hidden">{formatInstant(changedAt, 'UTC')} UTC</Td>
                </tr>
              )
            })}
          </tbody>
        </Table>
      )}
    </StaffFrame>
  )
}
