import { Link } from '@/components/link'
import { Table, Td, Th } from '@/components/ui/table'
import { formatInstant } from '@/lib/dates'
import type { StaffOrg } from '@/lib/staff/list-orgs'
import { OrgPill } from './org-pill'

const when = (at: Date | null) => (at ? formatInstant(at, 'UTC') : 'Never')

/** Organizations by name. The whole row links to the organization. */
export const OrgsTable = ({ orgs }: { orgs: readonly StaffOrg[] }) => (
  <Table caption="Organizations by name, and how each stands" className="mt-4">
    <thead>
      <tr>
        <Th>Organization</Th>
        <Th>Status</Th>
        <Th className="max-lg:hidden">Credentials last worked</Th>
        <Th className="max-md:hidden">Last payment</Th>
        <Th className="max-md:hidden">Last sync</Th>
      </tr>
    </thead>
    <tbody>
      {orgs.map((org) => (
        <tr key={org.id} className="group relative hover:bg-sheet">
          <Td>
            <Link
              href={`/staff/orgs/${org.slug}`}
              className="wrap-anywhere font-medium underline-offset-3 group-hover:underline after:absolute after:inset-0"
            >
              {org.name}
            </Link>
            <span className="wrap-anywhere block text-sm text-ink-muted">
              {[org.slug, org.state].filter(Boolean).join(' · ')}
            </span>
            <span className="block text-sm text-ink-muted md:hidden">Last payment: {when(org.lastPaymentAt)}</span>
          </Td>
          <Td>
            <OrgPill org={org} />
          </Td>
          <Td className="text-sm max-lg:hidden">{when(org.workedAt)}</Td>
          <Td className="text-sm max-md:hidden">{when(org.lastPaymentAt)}</Td>
          <Td className="text-sm max-md:hidden">{when(org.lastSyncAt)}</Td>
        </tr>
      ))}
    </tbody>
  </Table>
)
