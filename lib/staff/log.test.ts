import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { createOrg } from '@/lib/testing/fixtures'
import { queryAsOwner } from '@/lib/testing/people'
import { createStaff } from '@/lib/testing/staff'
import { listStaffLog } from './log'
import { resumeOrg, suspendOrg } from './suspend-org'

it('the log has what staff did, the newest first, in pages that leave nothing out', async () => {
  const { org } = await createOrg({ active: false })
  const reader = await createStaff()
  const busy = await createStaff(`Busy ${randomUUID().slice(0, 8)}`)
  for (let n = 0; n < 15; n++) {
    await suspendOrg(busy, { orgId: org.id, reason: `Off ${n}` })
    await resumeOrg(busy, { orgId: org.id, reason: `On ${n}` })
  }
  await queryAsOwner(
    `insert into audit_event (org_id, id, actor_id, actor_name, actor_role, action) values
       ($1, gen_random_uuid(), $2, $3, 'staff', 'approved'), ($1, gen_random_uuid(), $2, $3, 'owner', 'disconnected')`,
    [org.id, busy.user.id, busy.user.name],
  )
  const rows = []
  let below: string | undefined
  do {
    const page = await listStaffLog(reader.user.id, below)
    rows.push(...page.rows)
    below = page.older
  } while (below)
  const own = rows.filter(({ actorName }) => actorName === busy.user.name)
  expect(own.map(({ words, detail }) => `${words}: ${detail}`)).toEqual([
    'Marked the application as approved: null',
    ...Array.from({ length: 15 }, (_, n) => [
      `Resumed a company: On ${14 - n}`,
      `Suspended a company: Off ${14 - n}`,
    ]).flat(),
  ])
  expect(
    own.every(({ orgName, address }) => orgName === org.name && (address === '192.0.2.1' || address === null)),
  ).toBe(true)
  expect(new Set(rows.map(({ cursor }) => cursor)).size).toBe(rows.length)
})
