import type { Metadata } from 'next'
import { OlderPager } from '@/components/older-pager'
import { EmptyState } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { actionWords } from '@/lib/audit/actions'
import { type ListedAuditEvent, listAuditEvents } from '@/lib/audit/queries'
import { formatInstant } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { beforeParam } from '@/lib/keyset'
import { requireOrgPage } from '@/lib/orgs/context'
import { type OrgRole, ROLE_LABELS } from '@/lib/orgs/roles'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage({ params, searchParams }: PageProps<'/orgs/[org]/settings/audit'>) {
  const { org } = await requireOrgPage((await params).org, 'integration:manage')
  const before = beforeParam((await searchParams).before)
  const { rows, older } = await forOrg(org.id, (tx) => listAuditEvents(tx, org.id, before))
  return (
    <>
      <h2 className="sr-only">Audit log</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Who changed the PaySimple connection, made an API test call, decided about a payment, or changed a saved card or
        bank account. Newest first. Nobody can change or delete an entry.
      </p>
      {rows.length === 0 ? (
        <EmptyState title={before ? 'No older entries' : 'No entries yet'}>
          {before
            ? 'You’ve reached the end of the list.'
            : 'When someone does one of these things, you’ll see it here.'}
        </EmptyState>
      ) : (
        <Events events={rows} timeZone={org.timeZone} />
      )}
      <OlderPager path={`/orgs/${org.slug}/settings/audit`} before={before} older={older} />
    </>
  )
}

const roleWords = (role: string) => (Object.hasOwn(ROLE_LABELS, role) ? ROLE_LABELS[role as OrgRole] : role)

function Events({ events, timeZone }: { events: readonly ListedAuditEvent[]; timeZone: string }) {
  return (
    <Table caption="Audit log, newest first">
      <thead>
        <tr>
          <Th className="max-sm:hidden">When</Th>
          <Th className="max-sm:hidden">Who</Th>
          <Th>What</Th>
        </tr>
      </thead>
      <tbody>
        {events.map((event) => {
          const when = formatInstant(event.at, timeZone)
          return (
            <tr key={event.id}>
              <Td className="text-sm whitespace-nowrap max-sm:hidden">{when}</Td>
              <Td className="max-sm:hidden">
                <span className="wrap-anywhere">{event.actorName}</span>
                <span className="block text-sm text-ink-muted">{roleWords(event.actorRole)}</span>
              </Td>
              <Td>
                <span className="font-medium">{actionWords(event.action)}</span>
                {event.subject && <span className="wrap-anywhere block font-mono text-sm">{event.subject}</span>}
                {event.detail && <span className="wrap-anywhere block text-sm text-ink-muted">{event.detail}</span>}
                <span className="wrap-anywhere mt-1 block text-sm text-ink-muted sm:hidden">
                  {event.actorName}, {roleWords(event.actorRole)} · {when}
                </span>
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
