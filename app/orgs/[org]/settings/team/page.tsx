import type { Metadata } from 'next'
import { Section } from '@/components/ui/section'
import { formatInstant, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { env } from '@/lib/env'
import { linkAddress } from '@/lib/links/link-token'
import { requireOrgPage } from '@/lib/orgs/context'
import { listMembers } from '@/lib/orgs/members'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import { listInvitations } from '@/lib/team/invite'
import { mayGive, rolesToGive } from '@/lib/team/rules'
import { Invitations, type ShownInvitation } from './invitations'
import { InviteForm } from './invite-form'
import { Members } from './members'
import { RoleTable } from './role-table'

export const metadata: Metadata = { title: 'Team' }

/** Who is in the company, who is invited, and what each role may do. */
export default async function TeamPage({ params }: PageProps<'/orgs/[org]/settings/team'>) {
  const { org, user, role } = await requireOrgPage((await params).org, 'company:manage')
  const [members, open] = await Promise.all([forOrg(org.id, (tx) => listMembers(tx, org.id)), listInvitations(org.id)])
  const invitations = open.map(
    ({ id, email, role: given, byName, expiresAt, sentAt }): ShownInvitation => ({
      ...{ id, email, role: ROLE_LABELS[given], byName: byName ?? 'Plumbline' },
      until: formatInstant(expiresAt, org.timeZone),
      isExpired: expiresAt <= now(),
      isSent: sentAt !== null,
      isTheirs: mayGive(role, given),
      address: !env().SMTP_URL && expiresAt > now() ? linkAddress(id) : null,
    }),
  )
  return (
    <div className="flex flex-col gap-10">
      <Section title="Team" className="border-t-0! pt-0!">
        <Members
          orgSlug={org.slug}
          orgName={org.name}
          members={members.map((member) => ({
            ...member,
            isSelf: member.userId === user.id,
            isTheirs: mayGive(role, member.role),
          }))}
          roles={rolesToGive(role)}
          isOwner={role === 'owner'}
        />
      </Section>
      <Section title="Invite somebody" id="invite">
        <InviteForm orgSlug={org.slug} roles={rolesToGive(role)} />
      </Section>
      {invitations.length > 0 && (
        <Section title="Open invitations" id="invitations">
          <Invitations orgSlug={org.slug} invitations={invitations} />
        </Section>
      )}
      <Section title="What each role may do" id="roles">
        <RoleTable />
      </Section>
    </div>
  )
}
