import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, it } from 'vitest'
import { forOrg, forSystem } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { linkToken } from '@/lib/links/link-token'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg, signedIn } from '@/lib/testing/fixtures'
import { createPerson, queryAsOwner } from '@/lib/testing/people'
import { changeRole, handOver, leave, removeMember } from './change-team'
import { createInvitation } from './invitation'
import { invite, listInvitations, resendInvitation, revokeInvitation } from './invite'
import { join, signUp } from './join'
import { mayGive, TEAM_ROLES, type TeamRole } from './rules'

// Invitations: who sends them, who joins by them, and that nobody else does, whatever the order.

const PASSWORD = 'seven lanterns by the canal'
const SOURCE = { address: '192.0.2.9', requestId: randomUUID(), userAgent: 'a test' }
const company = () => createOrg({ active: false })
const newAddress = () => `new-${randomUUID()}@example.com`

const openOf = ({ org }: OrgContext) => listInvitations(org.id)
async function tokenFor(context: OrgContext, email: string, role: TeamRole = 'contractor'): Promise<string> {
  await invite(context, { email, role })
  const [open] = (await openOf(context)).filter((each) => each.email === email.toLowerCase())
  if (!open) throw new Error('not invited')
  return linkToken(open.id)
}
const membersOf = async ({ org }: OrgContext): Promise<string[]> =>
  (
    await queryAsOwner<{ who: string }>(
      `select u.email || ' ' || m.role as who from membership m join app_user u on u.id = m.user_id
       where m.org_id = $1 order by m.created_at, u.id`,
      [org.id],
    )
  ).map(({ who }) => who)
/** Somebody with an account, and no company; signed in. */
async function person(email = newAddress()) {
  const [{ id }] = (await queryAsOwner<{ id: string }>(
    `insert into app_user (id, email, name, password_hash) values ($1, $2, 'Bob Builder', 'none') returning id`,
    [randomUUID(), email],
  )) as [{ id: string }]
  const user = { id, email, name: 'Bob Builder', isStaff: false }
  return { user, session: await signedIn(id), source: SOURCE }
}
const refused = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof UserError)) throw error ?? new Error('It was done')
  return error.message
}
const signUpWith = (token: string, name = 'Nora New') => signUp({ token, name, password: PASSWORD }, SOURCE)

it('whoever has an account joins by pressing, once, with the role of the invitation; Bob@x is bob@x', async () => {
  const owner = await company()
  const bob = await person()
  const token = await tokenFor(owner, bob.user.email.replace('new', 'NEW'), 'bookkeeper')
  expect(await join(bob, { token })).toEqual({ slug: owner.org.slug })
  expect(await membersOf(owner)).toContain(`${bob.user.email} bookkeeper`)
  expect(await refused(join(bob, { token }))).toContain('used already')
  expect(await openOf(owner)).toEqual([])
  const [event] = await forSystem((tx) =>
    tx.securityEvent.findMany({ where: { orgId: owner.org.id, event: 'member_added', userId: bob.user.id } }),
  )
  expect(event).toMatchObject({ actorId: bob.user.id, address: SOURCE.address, detail: 'bookkeeper' })
})

it('a new person sets name and password, once, and is signed in', async () => {
  const owner = await company()
  const email = newAddress()
  const token = await tokenFor(owner, email, 'admin')
  expect(await refused(signUp({ token, name: 'Nora New', password: 'passwordpassword' }, SOURCE))).toContain(
    'easy to guess',
  )
  expect(await membersOf(owner)).toHaveLength(1)
  const { session, slug } = await signUpWith(token)
  expect(slug).toBe(owner.org.slug)
  expect(await membersOf(owner)).toContain(`${email} admin`)
  expect(await refused(signUpWith(token))).toContain('used already')
  const events = await forSystem((tx) =>
    tx.securityEvent.findMany({ where: { userId: session.userId }, orderBy: { id: 'asc' } }),
  )
  expect(events.map(({ event, actorId, actorName }) => [event, actorId, actorName])).toEqual([
    ['user_added', session.userId, 'Nora New'],
    ['member_added', session.userId, 'Nora New'],
    ['signed_in', null, null],
  ])
})

