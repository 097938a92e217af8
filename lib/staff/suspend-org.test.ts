import { beforeAll, describe, expect, it } from 'vitest'
import { forOrg, readForMember } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OwnContext } from '@/lib/orgs/action'
import type { OrgContext } from '@/lib/orgs/context'
import { createFirstTrip } from '@/lib/orgs/first-trip'
import { getCustomerNotice } from '@/lib/orgs/suspension'
import { openSessions } from '@/lib/sessions/session-record'
import { PasswordNeeded } from '@/lib/sessions/step-up'
import { createOrg, signedIn } from '@/lib/testing/fixtures'
import { createPerson, queryAsApp, queryAsOwner } from '@/lib/testing/people'
import { createStaff, orgEventsOf } from '@/lib/testing/staff'
import { Prisma } from '@/prisma/generated/client'
import { getStaffOrg } from './list-orgs'
import { resumeOrg, suspendOrg } from './suspend-org'

let staff: OwnContext
beforeAll(async () => {
  staff = await createStaff()
})

const placeIn = async ({ org, session }: OrgContext) =>
  (await createFirstTrip(org.slug, async () => session ?? null).answers)[0]

describe('a suspension', () => {
  it('ends every session of its members and nobody else’s, and lets nobody open it until it is resumed', async () => {
    const owner = await createOrg({ active: false })
    const members = await Promise.all(
      (['admin', 'contractor', 'bookkeeper'] as const).map((role) => createPerson(owner, role)),
    )
    const sessionsOf = (all: readonly OrgContext[]) => all.map(({ session }) => session?.id ?? '')
    const other = await createOrg({ active: false })
    await suspendOrg(staff, { orgId: owner.org.id, reason: 'Asked for by the owner' })
    expect(await openSessions(sessionsOf([owner, ...members]))).toEqual([])
    expect(await openSessions(sessionsOf([other]))).toEqual(sessionsOf([other]))

    for (const each of [owner, ...members]) {
      const again = { ...each, session: await signedIn(each.user.id) } // which nobody is kept from
      expect(await placeIn(again)).toMatchObject({ org: null, suspended: owner.org.name })
      const [rows] = await readForMember(again.session, owner.org.slug, [Prisma.sql`select app_org_id() as scope`])
      expect(rows).toEqual([{ scope: null }])
    }
    expect(await getStaffOrg(staff.user.id, owner.org.slug)).toMatchObject({
      org: { suspendedAt: expect.any(Date), suspendedReason: 'Asked for by the owner' },
    })

    await resumeOrg(staff, { orgId: owner.org.id, reason: 'Paid' })
    const back = { ...owner, session: await signedIn(owner.user.id) }
    expect(await placeIn(back)).toMatchObject({ org: { id: owner.org.id }, role: 'owner', suspended: null })
    expect(await orgEventsOf(owner.org.id)).toMatchObject([
      { event: 'org_added' },
      { event: 'org_suspended', actor_id: staff.user.id, actor_name: 'Sam Staff', detail: 'Asked for by the owner' },
      { event: 'org_resumed', actor_id: staff.user.id, actor_name: 'Sam Staff', detail: 'Paid', address: '192.0.2.1' },
    ])
  })

  it('is what its customers’ pages ask about, and say whom to call', async () => {
    const { org } = await createOrg({ active: false })
    await queryAsOwner(`update org set phone = '3035550142' where id = $1`, [org.id])
    const notice = () => forOrg(org.id, (tx) => getCustomerNotice(tx, org.id))
    expect(await notice()).toBeNull()
    await suspendOrg(staff, { orgId: org.id, reason: 'Why' })
    expect((await notice())?.sentence).toContain('call (303) 555-0142')
    await resumeOrg(staff, { orgId: org.id, reason: 'Paid' })
    expect(await notice()).toBeNull()
  })

  it('leaves the other company of somebody who is in two', async () => {
    const [one, two] = [await createOrg({ active: false }), await createOrg({ active: false })]
    await queryAsOwner(`insert into membership (org_id, user_id, role) values ($1, $2, 'contractor')`, [
      two.org.id,
      one.user.id,
    ])
    await suspendOrg(staff, { orgId: one.org.id, reason: 'Why' })
    const session = await signedIn(one.user.id)
    expect(await placeIn({ ...two, session })).toMatchObject({ org: { id: two.org.id }, role: 'contractor' })
  })

  it('is one of two at once, and its end likewise', async () => {
    const { org } = await createOrg({ active: false })
    const [first, second] = [await createStaff(), await createStaff()]
    for (const set of [suspendOrg, resumeOrg]) {
      const both = await Promise.allSettled(
        [first, second].map((who) => set(who, { orgId: org.id, reason: `By ${who.user.id}` })),
      )
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(both.find((each) => each.status === 'rejected')?.reason).toBeInstanceOf(UserError)
    }
    expect((await orgEventsOf(org.id)).map(({ event }) => event)).toEqual(['org_added', 'org_suspended', 'org_resumed'])
  })

  it('asks for the password, in the database too', async () => {
    const company = await createOrg({ active: false })
    const { org } = company
    const old = await createStaff()
    await queryAsOwner(`update session set password_at = now() - interval '301 seconds' where id = $1`, [
      old.session.id,
    ])
    await expect(suspendOrg(old, { orgId: org.id, reason: 'Why' })).rejects.toBeInstanceOf(PasswordNeeded)
    const call = (session: string, user: string) =>
      queryAsApp(`select staff_suspend_org($1, $2, true, 'Why')`, [session, org.id], user)
    await expect(call(old.session.id, old.user.id)).rejects.toThrow('Only Plumbline staff')
    const owner = await createPerson(company, 'owner')
    await expect(call(owner.session?.id ?? '', owner.user.id)).rejects.toThrow('Only Plumbline staff')
    await expect(call(staff.session.id, owner.user.id)).rejects.toThrow('Only Plumbline staff')
    expect((await orgEventsOf(org.id)).map(({ event }) => event)).toEqual(['org_added'])
  })

  it('has a reason, whoever does it, and somebody at the database leaves an entry as well', async () => {
    const context = await createOrg({ active: false })
    const { id } = context.org
    await expect(
      queryAsApp(`select staff_suspend_org($1, $2, true, ' ')`, [staff.session.id, id], staff.user.id),
    ).rejects.toThrow('takes a reason')
    await expect(queryAsOwner('update org set suspended_at = now() where id = $1', [id])).rejects.toThrow(
      'with_a_reason',
    )
    await queryAsOwner(`update org set suspended_at = now(), suspended_reason = 'By hand' where id = $1`, [id])
    expect((await orgEventsOf(id)).at(-1)).toMatchObject({
      ...{ event: 'org_suspended', actor_id: null, actor_name: expect.stringMatching(/^Database user ./) },
      detail: 'By hand',
    })
    expect(await openSessions([context.session?.id ?? ''])).toEqual([])
  })
})
