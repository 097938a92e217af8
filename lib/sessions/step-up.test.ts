import { beforeEach, describe, expect, it } from 'vitest'
import { forUser } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg, signedIn } from '@/lib/testing/fixtures'
import { createPerson, queryAsOwner, setPassword } from '@/lib/testing/people'
import { changePassword } from './change-password'
import { isPassword } from './password'
import { openSessions } from './session-record'
import type { Session } from './session-token'
import { givePassword, PasswordNeeded, requirePassword, SessionOver } from './step-up'

const RIGHT = 'a plumb line hangs straight'
const NEXT = 'seven lanterns by the canal'
const source = { address: '192.0.2.7', requestId: '0191d3b0-7384-7d9a-8f0e-1f2e3d4c5b6a', userAgent: 'a test' }

type Own = Pick<OrgContext, 'user'> & { session: Session; source: typeof source }
let company: OrgContext
let own: Own
/** Another session of the same person. */
let other: Session
beforeEach(async () => {
  company = await createOrg({ active: false })
  await setPassword(company, RIGHT)
  own = { user: company.user, session: await signedIn(company.user.id), source }
  other = await signedIn(company.user.id)
})
const giveAgo = (interval: string) =>
  queryAsOwner(`update session set password_at = now() - $2::interval where id = $1`, [own.session.id, interval])
const goesOn = async ({ id }: Session) => (await openSessions([id])).length === 1
const eventsOf = async ({ user }: Own) =>
  (
    await queryAsOwner<{ event: string }>(
      `select event from security_event where user_id = $1 and event like 'password_%' and address <> '' order by id`,
      [user.id],
    )
  ).map(({ event }) => event)

describe('the password again', () => {
  it('isn’t needed within five minutes of giving it, and is needed after', async () => {
    await requirePassword(own)
    await giveAgo('4 minutes 50 seconds')
    await requirePassword(own)
    await giveAgo('5 minutes 1 second')
    await expect(requirePassword(own)).rejects.toThrow(PasswordNeeded)
    await givePassword(own, RIGHT)
    await requirePassword(own)
    expect(await eventsOf(own)).toEqual(['password_given'])
  })

  it('counts for the session in which it was given alone, while that goes on', async () => {
    await queryAsOwner(`update session set password_at = now() - interval '1 hour'`)
    await givePassword(own, RIGHT)
    await expect(requirePassword({ ...own, session: other })).rejects.toThrow(PasswordNeeded)
    await expect(requirePassword({ user: own.user })).rejects.toThrow(PasswordNeeded)
    await queryAsOwner('update session set ended_at = now() where id = $1', [own.session.id])
    await expect(requirePassword(own)).rejects.toThrow(PasswordNeeded)
  })

  it('is said to be wrong where it is, and the tenth time in a row ends this session, no other', async () => {
    await giveAgo('1 hour')
    for (let n = 1; n < 10; n++)
      await expect(givePassword(own, `wrong ${n}`)).rejects.toThrow('That isn’t your password. Try again.')
    expect(await goesOn(own.session)).toBe(true)
    await expect(givePassword(own, 'wrong 10')).rejects.toThrow(SessionOver)
    expect(await goesOn(own.session)).toBe(false)
    await expect(givePassword(own, RIGHT)).rejects.toThrow(SessionOver)
    expect(await goesOn(other)).toBe(true)
    await givePassword({ ...own, session: other }, RIGHT)
    expect(await eventsOf(own)).toEqual([...Array(11).fill('password_refused'), 'password_given'])
  })

  it('counts those at once, before it looks at them', async () => {
    await Promise.allSettled(Array.from({ length: 20 }, (_, n) => givePassword(own, `wrong ${n}`)))
    expect(await goesOn(own.session)).toBe(false)
  })

  it('forgets the wrong ones after the right one', async () => {
    for (let n = 0; n < 9; n++) await givePassword(own, 'wrong').catch(() => {})
    await givePassword(own, RIGHT)
    for (let n = 0; n < 9; n++) await givePassword(own, 'wrong').catch(() => {})
    expect(await goesOn(own.session)).toBe(true)
  })
})

