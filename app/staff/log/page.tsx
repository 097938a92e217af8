import type { Metadata } from 'next'
import { Link } from '@/components/link'
import { ListPager } from '@/components/list-pager'
import { PageHeader } from '@/components/page-header'
import { EmptyState } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { logCursorParam } from '@/lib/audit/log'
import { formatInstant } from '@/lib/dates'
import { listStaffLog, type StaffLogRow } from '@/lib/staff/log'
import { requireStaff } from '@/lib/staff/require-staff'
import { StaffFrame } from '../staff-frame'

export const metadata: Metadata = { title: 'Staff log' }

/** What staff did, for staff. */
export default async function StaffLogPage({ searchParams }: PageProps<'/staff/log'>) {
  const user = await requireStaff()
  const below = logCursorParam((await searchParams).before)
  const { rows, older } = await listStaffLog(user.id, below)
  return (
    <StaffFrame user={user}>
      <PageHeader title="Log">
        What staff did to organizations and in their PaySimple connections, and who became staff. Newest first. Nobody
        can change or delete an entry.
      </PageHeader>
      {rows.length === 0 ? (
        <EmptyState title={below ? 'No older entries' : 'No entries yet'}>
          {below ? 'You’ve reached the end of the list.' : 'When someone of staff does something, you’ll see it here.'}
        </EmptyState>
      ) : (
        <LogTable rows={rows} />
      )}
      <ListPager path="/staff/log" at={below} next={older} />
    </StaffFrame>
  )
}

const LogTable = ({ rows }: { rows: readonly StaffLogRow[] }) => (
  <Table caption="What staff did, newest first">
    <thead>
      <tr>
        <Th className="max-sm:hidden">When (UTC)</Th>
        <Th className="max-sm:hidden">Who</Th>
        <Th>What</Th>
        <Th className="max-lg:hidden">Address</Th>
      </tr>
    </thead>
    <tbody>
      {rows.map((row) => {
        const when = formatInstant(row.at, 'UTC')
        return (
          <tr key={row.cursor}>
            <Td className="text-sm whitespace-nowrap max-sm:hidden">{when}</Td>
            <Td className="wrap-anywhere max-sm:hidden">{row.actorName}</Td>
            <Td>
              <span className="font-medium">{row.words}</span>
              {row.orgSlug && (
                <Link
                  href={`/staff/orgs/${row.orgSlug}`}
                  className="text-link wrap-anywhere flex min-h-11 w-fit items-center text-sm"
                >
                  {row.orgName}
                </Link>
              )}
              {[row.subject, row.detail].filter(Boolean).map((words) => (
                <span key={words} className="wrap-anywhere block text-sm text-ink-muted">
                  {words}
                </span>
              ))}
              <span className="wrap-anywhere mt-1 block text-sm text-ink-muted sm:hidden">
                {row.actorName} · {when} UTC
              </span>
              {row.address && (
                <span className="wrap-anywhere block text-sm text-ink-muted lg:hidden">From {row.address}</span>
              )}
            </Td>
            <Td className="wrap-anywhere font-mono text-sm max-lg:hidden">{row.address ?? ''}</Td>
          </tr>
        )
      })}
    </tbody>
  </Table>
)
