import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import { forOrg, forSystem } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { openSessions } from '@/lib/sessions/session-record'
import { createOrg, signedIn } from '@/lib/testing/fixtures'
import { createPerson, queryAsOwner } from '@/lib/testing/people'
import { changeRole, handOver, leave, removeMember } from './change-team'
import { isLead, mayGive, TEAM_ROLES, type TeamRole } from './rules'

// Who may change whom, whatever the order and however many at once.

const roleOf = async ({ org, user }: OrgContext): Promise<string | undefined> =>
  (
    await queryAsOwner<{ role: string }>('select role from membership where org_id = $1 and user_id = $2', [
      org.id,
      user.id,
    ])
  )[0]?.role
const ownersOf = async ({ org }: OrgContext): Promise<number> =>
  (await queryAsOwner(`select 1 from membership where org_id = $1 and role = 'owner'`, [org.id])).length

const at = ({ user, role }: OrgContext) => ({ userId: user.id, was: role as TeamRole })
/** A person as they are after another sign-in, with the role that they have. */
const again = async (person: OrgContext): Promise<OrgContext> => ({
  ...person,
  role: (await roleOf(person)) as TeamRole,
  session: await signedIn(person.user.id),
})
const company = () => createOrg({ active: false })
const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UserError)) throw error ?? new Error('It was done')
  return error.message
}

const EVERY = TEAM_ROLES.flatMap((actor) =>
  TEAM_ROLES.flatMap((of) => [...TEAM_ROLES, null].map((to) => [actor, of, to] as const)),
)

it('each role changes whom the table lets it change, to what it lets it, and the database says the same', async () => {
  for (const [actor, of, to] of EVERY) {
    if (to === of) continue
    const owner = await company()
    const [by, other] = [await createPerson(owner, actor), await createPerson(owner, of)]
    const may = mayGive(actor, of) && (to === null || mayGive(actor, to))
    const [{ answer }] = (await forOrg(
      owner.org.id,
      // Past the app: what somebody gets who calls the function by hand, and doesn't stay.
      (tx) => tx.$queryRaw<[{ answer: string }]>`select public.change_member(${by.session?.id}::uuid,
        ${other.user.id}::uuid, ${of}::role, ${to}::role) as answer`,
    )) as [{ answer: string }]
    expect([actor, of, to, answer]).toEqual([actor, of, to, may ? 'done' : 'not_allowed'])
    expect(await roleOf(other)).toBe(may ? (to ?? undefined) : of)
    const third = await createPerson(owner, of)
    const asked = to ? changeRole(by, { ...at(third), role: to }) : removeMember(by, at(third))
    if (may) await asked
    else expect(await refused(asked)).toContain('role doesn’t allow this')
    expect(await roleOf(third)).toBe(may ? (to ?? undefined) : of)
  }
})

it('nobody raises themselves, and everybody may leave but the last owner', async () => {
  for (const role of TEAM_ROLES) {
    const owner = await company()
    const self = await createPerson(owner, role)
    for (const to of TEAM_ROLES.filter((each) => each !== role && role !== 'owner'))
      await refused(changeRole(self, { ...at(self), role: to }))
    expect(await roleOf(self)).toBe(role)
    await leave(self)
    expect(await roleOf(self)).toBeUndefined()
    expect(await openSessions([self.session?.id ?? ''])).toEqual([])
  }
  const last = await company()
  await createPerson(last, 'admin')
  const acts = [
    () => leave(last),
    () => removeMember(last, at(last)),
    () => changeRole(last, { ...at(last), role: 'admin' }),
  ]
  for (const act of acts) expect(await refused(act())).toContain('this is the last one')
  expect(await roleOf(last)).toBe('owner')
})

it('the last who runs a company without an owner stays, too', async () => {
  const owner = await company()
  const admin = await createPerson(owner, 'admin')
  await queryAsOwner(
    `with off as (select set_config('app.leaves_no_owner', 'on', true))
     delete from membership using off where org_id = $1 and role = 'owner'`,
    [owner.org.id],
  )
  expect(await refused(leave(admin))).toContain('Nobody else runs this company')
  await createPerson(owner, 'admin')
  await leave(admin)
})

const PAIRS: Record<string, (one: OrgContext, two: OrgContext) => Promise<unknown>[]> = {
  'each leaves': (one, two) => [leave(one), leave(two)],
  'each lowers themselves': (one, two) => [
    changeRole(one, { ...at(one), role: 'admin' }),
    changeRole(two, { ...at(two), role: 'contractor' }),
  ],
  'each lowers the other': (one, two) => [
    changeRole(one, { ...at(two), role: 'admin' }),
    changeRole(two, { ...at(one), role: 'admin' }),
  ],
  'each removes the other': (one, two) => [removeMember(one, at(two)), removeMember(two, at(one))],
  'one leaves, the other is lowered': (one, two) => [leave(two), changeRole(two, { ...at(one), role: 'bookkeeper' })],
  'one hands over, the other leaves': (one, two) => [handOver(one, at(two)), leave(two)],
  'by hand, at the database': (one, two) =>
    [one, two].map(({ org, user }) =>
      queryAsOwner('delete from membership where org_id = $1 and user_id = $2', [org.id, user.id]),
    ),
}

