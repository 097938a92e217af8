import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/page-header'
import { Alert } from '@/components/ui/alert'
import { ButtonLink } from '@/components/ui/button'
import { DescriptionList, Section } from '@/components/ui/section'
import { formatInstant } from '@/lib/dates'
import { env, isLocal } from '@/lib/env'
import { ENDPOINT_LABELS } from '@/lib/integration/endpoints'
import { linkAddress } from '@/lib/links/link-token'
import { getStaffOrg, type OwnerInvitation, type StaffOrg } from '@/lib/staff/list-orgs'
import { requireStaff } from '@/lib/staff/require-staff'
import { timeZoneLabel } from '@/lib/time-zones'
import { StaffFrame } from '../../staff-frame'
import { OrgPill } from '../org-pill'
import { InviteOwner } from './invite-owner'
import { SuspendDialog } from './suspend-dialog'

export const metadata: Metadata = { title: 'Organization' }

const utc = (at: Date) => `${formatInstant(at, 'UTC')} UTC`
const orNever = (at: Date | null) => (at ? utc(at) : 'Never')

/** How one organization stands, for staff. */
export default async function StaffOrgPage({ params }: PageProps<'/staff/orgs/[org]'>) {
  const user = await requireStaff()
  const found = await getStaffOrg(user.id, (await params).org)
  if (!found) notFound()
  const { org, owners, members, invitation } = found
  return (
    <StaffFrame user={user}>
      <PageHeader
        title={org.name}
        actions={<SuspendDialog orgId={org.id} name={org.name} suspended={org.suspendedAt !== null} />}
      >
        <OrgPill org={org} />
      </PageHeader>
      {org.suspendedAt && (
        <Alert tone="info" title={`Suspended since ${utc(org.suspendedAt)}`} className="mb-8">
          <p>{org.suspendedReason}</p>
          <p className="mt-1">
            Nobody can open it or take payments. Plumbline still asks PaySimple about payments that aren’t certain.
          </p>
        </Alert>
      )}
      <Section title="PaySimple">
        <DescriptionList className="max-w-2xl" items={stepsOf(org)} />
        {!org.suspendedAt && (
          <ButtonLink href={`/orgs/${org.slug}/settings/integration`} className="mt-6">
            Open its PaySimple connection
          </ButtonLink>
        )}
      </Section>
      <Section title="Organization" className="mt-10">
        <DescriptionList
          className="max-w-2xl"
          items={[
            { label: 'Address of its site', value: `/orgs/${org.slug}` },
            { label: 'State', value: org.state },
            { label: 'Time zone', value: timeZoneLabel(org.timeZone) },
            { label: 'Created', value: utc(org.createdAt) },
            {
              label: owners.length > 1 ? 'Owners' : 'Owner',
              value: owners.map(({ name, email }) => `${name}, ${email}`).join('\n') || invitedWords(invitation),
            },
            { label: 'Members', value: String(members) },
          ]}
        />
        {members === 0 && (
          <div className="mt-6">
            <InviteOwner orgId={org.id} name={org.name} email={invitation?.email ?? ''} />
            {invitation && isLocal() && !env().SMTP_URL && (
              <p className="mt-3 max-w-prose text-sm text-ink-muted">
                No email goes out from this machine.{' '}
                <a href={linkAddress(invitation.id)} className="text-link">
                  Open the invitation
                </a>{' '}
                in a private window to accept it.
              </p>
            )}
          </div>
        )}
      </Section>
    </StaffFrame>
  )
}

/** What became of the owner's invitation, while there is no owner. */
function invitedWords(invitation: OwnerInvitation | undefined): string {
  if (!invitation) return 'None yet'
  const { email, createdAt, expiresAt, sentAt, usedAt, revokedAt } = invitation
  if (usedAt || revokedAt) return 'None'
  if (expiresAt.getTime() < Date.now()) return `None: the invitation of ${email} expired on ${utc(expiresAt)}`
  return sentAt
    ? `${email}, invited on ${utc(createdAt)}, hasn’t answered yet. The link works until ${utc(expiresAt)}`
    : `${email}: the invitation is on its way`
}

function stepsOf(org: StaffOrg) {
  const { userName, endpoint, syncFailures } = org
  const failures = syncFailures > 0 ? ` (${syncFailures} since then got no answer)` : ''
  return [
    { label: 'Applied', value: org.applicationSentAt ? utc(org.applicationSentAt) : 'Not yet' },
    { label: 'Approved by PaySimple', value: org.approvedAt ? utc(org.approvedAt) : 'Not yet' },
    {
      label: 'Credentials',
      value: userName && endpoint ? `${userName} (${ENDPOINT_LABELS[endpoint]})` : 'Not yet',
    },
    { label: 'Active since', value: org.activatedAt ? utc(org.activatedAt) : 'Not yet' },
    { label: 'Credentials last worked', value: orNever(org.workedAt) },
    { label: 'Last payment', value: orNever(org.lastPaymentAt) },
    { label: 'Last sync', value: `${orNever(org.lastSyncAt)}${failures}` },
  ]
}
