import type { Metadata } from 'next'
import { Section } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { forOrg } from '@/lib/db'
import { requireOrgPage } from '@/lib/orgs/context'
import { listMembers } from '@/lib/orgs/members'
import { ROLE_LABELS } from '@/lib/orgs/roles'
import { RoleTable } from './role-table'

export const metadata: Metadata = { title: 'Team' }

/** Who is in the company, and what each role may do. */
export default async function TeamPage({ params }: PageProps<'/orgs/[org]/settings/team'>) {
  const { org } = await requireOrgPage((await params).org, 'company:manage')
  const members = await forOrg(org.id, (tx) => listMembers(tx, org.id))
  return (
    <div className="flex flex-col gap-10">
      <Section title="Team" className="border-t-0! pt-0!">
        <Table caption="The people in your company" className="max-w-3xl">
          <thead>
            <tr>
              <Th>Name</Th>
              <Th>Role</Th>
            </tr>
          </thead>
          <tbody>
            {members.map(({ name, email, role }) => (
              <tr key={email}>
                <Td className="wrap-anywhere">
                  <span className="block font-medium">{name}</span>
                  <span className="block text-sm text-ink-muted">{email}</span>
                </Td>
                <Td>{ROLE_LABELS[role]}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Section>
      <Section title="What each role may do" id="roles">
        <RoleTable />
      </Section>
    </div>
  )
}