it.each(Object.entries(PAIRS))('two owners at once keep one: %s', async (_, acts) => {
  for (let round = 0; round < 8; round++) {
    const one = await company()
    const two = await createPerson(one, 'owner')
    const outcomes = await Promise.allSettled(acts(one, two))
    expect(await ownersOf(one)).toBeGreaterThanOrEqual(1)
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(1)
  }
})

it('two transactions that keep their sight of the table (repeatable read) leave an owner, too', async () => {
  const one = await company()
  const two = await createPerson(one, 'owner')
  const work = ({ org, user }: OrgContext) =>
    queryAsOwner(
      `begin isolation level repeatable read; select count(*) from membership; select pg_sleep(0.2);
       delete from membership where org_id = '${org.id}' and user_id = '${user.id}'; commit`,
    )
  const outcomes = await Promise.allSettled([work(one), work(two)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await ownersOf(one)).toBe(1)
})

it('ownership is handed over whole, and both sign in again', async () => {
  const owner = await company()
  const next = await createPerson(owner, 'bookkeeper')
  const admin = await createPerson(owner, 'admin')
  expect(await refused(handOver(admin, at(next)))).toContain('role doesn’t allow this')
  expect(await refused(handOver(owner, at(owner)))).toContain('role doesn’t allow this')
  await handOver(owner, at(next))
  expect([await roleOf(owner), await roleOf(next)]).toEqual(['admin', 'owner'])
  expect(await openSessions([owner.session?.id ?? '', next.session?.id ?? ''])).toEqual([])
  // Whoever has a page from before is nobody there now.
  expect(await refused(handOver(owner, at(next)))).toMatch(/Enter your password again|signed out/)
  expect(
    await refused(changeRole(await again(owner), { userId: next.user.id, was: 'owner', role: 'admin' })),
  ).toContain('role doesn’t allow this')
})

it('an act meets the team as it is: changed, gone, another company’s, or the actor out', async () => {
  const owner = await company()
  const stranger = await company()
  const other = await createPerson(owner, 'contractor')
  expect(await refused(changeRole(owner, { userId: other.user.id, was: 'bookkeeper', role: 'admin' }))).toContain(
    'in the meantime',
  )
  for (const userId of [stranger.user.id, randomUUID()])
    expect(await refused(removeMember(owner, { userId, was: 'contractor' }))).toContain('no longer in the team')
  expect(
    await refused(
      changeRole({ ...owner, user: stranger.user, session: stranger.session }, { ...at(other), role: 'admin' }),
    ),
  ).toMatch(/signed out/)
  await queryAsOwner('update session set ended_at = now() where id = $1', [owner.session?.id])
  expect(await refused(removeMember(owner, at(other)))).toMatch(/signed out/)
  expect(await roleOf(other)).toBe('contractor')
  // A removed member's page asks for what only a member may do.
  const admin = await createPerson(owner, 'admin')
  await removeMember(await again(owner), at(admin))
  expect(await refused(changeRole(admin, { ...at(other), role: 'bookkeeper' }))).toMatch(/signed out/)
})

it('owners and admins are not touched without the password, others are', async () => {
  const owner = await company()
  const [admin, contractor] = [await createPerson(owner, 'admin'), await createPerson(owner, 'contractor')]
  const old = async (person: OrgContext) => {
    const next = await again(person)
    await queryAsOwner(`update session set password_at = now() - interval '1 hour' where id = $1`, [next.session?.id])
    return next
  }
  const asks = 'Enter your password again'
  const late = await old(owner)
  expect(await refused(changeRole(late, { ...at(admin), role: 'contractor' }))).toContain(asks)
  expect(await refused(changeRole(late, { ...at(contractor), role: 'admin' }))).toContain(asks)
  expect(await refused(removeMember(late, at(admin)))).toContain(asks)
  expect(await refused(handOver(late, at(contractor)))).toContain(asks)
  expect(await refused(leave(await old(admin)))).toContain(asks)
  await changeRole(late, { ...at(contractor), role: 'bookkeeper' })
  await removeMember(late, { userId: contractor.user.id, was: 'bookkeeper' })
})

it('each act is in the log with who did it, and the person concerned is told', async () => {
  const owner = await company()
  const [one, two] = [await createPerson(owner, 'contractor'), await createPerson(owner, 'contractor')]
  await changeRole(owner, { ...at(one), role: 'admin' })
  await removeMember(owner, at(two))
  await handOver(owner, { userId: one.user.id, was: 'admin' })
  const events = await forSystem((tx) =>
    tx.securityEvent.findMany({
      where: { orgId: owner.org.id, actorId: owner.user.id, address: owner.source?.address ?? '' },
      orderBy: { id: 'asc' },
    }),
  )
  expect(events.map(({ event, userId, detail }) => [event, userId, detail])).toEqual([
    ['role_changed', one.user.id, 'contractor → admin'],
    ['member_removed', two.user.id, 'contractor'],
    ['role_changed', one.user.id, 'admin → owner'],
    ['role_changed', owner.user.id, 'owner → admin'],
  ])
  const notices = await forOrg(owner.org.id, (tx) =>
    tx.email.findMany({ where: { kind: 'notice' }, orderBy: { id: 'asc' } }),
  )
  expect(notices.map(({ to }) => to)).toEqual([one, two, one, owner].map(({ user }) => user.email))
  expect(JSON.stringify(notices.map(({ notice }) => notice))).toMatch(/You were removed from the team/)
})

it('the rule for owners and admins is one', () => {
  for (const role of TEAM_ROLES) expect(mayGive('admin', role)).toBe(!isLead(role))
})