describe('changing the own password', () => {
  const change = (password: string, newPassword: string) => changePassword(own, { password, newPassword })
  const passwordIs = async (password: string) => {
    const [row] = await queryAsOwner<{ hash: string }>('select password_hash as hash from app_user where id = $1', [
      own.user.id,
    ])
    return isPassword(row?.hash, password)
  }

  it('ends all sessions, this one as well, and begins another', async () => {
    const next = await change(RIGHT, NEXT)
    expect([await goesOn(own.session), await goesOn(other), await goesOn(next)]).toEqual([false, false, true])
    expect([await passwordIs(NEXT), await passwordIs(RIGHT)]).toEqual([true, false])
    expect(await eventsOf(own)).toEqual(['password_given', 'password_changed'])
  })

  it('needs the present password and a new one that is hard to guess; else nothing changes', async () => {
    await expect(change('not it', NEXT)).rejects.toThrow('That isn’t your password.')
    await expect(change(RIGHT, 'too short')).rejects.toThrow('Use at least 15 characters.')
    await expect(change(RIGHT, `${own.user.email}1234`)).rejects.toThrow('easy to guess')
    await expect(change(RIGHT, RIGHT)).rejects.toThrow('This is the password that you have.')
    expect([await passwordIs(RIGHT), await goesOn(own.session), await goesOn(other)]).toEqual([true, true, true])
  })

  it('is done by the database only in a session in which the present one was just given, and for its user', async () => {
    const set = (userId: string, sessionId: string) =>
      forUser(userId, (tx) => tx.$queryRaw`select 1 from public.change_password(${sessionId}::uuid, 'x')`)
    const somebody = await createOrg({ active: false })
    const refused = /wasn't given in this session/
    await expect(set(somebody.user.id, own.session.id)).rejects.toThrow(refused)
    await giveAgo('6 minutes')
    await expect(set(own.user.id, own.session.id)).rejects.toThrow(refused)
    await giveAgo('1 minute')
    await queryAsOwner('update session set ended_at = now() where id = $1', [own.session.id])
    await expect(set(own.user.id, own.session.id)).rejects.toThrow(refused)
    expect(await passwordIs(RIGHT)).toBe(true)
  })
})

describe('a session', () => {
  const update = (set: string) => queryAsOwner(`update session set ${set} where id = $1`, [own.session.id])

  it('that has ended stays ended, is nobody else’s, and lasts no longer than it was to last', async () => {
    const refused = 'stays ended'
    const somebody = await createOrg({ active: false })
    await expect(update(`expires_at = expires_at + interval '1 second'`)).rejects.toThrow(refused)
    await expect(update(`user_id = '${somebody.user.id}'`)).rejects.toThrow(refused)
    await update('ended_at = now()')
    await expect(update('ended_at = null')).rejects.toThrow(refused)
    await expect(update(`ended_at = ended_at + interval '1 hour'`)).rejects.toThrow(refused)
    expect(await goesOn(own.session)).toBe(false)
  })

  it('ends with each change of its user’s password or standing, and no other', async () => {
    await createPerson(company, 'owner') // one stays
    const ends = async (sql: string) => {
      own.session = await signedIn(own.user.id)
      await queryAsOwner(sql, [own.user.id])
      return !(await goesOn(own.session))
    }
    expect(await ends('update app_user set name = name where id = $1')).toBe(false)
    expect(await ends('update app_user set password_hash = password_hash where id = $1')).toBe(false)
    expect(await ends('update membership set role = role where user_id = $1')).toBe(false)
    expect(await ends(`update app_user set password_hash = 'x' where id = $1`)).toBe(true)
    expect(await ends('update app_user set is_staff = not is_staff where id = $1')).toBe(true)
    expect(await ends(`update membership set role = 'bookkeeper' where user_id = $1`)).toBe(true)
    expect(await ends('delete from membership where user_id = $1')).toBe(true)
    const reasons = await queryAsOwner<{ reason: string }>(
      'select distinct end_reason as reason from session where user_id = $1 and ended_at is not null order by 1',
      [own.user.id],
    )
    expect(reasons.map(({ reason }) => reason)).toEqual(['password_changed', 'removed', 'role_changed'])
  })

  it('is forgotten three months after its time, at the next sign-in', async () => {
    await update(`expires_at = now() - interval '91 days', idle_at = now() - interval '91 days'`)
    await signedIn(own.user.id)
    expect(await queryAsOwner('select 1 from session where id = $1', [own.session.id])).toEqual([])
    expect(await queryAsOwner('select 1 from session where id = $1', [other.id])).toHaveLength(1)
  })
})
