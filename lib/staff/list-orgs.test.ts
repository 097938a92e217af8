import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import type { OwnContext } from '@/lib/orgs/action'
import { createOrg } from '@/lib/testing/fixtures'
import { queryAsApp, queryAsOwner } from '@/lib/testing/people'
import { createStaff } from '@/lib/testing/staff'
import { listStaffOrgs } from './list-orgs'
import { suspendOrg } from './suspend-org'

let staff: OwnContext
beforeAll(async () => {
  staff = await createStaff()
})

describe('the list of organizations', () => {
  it('is by name, in pages that leave nothing out and show nothing twice', async () => {
    const tag = randomUUID().slice(0, 8)
    for (let n = 0; n < 53; n++)
      await queryAsOwner('insert into org (id, slug, name) values ($1, $2, $3)', [
        randomUUID(),
        `${tag}-${n}`,
        `Same ${tag}`,
      ])
    const seen: string[] = []
    let after: string | undefined
    do {
      const { orgs, next } = await listStaffOrgs(staff.user.id, { query: tag, after })
      seen.push(...orgs.map(({ slug }) => slug))
      after = next
    } while (after)
    expect(seen).toHaveLength(53)
    expect(new Set(seen).size).toBe(53)
  })

  it('is searched by name, address and an owner’s email, and filtered by how each stands', async () => {
    const context = await createOrg({ active: false })
    const { slug, id } = context.org
    const found = async (query: string, filter?: Parameters<typeof listStaffOrgs>[1]['filter']) =>
      (await listStaffOrgs(staff.user.id, { query, ...(filter && { filter }) })).orgs.map((org) => org.id)
    for (const query of [slug, slug.toUpperCase(), context.user.email, context.org.name])
      expect(await found(query), query).toContain(id)
    expect(await found('%')).toEqual([])
    expect(await found(slug, 'connecting')).toEqual([id])
    await queryAsOwner(
      `insert into integration (org_id, endpoint, user_name, key_sealed, verified_at, activated_at, updated_at)
       values ($1, 'local', 'U', 'x', now(), now(), now())`,
      [id],
    )
    expect([await found(slug, 'connecting'), await found(slug, 'active')]).toEqual([[], [id]])
    await suspendOrg(staff, { orgId: id, reason: 'Why' })
    expect([await found(slug, 'active'), await found(slug, 'suspended')]).toEqual([[], [id]])
  })

  it('tells nothing of activity to who isn’t staff', async () => {
    const { org, user } = await createOrg({ active: false })
    const { orgs } = await listStaffOrgs(user.id, { query: org.slug })
    expect(orgs.map(({ workedAt, lastPaymentAt, lastSyncAt }) => [workedAt, lastPaymentAt, lastSyncAt])).toEqual([
      [null, null, null],
    ])
    expect(await queryAsApp('select * from staff_org_activity($1)', [[org.id]], user.id)).toEqual([])
  })
})
