import type { Metadata } from 'next'
import { Section } from '@/components/ui/section'
import { forOrg } from '@/lib/db'
import { requireOrgPage } from '@/lib/orgs/context'
import { listMembers } from '@/lib/orgs/members'
import { mayGive, rolesToGive } from '@/lib/team/rules'
import { Members } from './members'
import { RoleTable } from './role-table'

export const metadata: Metadata = { title: 'Team' }

/** Who is in the company, who is invited, and what each role may do. */
export default async function TeamPage({ params }: PageProps<'/orgs/[org]/settings/team'>) {
  const { org, user, role } = await requireOrgPage((await params).org, 'company:manage')
  const members = await forOrg(org.id, (tx) => listMembers(tx, org.id))
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
      <Section title="What each role may do" id="roles">
        <RoleTable />
      </Section>
    </div>
  )
}
