import type { Metadata } from 'next'
import { FilterSelect } from '@/components/filter-select'
import { Link } from '@/components/link'
import { ListPager } from '@/components/list-pager'
import { EmptyState } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { AUDIT_KINDS, actionWords, auditKindParam } from '@/lib/audit/actions'
import { type ListedAuditEvent, listActors, listAuditEvents } from '@/lib/audit/queries'
import { formatInstant } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { beforeParam } from '@/lib/keyset'
import { requireOrgPage } from '@/lib/orgs/context'
import { can, type OrgRole, ROLE_LABELS } from '@/lib/orgs/roles'
import { firstParam } from '@/lib/search'
import { isUuid } from '@/lib/typed-text'

export const metadata: Metadata = { title: 'Audit log' }

export default async function AuditPage({ params, searchParams }: PageProps<'/orgs/[org]/settings/audit'>) {
  const { org, role } = await requireOrgPage((await params).org, 'integration:manage')
  const search = await searchParams
  const before = beforeParam(search.before)
  const kind = auditKindParam(firstParam(search.kind))
  const person = firstParam(search.person)
  const actorId = isUuid(person) ? person : null
  const keep = { ...(kind && { kind }), ...(actorId && { person: actorId }) }
  const { rows, older, actors } = await forOrg(org.id, async (tx) => ({
    ...(await listAuditEvents(tx, org.id, before, { kind, actorId })),
    actors: await listActors(tx, org.id),
  }))
  return (
    <>
      <h2 className="sr-only">Audit log</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        Who voided, refunded, recorded or linked payments, changed saved cards, archived or merged customers and jobs,
        changed settings or tested the API, and when. Newest first. Nobody can change or delete an entry.
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
        <EmptyState title={before ? 'No older entries' : kind || actorId ? 'No entry matches' : 'No entries yet'}>
          {before
            ? 'You’ve reached the end of the list.'
            : kind || actorId
              ? 'Choose another kind or person.'
              : 'When someone does one of these things, you’ll see it here.'}
        </EmptyState>
      ) : (
        <Events orgSlug={org.slug} events={rows} timeZone={org.timeZone} linked={can(role, 'records:read')} />
      )}
      <ListPager path={`/orgs/${org.slug}/settings/audit`} at={before} next={older} keep={keep} />
    </>
  )
}

const roleWords = (role: string) => (Object.hasOwn(ROLE_LABELS, role) ? ROLE_LABELS[role as OrgRole] : role)

type EventsProps = {
  orgSlug: string
  events: readonly ListedAuditEvent[]
  timeZone: string
  /** Whether a payment that an entry is about can be opened. */
  linked: boolean
}

/** The actions whose subject is the id of a payment here. */
const ABOUT_A_PAYMENT = new Set<string>([
  'void_requested',
  'refund_requested',
  'payment_decided',
  'linked_payment_moved',
  'notice_taken',
  'email_sent_again',
  'email_sent_elsewhere',
])
/** Those whose subject is the id of a recorded payment. */
const ABOUT_A_RECORDED = new Set<string>(['payment_recorded', 'recorded_payment_corrected'])

function Events({ orgSlug, events, timeZone, linked }: EventsProps) {
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
          const { subject } = event
          const place = ABOUT_A_PAYMENT.has(event.action)
            ? 'payments'
            : ABOUT_A_RECORDED.has(event.action)
              ? 'payments/recorded'
              : null
          const isShown = linked && place !== null && subject !== null && isUuid(subject)
          const shown = isShown ? `/orgs/${orgSlug}/${place}/${subject}` : null
          return (
            <tr key={event.id}>
              <Td className="text-sm whitespace-nowrap max-sm:hidden">{when}</Td>
              <Td className="max-sm:hidden">
                <span className="wrap-anywhere">{event.actorName}</span>
                <span className="block text-sm text-ink-muted">{roleWords(event.actorRole)}</span>
              </Td>
              <Td>
                <span className="font-medium">{actionWords(event.action)}</span>
                {event.subject && !shown && (
                  <span className="wrap-anywhere block font-mono text-sm">{event.subject}</span>
                )}
                {event.detail && <span className="wrap-anywhere block text-sm text-ink-muted">{event.detail}</span>}
                {shown && (
                  <Link href={shown} className="text-link flex min-h-11 w-fit items-center text-sm">
                    Show the payment
                  </Link>
                )}
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
