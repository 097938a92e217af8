import type { Metadata } from 'next'
import { Link } from '@/components/link'
import { ListPager } from '@/components/list-pager'
import { LogTable } from '@/components/log-table'
import { PageHeader } from '@/components/page-header'
import { EmptyState } from '@/components/ui/section'
import { logCursorParam } from '@/lib/audit/log'
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
        <LogTable
          caption="What staff did, newest first"
          timeZone="UTC"
          zoneName="UTC"
          entries={rows.map((row) => ({
            key: row.cursor,
            at: row.at,
            who: row.actorName,
            address: row.address,
            what: <What row={row} />,
          }))}
        />
      )}
      <ListPager path="/staff/log" at={below} next={older} />
    </StaffFrame>
  )
}

const What = ({ row }: { row: StaffLogRow }) => (
  <>
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
  </>
)
