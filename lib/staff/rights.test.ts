import { beforeAll, expect, it } from 'vitest'
import type { OwnContext } from '@/lib/orgs/action'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { queryAsApp, queryAsOwner } from '@/lib/testing/people'
import { createStaff } from '@/lib/testing/staff'

// What staff may see and change, on a real database.

let staff: OwnContext
beforeAll(async () => {
  staff = await createStaff()
})

it('staff see no row of a company’s records, in any table', async () => {
  const context = await createOrg({ active: false })
  await createJob(context, 10_000)
  await queryAsOwner(
    `insert into audit_event (org_id, id, actor_id, actor_name, actor_role, action) values
       ($1, gen_random_uuid(), $2, 'Sam', 'staff', 'approved'), ($1, gen_random_uuid(), $2, 'Sam', 'owner', 'disconnected')`,
    [context.org.id, staff.user.id],
  )
  const tables = await queryAsOwner<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') order by 1`,
  )
  /** What concerns staff: who belongs where, the connection's steps, invitations, and logs of what staff did. */
  const SEEN = new Set(['membership', 'integration', 'security_event', 'audit_event', 'alarm', 'one_time_link'])
  expect(tables.length).toBeGreaterThan(15)
  for (const { name } of tables) {
    if (SEEN.has(name)) continue
    const rows = await queryAsApp(`select 1 from ${name} limit 1`, [], staff.user.id)
    expect({ name, rows }).toEqual({ name, rows: [] })
  }
  const roles = await queryAsApp('select distinct actor_role from audit_event', [], staff.user.id)
  expect(roles).toEqual([{ actor_role: 'staff' }])
})

it('what staff change isn’t the app’s to write by any other way', async () => {
  for (const text of [
    `update org set suspended_at = null, suspended_reason = null`,
    `insert into org (id, slug, name) values (gen_random_uuid(), 'x', 'x')`,
    `update org set slug = 'x'`,
    `update app_user set is_staff = true`,
    `select is_staff_session(gen_random_uuid(), null)`,
    `update security_event set detail = ''`,
    `delete from security_event`,
  ])
    await expect(queryAsApp(text, [], staff.user.id), text).rejects.toThrow('permission denied')
})
