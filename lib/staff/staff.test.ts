import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { forOrg, readForMember } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OwnContext } from '@/lib/orgs/action'
import type { OrgContext } from '@/lib/orgs/context'
import { createFirstTrip } from '@/lib/orgs/first-trip'
import type { OrgRole } from '@/lib/orgs/roles'
import { ROLES } from '@/lib/orgs/roles'
import { getCustomerNotice } from '@/lib/orgs/suspension'
import { endSessions, openSessions } from '@/lib/sessions/session-record'
import { PasswordNeeded } from '@/lib/sessions/step-up'
import { createOrg as createTestOrg, signedIn } from '@/lib/testing/fixtures'
import { createPerson, queryAsOwner } from '@/lib/testing/people'
import { Prisma } from '@/prisma/generated/client'
import { createOrg } from './create-org'
import { inviteOwnerAgain } from './invite-owner'
import { getStaffOrg, listStaffOrgs } from './list-orgs'
import { listStaffLog } from './log'
import type { CreateOrg } from './schema'
import { resumeOrg, suspendOrg } from './suspend-org'

// What staff do, and what the database lets nobody else do, on a real one.

let anybody: OrgContext
let staff: OwnContext
beforeAll(async () => {
  anybody = await createTestOrg({ active: false })
  staff = await createStaff()
})

async function createStaff(name = 'Sam Staff'): Promise<OwnContext> {
  const { user, session, source } = await createPerson(anybody, 'staff', name)
  if (!session || !source) throw new Error('not signed in')
  return { user, session, source }
}

const newOrg = (changes: Partial<CreateOrg> = {}): CreateOrg => {
  const id = randomUUID()
  const slug = `new-${id.slice(0, 8)}`
  return {
    ...{ id, slug, name: `New ${slug}`, timeZone: 'America/Chicago', state: 'IL', ownerEmail: `${slug}@example.com` },
    ...changes,
  }
}
const eventsOf = (orgId: string) =>
  queryAsOwner<{ event: string; actor_id: string | null; actor_name: string; detail: string | null; address: string }>(
    `select event, actor_id, actor_name, detail, address from security_event where org_id = $1 and event like 'org_%'
     order by id`,
    [orgId],
  )
const invitationsOf = (orgId: string) =>
  queryAsOwner(
    `select email, role::text, used_at is null and revoked_at is null as is_open from one_time_link
     where org_id = $1 order by created_at, id`,
    [orgId],
  )
const placeIn = async ({ org, session }: OrgContext) =>
  (await createFirstTrip(org.slug, async () => session ?? null).answers)[0]

describe('an organization that staff make', () => {
  it('is there as it was typed, and it is written down who made it', async () => {
    const input = newOrg({ name: 'O’Brien & Sons' })
    expect(await createOrg(staff, input)).toBe(input.slug)
    const found = await getStaffOrg(staff.user.id, input.slug)
    expect(found).toMatchObject({
      org: { name: 'O’Brien & Sons', slug: input.slug, timeZone: 'America/Chicago', state: 'IL', suspendedAt: null },
    })
    expect(await eventsOf(input.id)).toMatchObject([
      { event: 'org_added', actor_id: staff.user.id, actor_name: 'Sam Staff', address: '192.0.2.1' },
    ])
  })

  it('is one, however often and at once the same form is sent', async () => {
    const input = newOrg()
    await Promise.all([createOrg(staff, input), createOrg(staff, input), createOrg(staff, input)])
    await createOrg(staff, input)
    expect(await eventsOf(input.id)).toHaveLength(1)
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
    for (const role of ROLES.filter((each) => each !== 'staff')) {
      const { user, session, source } = await createPerson(anybody, role)
      if (!session || !source) throw new Error('not signed in')
      await expect(createOrg({ user, session, source }, newOrg()), role).rejects.toThrow('Only Plumbline staff')
    }
    const ended = await createStaff()
    await endSessions(ended.session, 'signed_out')
    await expect(createOrg(ended, newOrg())).rejects.toThrow('Only Plumbline staff')
    const former = await createStaff()
    await queryAsOwner('update app_user set is_staff = false where id = $1', [former.user.id])
    await expect(createOrg(former, newOrg())).rejects.toThrow('Only Plumbline staff')
    const borrowed = { ...(await createStaff()), session: await signedIn(anybody.user.id) }
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
    expect(await eventsOf(input.id)).toEqual([])
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
    expect(await eventsOf(input.id)).toEqual([])
    await expect(inviteOwnerAgain(staff, { orgId: randomUUID(), email: 'x@example.com' })).rejects.toThrow(
      'no longer there',
    )
  })
})

