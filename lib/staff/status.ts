import 'server-only'
import { readForStaff, type Statement } from '@/lib/db'
import { type InstallationState, STATE_STATEMENTS, stateOf } from '@/lib/metrics/state'
import { Prisma } from '@/prisma/generated/client'
import { HOUR_KINDS, type Hour, type HourKind } from './status-words'

/** An active organization, and how far its comparison with PaySimple is behind. */
export type SyncOfOrg = {
  id: string
  slug: string
  name: string
  isSuspended: boolean
  seconds: number
  failures: number
}

export type InstallationStatus = {
  state: InstallationState
  /** The last 24, the oldest first; the last one isn't over yet. */
  hours: Hour[]
  /** Those that are furthest behind first. */
  orgs: SyncOfOrg[]
}

type HourRow = { hour: Date; what: HourKind; howMany: number }
type OrgRow = { id: string; slug: string; name: string; isSuspended: boolean }

const HOURS: Statement<HourRow> = Prisma.sql`select hour, what, how_many from installation_day()`
const NOW: Statement<{ hour: Date }> = Prisma.sql`select date_trunc('hour', now(), 'UTC') as hour`
const ACTIVE_ORGS: Statement<OrgRow> = Prisma.sql`select o.id, o.slug, o.name, o.suspended_at is not null as is_suspended
  from integration i join org o on o.id = i.org_id where i.activated_at is not null order by o.name, o.id`

const HOUR_MS = 60 * 60_000

/** Returns how the installation is, for somebody of our staff, in one round trip. Nothing of a company's customers. */
export async function getInstallationStatus(userId: string): Promise<InstallationStatus> {
  const [rows, mail, counted, [now], orgs] = await readForStaff(userId, [...STATE_STATEMENTS, HOURS, NOW, ACTIVE_ORGS])
  const state = stateOf(rows, mail)
  const last = now?.hour.getTime() ?? 0
  const hours = Array.from({ length: 24 }, (_, at): Hour => {
    const from = new Date(last - (23 - at) * HOUR_MS)
    const kinds = Object.fromEntries(HOUR_KINDS.map((kind) => [kind, 0])) as Hour['kinds']
    for (const { hour, what, howMany } of counted) if (hour.getTime() === from.getTime()) kinds[what] = howMany
    return { from, kinds }
  })
  return {
    ...{ state, hours },
    orgs: orgs
      .flatMap((org) => {
        const sync = state.sync.get(org.id)
        return sync ? [{ ...org, ...sync }] : []
      })
      .sort((one, other) => other.seconds - one.seconds),
  }
}