it('many presses at once make one member, and two companies’ invitations one account', async () => {
  const [one, two] = [await company(), await company()]
  const bob = await person()
  const token = await tokenFor(one, bob.user.email)
  const presses = await Promise.allSettled(Array.from({ length: 6 }, () => join(bob, { token })))
  expect(presses.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const email = newAddress()
  const tokens = [await tokenFor(one, email), await tokenFor(two, email)]
  const made = await Promise.allSettled([...tokens, ...tokens].map((each) => signUpWith(each)))
  expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  expect(await queryAsOwner('select 1 from app_user where email = $1', [email])).toHaveLength(1)
  expect([...(await membersOf(one)), ...(await membersOf(two))].filter((who) => who.startsWith(email))).toHaveLength(1)
})

it('joins nobody: another person, nobody, staff, a foreign or broken token, and what is over', async () => {
  const owner = await company()
  const [bob, eve] = [await person(), await person()]
  const token = await tokenFor(owner, bob.user.email)
  expect(await refused(join(eve, { token }))).toContain('for another address')
  // Whoever gets past the app with somebody else's session, or one that is over.
  expect(await refused(join({ ...bob, session: eve.session }, { token }))).toContain('for another address')
  const over = await signedIn(bob.user.id)
  await queryAsOwner('update session set ended_at = now() where id = $1', [over.id])
  expect(await refused(join({ ...bob, session: over }, { token }))).toContain('signed out')
  expect(await refused(signUpWith(token))).toContain('account for this address already')
  const guesses = ['', 'x', token.slice(0, -1), `${token}x`, `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`]
  guesses.push(linkToken(randomUUID()), randomUUID(), 'é'.repeat(65), '\0')
  for (const guess of guesses) {
    expect(await refused(join(bob, { token: guess }))).toContain('isn’t complete')
    expect(await refused(signUpWith(guess))).toContain('isn’t complete')
  }
  const staff = await createPerson(owner, 'staff')
  const forStaff = await tokenFor(owner, staff.user.email)
  if (!staff.session) throw new Error('not signed in')
  expect(
    await refused(join({ user: staff.user, session: staff.session, source: SOURCE }, { token: forStaff })),
  ).toContain('staff can’t')
  expect(await membersOf(owner)).toHaveLength(1)
  await queryAsOwner(`update one_time_link set expires_at = now() - interval '1 ms' where org_id = $1`, [owner.org.id])
  expect(await refused(join(bob, { token }))).toContain('expired')
  // An expired one gives way to another.
  const next = await tokenFor(owner, bob.user.email)
  const [open] = (await openOf(owner)).filter(({ email }) => email === bob.user.email)
  await revokeInvitation(owner, { id: open?.id ?? '' })
  for (const old of [token, next]) expect(await refused(join(bob, { token: old }))).toContain('no longer works')
  expect(await membersOf(owner)).toHaveLength(1)
})

it('sent again, it works for another 7 days, and the one before no longer', async () => {
  const owner = await company()
  const bob = await person()
  const token = await tokenFor(owner, bob.user.email)
  await queryAsOwner(`update one_time_link set expires_at = now() + interval '1 hour' where org_id = $1`, [
    owner.org.id,
  ])
  const [before] = await openOf(owner)
  await resendInvitation(owner, { id: before?.id ?? '' })
  const [after, ...others] = await openOf(owner)
  expect(others).toEqual([])
  expect(after?.expiresAt.getTime()).toBeGreaterThan(Date.now() + 6.9 * 24 * 60 * 60_000)
  expect(await refused(resendInvitation(owner, { id: before?.id ?? '' }))).toContain('in the meantime')
  expect(await refused(join(bob, { token }))).toContain('no longer works')
  await join(bob, { token: linkToken(after?.id ?? '') })
  expect(await refused(resendInvitation(owner, { id: after?.id ?? '' }))).toContain('in the meantime')
  expect(await refused(revokeInvitation(owner, { id: after?.id ?? '' }))).toContain('in the meantime')
})

it('an address is invited once, in two tabs at once either, and no member is', async () => {
  const owner = await company()
  const email = newAddress()
  const both = await Promise.allSettled(
    [email, email.toUpperCase()].map((each) => invite(owner, { email: each, role: 'contractor' })),
  )
  expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(await refused(invite(owner, { email, role: 'bookkeeper' }))).toContain('invited already')
  expect(await openOf(owner)).toHaveLength(1)
  const member = await createPerson(owner, 'bookkeeper')
  expect(await refused(invite(owner, { email: member.user.email.toUpperCase(), role: 'contractor' }))).toContain(
    'in the team already',
  )
  // Another company's is its own.
  const other = await company()
  await invite(other, { email, role: 'contractor' })
  const [theirs] = await openOf(other)
  expect(await refused(revokeInvitation(owner, { id: theirs?.id ?? '' }))).toContain('in the meantime')
  expect(await openOf(other)).toHaveLength(1)
})

it('an invitation that another tab made since this one looked stays, and this one says so', async () => {
  const owner = await company()
  const email = newAddress()
  await invite(owner, { email, role: 'contractor' })
  const [before] = await openOf(owner)
  await revokeInvitation(owner, { id: before?.id ?? '' })
  const [tab, watcher] = [0, 1].map(() => new pg.Client({ connectionString: process.env.DATABASE_URL }))
  if (!tab || !watcher) throw new Error('no connections')
  await Promise.all([tab.connect(), watcher.connect()])
  try {
    await tab.query('begin; lock table one_time_link in share mode') // others look, and wait before they write
    const late = refused(invite(owner, { email, role: 'bookkeeper' }))
    const waits = `select 1 from pg_locks where relation = 'one_time_link'::regclass and not granted`
    await expect.poll(async () => (await watcher.query(waits)).rowCount, { timeout: 20_000 }).toBeGreaterThan(0)
    const id = randomUUID()
    const like = `jsonb_populate_record(link, jsonb_build_object('id', $2::text, 'revoked_at', null))`
    await tab.query(`insert into one_time_link select (${like}).* from one_time_link link where id = $1`, [
      before?.id,
      id,
    ])
    await tab.query('commit')
    expect(await late).toContain('was invited a moment ago')
    expect((await openOf(owner)).map((open) => [open.id, open.role])).toEqual([[id, 'contractor']])
  } finally {
    await Promise.all([tab.end(), watcher.end()])
  }
})

it('each role invites whom the table lets it, with the password for owners and admins', async () => {
  const owner = await company()
  for (const actor of TEAM_ROLES)
    for (const role of TEAM_ROLES) {
      const by = await createPerson(owner, actor)
      const asked = invite(by, { email: newAddress(), role })
      if (mayGive(actor, role)) await asked
      else expect(await refused(asked)).toContain('Only an owner')
    }
  const admin = await createPerson(owner, 'admin')
  const [open] = (await openOf(owner)).filter(({ role }) => role === 'owner')
  expect(await refused(resendInvitation(admin, { id: open?.id ?? '' }))).toContain('Only an owner')
  expect(await refused(revokeInvitation(admin, { id: open?.id ?? '' }))).toContain('Only an owner')
  await queryAsOwner(`update session set password_at = now() - interval '1 hour' where id = $1`, [owner.session?.id])
  expect(await refused(invite(owner, { email: newAddress(), role: 'admin' }))).toContain('Enter your password again')
  await invite(owner, { email: newAddress(), role: 'contractor' })
})

it('what somebody sent who is out, or may give that role no longer, opens nothing', async () => {
  const owner = await company()
  const second = await createPerson(owner, 'owner')
  const [bob, ann] = [await person(), await person()]
  const tokens = { bob: await tokenFor(second, bob.user.email, 'owner'), ann: await tokenFor(second, ann.user.email) }
  await changeRole(owner, { userId: second.user.id, was: 'owner', role: 'admin' })
  expect(await refused(join(bob, { token: tokens.bob }))).toContain('no longer works')
  expect((await openOf(owner)).map(({ email }) => email)).toEqual([ann.user.email]) // admins invite contractors
  await removeMember(owner, { userId: second.user.id, was: 'admin' })
  expect(await refused(join(ann, { token: tokens.ann }))).toContain('no longer works')
  expect(await openOf(owner)).toEqual([])
  // Nor what waits for whoever is removed, by another way than the Team page.
  const third = await createPerson(owner, 'contractor')
  await forOrg(owner.org.id, (tx) =>
    tx.oneTimeLink.create({
      data: {
        ...{ id: randomUUID(), kind: 'invitation', orgId: owner.org.id, email: third.user.email, role: 'owner' },
        expiresAt: new Date(Date.now() + 60_000),
      },
    }),
  )
  await removeMember(owner, { userId: third.user.id, was: 'contractor' })
  expect(await openOf(owner)).toEqual([])
})

it('who was removed or left is invited again, and who handed over invites no owners', async () => {
  const owner = await company()
  const bob = await person()
  await join(bob, { token: await tokenFor(owner, bob.user.email) })
  await removeMember(owner, { userId: bob.user.id, was: 'contractor' })
  const back = { ...bob, session: await signedIn(bob.user.id) }
  await join(back, { token: await tokenFor(owner, bob.user.email, 'admin') })
  await leave({ ...owner, ...back, role: 'admin' })
  const again = { ...bob, session: await signedIn(bob.user.id) }
  await join(again, { token: await tokenFor(owner, bob.user.email, 'bookkeeper') })
  expect(await membersOf(owner)).toContain(`${bob.user.email} bookkeeper`)
  await tokenFor(owner, newAddress(), 'owner')
  await handOver(owner, { userId: bob.user.id, was: 'bookkeeper' })
  expect(await openOf(owner)).toEqual([])
})

it('staff invite the owner of a new company, in the system’s scope', async () => {
  const { org } = await company()
  const email = newAddress()
  const by = { id: null, name: 'Plumbline' }
  const made = await forSystem((tx) => createInvitation(tx, { orgId: org.id, email, role: 'owner', by }))
  const { session } = await signUpWith(linkToken(made.id), 'Olive Owner')
  expect(await queryAsOwner('select role from membership where user_id = $1', [session.userId])).toEqual([
    { role: 'owner' },
  ])
})

it('each invitation is in the audit log, and owners are told', async () => {
  const owner = await company()
  const email = newAddress()
  await tokenFor(owner, email, 'admin')
  await resendInvitation(owner, { id: (await openOf(owner))[0]?.id ?? '' })
  await revokeInvitation(owner, { id: (await openOf(owner))[0]?.id ?? '' })
  const [entries, alarms, links] = await forOrg(owner.org.id, async (tx) => [
    await tx.auditEvent.findMany({ orderBy: { id: 'asc' } }),
    await tx.alarm.findMany({ where: { kind: 'roles' }, orderBy: { at: 'asc' } }),
    await tx.oneTimeLink.findMany(),
  ])
  expect(entries.map(({ action, subject, detail }) => [action, subject, detail])).toEqual(
    ['team_invited', 'team_invited_again', 'team_invitation_revoked'].map((action) => [action, email, 'Admin']),
  )
  expect(alarms.map(({ words }) => words)).toEqual([
    `Ada Admin invited ${email} (admin).`,
    `Ada Admin again invited ${email} (admin).`,
  ])
  for (const { id } of links) expect(JSON.stringify([entries, alarms, links])).not.toContain(linkToken(id))
})