describe('a suspension', () => {
  it('ends every session of its members and nobody else’s, and lets nobody open it until it is resumed', async () => {
    const owner = await createTestOrg({ active: false })
    const members = await Promise.all(
      (['admin', 'contractor', 'bookkeeper'] as const).map((role) => createPerson(owner, role)),
    )
    const sessionsOf = (all: readonly OrgContext[]) => all.map(({ session }) => session?.id ?? '')
    const other = await createTestOrg({ active: false })
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
    expect(await eventsOf(owner.org.id)).toMatchObject([
      { event: 'org_added' },
      { event: 'org_suspended', actor_id: staff.user.id, actor_name: 'Sam Staff', detail: 'Asked for by the owner' },
      { event: 'org_resumed', actor_id: staff.user.id, actor_name: 'Sam Staff', detail: 'Paid', address: '192.0.2.1' },
    ])
  })

  it('is what its customers’ pages ask about, and say whom to call', async () => {
    const { org } = await createTestOrg({ active: false })
    await queryAsOwner(`update org set phone = '3035550142' where id = $1`, [org.id])
    const notice = () => forOrg(org.id, (tx) => getCustomerNotice(tx, org.id))
    expect(await notice()).toBeNull()
    await suspendOrg(staff, { orgId: org.id, reason: 'Why' })
    expect((await notice())?.sentence).toContain('call (303) 555-0142')
    await resumeOrg(staff, { orgId: org.id, reason: 'Paid' })
    expect(await notice()).toBeNull()
  })

  it('leaves the other company of somebody who is in two', async () => {
    const [one, two] = [await createTestOrg({ active: false }), await createTestOrg({ active: false })]
    await queryAsOwner(`insert into membership (org_id, user_id, role) values ($1, $2, 'contractor')`, [
      two.org.id,
      one.user.id,
    ])
    await suspendOrg(staff, { orgId: one.org.id, reason: 'Why' })
    const session = await signedIn(one.user.id)
    expect(await placeIn({ ...two, session })).toMatchObject({ org: { id: two.org.id }, role: 'contractor' })
  })

  it('is one of two at once, and its end likewise', async () => {
    const { org } = await createTestOrg({ active: false })
    const [first, second] = [await createStaff(), await createStaff()]
    for (const set of [suspendOrg, resumeOrg]) {
      const both = await Promise.allSettled(
        [first, second].map((who) => set(who, { orgId: org.id, reason: `By ${who.user.id}` })),
      )
      expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
      expect(both.find((each) => each.status === 'rejected')?.reason).toBeInstanceOf(UserError)
    }
    expect((await eventsOf(org.id)).map(({ event }) => event)).toEqual(['org_added', 'org_suspended', 'org_resumed'])
  })

  it('asks for the password, in the database too', async () => {
    const { org } = await createTestOrg({ active: false })
    const old = await createStaff()
    await queryAsOwner(`update session set password_at = now() - interval '301 seconds' where id = $1`, [
      old.session.id,
    ])
    await expect(suspendOrg(old, { orgId: org.id, reason: 'Why' })).rejects.toBeInstanceOf(PasswordNeeded)
    const call = (session: string, user: string) =>
      queryAsApp(`select staff_suspend_org($1, $2, true, 'Why')`, [session, org.id], user)
    await expect(call(old.session.id, old.user.id)).rejects.toThrow('Only Plumbline staff')
    const owner = await createPerson({ ...anybody, org: { ...anybody.org, id: org.id } }, 'owner')
    await expect(call(owner.session?.id ?? '', owner.user.id)).rejects.toThrow('Only Plumbline staff')
    await expect(call(staff.session.id, owner.user.id)).rejects.toThrow('Only Plumbline staff')
    expect((await eventsOf(org.id)).map(({ event }) => event)).toEqual(['org_added'])
  })

  it('has a reason, whoever does it, and somebody at the database leaves an entry as well', async () => {
    const context = await createTestOrg({ active: false })
    const { id } = context.org
    await expect(
      queryAsApp(`select staff_suspend_org($1, $2, true, ' ')`, [staff.session.id, id], staff.user.id),
    ).rejects.toThrow('takes a reason')
    await expect(queryAsOwner('update org set suspended_at = now() where id = $1', [id])).rejects.toThrow(
      'with_a_reason',
    )
    await queryAsOwner(`update org set suspended_at = now(), suspended_reason = 'By hand' where id = $1`, [id])
    expect((await eventsOf(id)).at(-1)).toMatchObject({
      ...{ event: 'org_suspended', actor_id: null, actor_name: expect.stringMatching(/^Database user ./) },
      detail: 'By hand',
    })
    expect(await openSessions([context.session?.id ?? ''])).toEqual([])
  })

  it('isn’t the app’s to write by any other way', async () => {
    for (const text of [
      `update org set suspended_at = null, suspended_reason = null`,
      `insert into org (id, slug, name) values (gen_random_uuid(), 'x', 'x')`,
      `update org set name = 'x'`,
      `update app_user set is_staff = true`,
      `select is_staff_session(gen_random_uuid(), null)`,
      `update security_event set detail = ''`,
      `delete from security_event`,
    ])
      await expect(queryAsApp(text, [], staff.user.id), text).rejects.toThrow('permission denied')
  })
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
    const context = await createTestOrg({ active: false })
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
    const { org, user } = await createTestOrg({ active: false })
    const { orgs } = await listStaffOrgs(user.id, { query: org.slug })
    expect(orgs.map(({ workedAt, lastPaymentAt, lastSyncAt }) => [workedAt, lastPaymentAt, lastSyncAt])).toEqual([
      [null, null, null],
    ])
    expect(await queryAsApp('select * from staff_org_activity($1)', [[org.id]], user.id)).toEqual([])
  })
})

describe('the log of staff', () => {
  it('has what staff did, the newest first, in pages that leave nothing out', async () => {
    const { org } = await createTestOrg({ active: false })
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
      const page = await listStaffLog(staff.user.id, below)
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
})

/** Runs a statement as the app's role does for somebody of staff. */
async function queryAsApp(text: string, values: unknown[], userId: string): Promise<object[]> {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
  await client.connect()
  try {
    await client.query(`select set_config('app.user_id', $1, false), set_config('app.system', 'on', false)`, [userId])
    return (await client.query(text, values)).rows
  } finally {
    await client.end()
  }
}

describe('what staff see', () => {
  it('is no row of a company’s records, in any table', async () => {
    await createTestOrg({ active: false }) // and all the others of this file
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
    const acts = (await queryAsApp('select distinct actor_role from audit_event', [], staff.user.id)) as {
      actor_role: OrgRole
    }[]
    expect(acts.every(({ actor_role }) => actor_role === 'staff')).toBe(true)
  })
})
