import type { Metadata } from 'next'
import { FilterSelect } from '@/components/filter-select'
import { ListPager } from '@/components/list-pager'
import { EmptyState } from '@/components/ui/section'
import { AUDIT_KINDS, auditKindParam } from '@/lib/audit/actions'
import { listActors, listLog, logCursorParam } from '@/lib/audit/log'
import { noteReading } from '@/lib/audit/note-reading'
import { dayOf, now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { firstParam } from '@/lib/search'
import { isUuid } from '@/lib/typed-text'
import { AuditTable } from './audit-table'
import { ExportForm } from './export-form'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage({ params, searchParams }: PageProps<'/orgs/[org]/settings/audit'>) {
  const context = await requireOrgPage((await params).org, 'audit:read')
  const { org, role } = context
  const search = await searchParams
  const below = logCursorParam(search.before)
  const kind = auditKindParam(firstParam(search.kind))
  const person = firstParam(search.person)
  const actorId = isUuid(person) ? person : null
  const keep = { ...(kind && { kind }), ...(actorId && { person: actorId }) }
  await noteReading(context)
  const { rows, older, actors } = await forOrg(org.id, async (tx) => ({
    ...(await listLog(tx, org.id, { kind, actorId, below })),
    actors: await listActors(tx, org.id),
  }))
  return (
    <>
      <h2 className="sr-only">Audit log</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Who took, voided or refunded payments, changed customers, jobs or settings, signed in or tried to, when and from
        which address. Newest first. Nobody can change or delete an entry. Only owners and admins see this page.
      </p>
      <div className="mb-4 flex flex-wrap gap-x-6 gap-y-3">
        <FilterSelect
          label="Kind"
          name="kind"
          value={kind ?? ''}
          options={[
            { value: '', label: 'All' },
            ...Object.entries(AUDIT_KINDS).map(([value, label]) => ({ value, label })),
          ]}
          keep={actorId ? { person: actorId } : {}}
        />
        <FilterSelect
          label="Person"
          name="person"
          value={actorId ?? ''}
          options={[{ value: '', label: 'Everybody' }, ...actors.map(({ id, name }) => ({ value: id, label: name }))]}
          keep={kind ? { kind } : {}}
        />
      </div>
      {rows.length === 0 ? (
        <EmptyState title={below ? 'No older entries' : kind || actorId ? 'No entry matches' : 'No entries yet'}>
          {below
            ? 'You’ve reached the end of the list.'
            : kind || actorId
              ? 'Choose another kind or person.'
              : 'When someone does one of these things, you’ll see it here.'}
        </EmptyState>
      ) : (
        <AuditTable orgSlug={org.slug} rows={rows} timeZone={org.timeZone} linked={can(role, 'records:read')} />
      )}
      <ListPager path={`/orgs/${org.slug}/settings/audit`} at={below} next={older} keep={keep} />
      <ExportForm orgSlug={org.slug} today={dayOf(now(), org.timeZone)} />
    </>
  )
}
