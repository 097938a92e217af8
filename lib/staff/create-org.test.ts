import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { UserError } from '@/lib/errors'
import type { OwnContext } from '@/lib/orgs/action'
import { ROLES } from '@/lib/orgs/roles'
import { endSessions } from '@/lib/sessions/session-record'
import { createOrg as createTestOrg, signedIn } from '@/lib/testing/fixtures'
import { createPerson, queryAsOwner } from '@/lib/testing/people'
import { createStaff, orgEventsOf } from '@/lib/testing/staff'
import { createOrg } from './create-org'
import { inviteOwnerAgain } from './invite-owner'
import { getStaffOrg } from './list-orgs'
import { listStaffLog } from './log'
import type { CreateOrg } from './schema'

let staff: OwnContext
beforeAll(async () => {
  staff = await createStaff()
})

const newOrg = (changes: Partial<CreateOrg> = {}): CreateOrg => {
  const id = randomUUID()
  const slug = `new-${id.slice(0, 8)}`
  return {
    ...{ id, slug, name: `New ${slug}`, timeZone: 'America/Chicago', state: 'IL', ownerEmail: `${slug}@example.com` },
    ...changes,
  }
}
const invitationsOf = (orgId: string) =>
  queryAsOwner(
    `select email, role::text, used_at is null and revoked_at is null as is_open from one_time_link
     where org_id = $1 order by created_at, id`,
    [orgId],
  )

describe('an organization that staff make', () => {
  it('is there as it was typed, and it is written down who made it', async () => {
    const input = newOrg({ name: 'O’Brien & Sons' })
    expect(await createOrg(staff, input)).toBe(input.slug)
    const found = await getStaffOrg(staff.user.id, input.slug)
    expect(found).toMatchObject({
      org: { name: 'O’Brien & Sons', slug: input.slug, timeZone: 'America/Chicago', state: 'IL', suspendedAt: null },
    })
    expect(await orgEventsOf(input.id)).toMatchObject([
      { event: 'org_added', actor_id: staff.user.id, actor_name: 'Sam Staff', address: '192.0.2.1' },
    ])
  })

  it('is one, however often and at once the same form is sent', async () => {
    const input = newOrg()
    await Promise.all([createOrg(staff, input), createOrg(staff, input), createOrg(staff, input)])
    await createOrg(staff, input)
    expect(await orgEventsOf(input.id)).toHaveLength(1)
    expect(await invitationsOf(input.id)).toEqual([{ email: input.ownerEmail, role: 'owner', is_open: true }])
  })

  it('has an address that nobody else has, in two tabs at once either', async () => {
    const first = newOrg()
    const second = newOrg({ slug: first.slug })
    const both = await Promise.allSettled([createOrg(staff, first), createOrg(staff, second)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((each) => each.status === 'rejected')
    expect(refused?.reason).toBeInstanceOf(UserError)
    expect(refused?.reason.fields.slug).toContain('Another organization has this address')
  })

  it('is no business of a member’s, of somebody who is staff no longer, or of an ended session', async () => {
    const company = await createTestOrg({ active: false })
    for (const role of ROLES.filter((each) => each !== 'staff')) {
      const { user, session, source } = await createPerson(company, role)
      if (!session || !source) throw new Error('not signed in')
      await expect(createOrg({ user, session, source }, newOrg()), role).rejects.toThrow('Only Plumbline staff')
    }
    const ended = await createStaff()
    await endSessions(ended.session, 'signed_out')
    await expect(createOrg(ended, newOrg())).rejects.toThrow('Only Plumbline staff')
    const former = await createStaff()
    await queryAsOwner('update app_user set is_staff = false where id = $1', [former.user.id])
    await expect(createOrg(former, newOrg())).rejects.toThrow('Only Plumbline staff')
    const borrowed = { ...(await createStaff()), session: await signedIn(company.user.id) }
    await expect(createOrg(borrowed, newOrg())).rejects.toThrow('Only Plumbline staff')
  })

  it.each([
    ['no name', { name: ' ' }],
    ['an address with blanks', { slug: 'two words' }],
    ['an address of two letters', { slug: 'ab' }],
    ['an address in capitals', { slug: 'Roofing' }],
    ['no state', { state: '' }],
    ['a time zone that isn’t there', { timeZone: 'Mars/Olympus' }],
  ])('isn’t made with %s, by the database’s own rules', async (_, changes) => {
    const input = newOrg(changes)
    await expect(createOrg(staff, input)).rejects.not.toBeInstanceOf(UserError)
    expect(await orgEventsOf(input.id)).toEqual([])
  })
})

describe('the invitation of the first owner', () => {
  it('is taken back by the next one, and each is written down', async () => {
    const input = newOrg()
    await createOrg(staff, input)
    await inviteOwnerAgain(staff, { orgId: input.id, email: 'other@example.com' })
    expect(await invitationsOf(input.id)).toMatchObject([
      { email: input.ownerEmail, is_open: false },
      { email: 'other@example.com', is_open: true },
    ])
    const found = await getStaffOrg(staff.user.id, input.slug)
    expect(found).toMatchObject({ owners: [], members: 0, invitation: { email: 'other@example.com', usedAt: null } })
    const { rows } = await listStaffLog(staff.user.id)
    expect(rows.filter(({ orgSlug }) => orgSlug === input.slug).map(({ words, subject }) => [words, subject])).toEqual([
      ['Invited somebody to the team', 'other@example.com'],
      ['Invited somebody to the team', input.ownerEmail],
      ['Added a company', null],
    ])
  })

  it('is for nobody once somebody is in it, nor for staff, who would see its customers', async () => {
    const { org } = await createTestOrg({ active: false })
    const late = inviteOwnerAgain(staff, { orgId: org.id, email: 'me@example.com' })
    await expect(late).rejects.toThrow('Somebody is in this organization already')
    expect(await invitationsOf(org.id)).toEqual([])
    const input = newOrg({ ownerEmail: staff.user.email })
    await expect(createOrg(staff, input)).rejects.toThrow('who never see customers')
    expect(await orgEventsOf(input.id)).toEqual([])
    await expect(inviteOwnerAgain(staff, { orgId: randomUUID(), email: 'x@example.com' })).rejects.toThrow(
      'no longer there',
    )
  })
})
