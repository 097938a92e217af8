import type { OwnContext } from '@/lib/orgs/action'
import { createOrg } from './fixtures'
import { createPerson, queryAsOwner } from './people'

/** Somebody of staff, signed in: what their actions are given. */
export async function createStaff(name = 'Sam Staff'): Promise<OwnContext> {
  const { user, session, source } = await createPerson(await createOrg({ active: false }), 'staff', name)
  if (!session || !source) throw new Error('not signed in')
  return { user, session, source }
}

type OrgEvent = { event: string; actor_id: string | null; actor_name: string; detail: string | null; address: string }

/** What the security log has of an organization's being added, suspended and resumed, in order. */
export const orgEventsOf = (orgId: string): Promise<OrgEvent[]> =>
  queryAsOwner<OrgEvent>(
    `select event, actor_id, actor_name, detail, address from security_event where org_id = $1 and event like 'org_%'
     order by id`,
    [orgId],
  )
