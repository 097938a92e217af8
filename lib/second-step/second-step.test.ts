import { randomInt, randomUUID } from 'node:crypto'
import { generateSync } from 'otplib'
import { beforeEach, describe, expect, it } from 'vitest'
import { forUser, readForMember } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createFirstTrip } from '@/lib/orgs/first-trip'
import { markDevice } from '@/lib/sessions/device'
import { beginHalf, getHalf } from '@/lib/sessions/half-sign-in'
import { openSessions, startSession } from '@/lib/sessions/session-record'
import type { Session } from '@/lib/sessions/session-token'
import { signIn } from '@/lib/sessions/sign-in'
import { PasswordNeeded, requireStepUp, SecondStepNeeded, SessionOver } from '@/lib/sessions/step-up'
import { createJob, createOrg, signedIn } from '@/lib/testing/fixtures'
import { createPerson, queryAsOwner, setPassword } from '@/lib/testing/people'
import { Prisma } from '@/prisma/generated/client'
import { giveSecondStep, giveSecondStepAgain } from './give'
import { listMethods } from './methods'
import { resetMember, setSecondStepRule } from './rule'
import {
  beginAuthenticator,
  confirmAuthenticator,
  removeAuthenticator,
  removePasskey,
  renewRecoveryCodes,
} from './set-up'

const PASSWORD = 'a plumb line hangs straight'
const someAddress = () => `203.0.${randomInt(256)}.${randomInt(256)}`
const sourceAt = (address: string) => ({ address, requestId: '', userAgent: 'a test' })

type Own = { user: OrgContext['user']; session: Session; source: ReturnType<typeof sourceAt> }
let context: OrgContext
let own: Own
beforeEach(async () => {
  context = await createOrg({ active: false })
  await setPassword(context, PASSWORD)
  own = { user: context.user, session: await signedIn(context.user.id), source: sourceAt(someAddress()) }
  context = { ...context, session: own.session }
})

const SECONDS = 30
/** A code of the app, of so many steps from now. */
const codeOf = (secret: string, steps = 0) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + steps * SECONDS })
const keyIn = ({ key }: { key: string }) => key.replaceAll(' ', '')
/** Begins no step that is about to end: on a slow machine, the code of the one before would be two behind by then. */
const withinAStep = () =>
  expect.poll(() => SECONDS - ((Date.now() / 1000) % SECONDS), { interval: 50 }).toBeGreaterThan(3)
/** A code that was used is good no longer: the tests use those of the step before, now and after. */
async function setUp(who = own): Promise<{ secret: string; codes: string[] }> {
  await withinAStep()
  const secret = keyIn(await beginAuthenticator(who))
  return { secret, codes: (await confirmAuthenticator(who, codeOf(secret, -1))) ?? [] }
}
const goesOn = async ({ id }: Session) => (await openSessions([id])).length === 1
const enter = (address = someAddress(), deviceCookie = '') =>
  signIn(
    { email: own.user.email, password: PASSWORD },
    { source: sourceAt(address), deviceCookie, wait: async () => {} },
  )
async function half(address?: string) {
  const answer = await enter(address)
  if (!answer || !('half' in answer)) throw new Error('not half signed in')
  return answer.half
}
const give = (of: Session, code: string, address = someAddress(), deviceCookie = '') =>
  giveSecondStep(of, { code }, { source: sourceAt(address), deviceCookie })
const wrongCode = (secret: string) => {
  const right = [-2, -1, 0, 1, 2].map((steps) => codeOf(secret, steps))
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !right.includes(code)) ?? ''
}
const eventsOf = async () =>
  (
    await queryAsOwner<{ event: string }>(
      `select event from security_event where user_id = $1 and event like '%second_step%' order by id`,
      [own.user.id],
    )
  ).map(({ event }) => event)
const toldOf = async (userId = own.user.id) =>
  (
    await queryAsOwner<{ words: string }>(
      `select words from alarm where user_id = $1 and kind = 'second_step' order by at, id`,
      [userId],
    )
  ).map(({ words }) => words)

describe('setting up an authenticator app', () => {
  it('counts from the first code on, ends the other sessions, gives ten codes once, and tells the person', async () => {
    const other = await signedIn(own.user.id)
    const begun = await beginAuthenticator(own)
    expect(begun.qr.path).toMatch(/^M\d+ \d+h1v1h-1z/)
    expect(await enter()).toHaveProperty('session') // not yet
    await expect(confirmAuthenticator(own, wrongCode(keyIn(begun)))).rejects.toThrow('That code isn’t right.')
    const codes = await confirmAuthenticator(own, codeOf(keyIn(begun)))
    expect(new Set(codes).size).toBe(10)
    expect([await goesOn(own.session), await goesOn(other)]).toEqual([true, false])
    expect(await listMethods(own.user.id)).toMatchObject({ appSince: expect.any(Date), codesLeft: 10 })
    expect(await enter()).toHaveProperty('half')
    expect(await eventsOf()).toContain('second_step_added')
    expect(await toldOf()).toEqual(['An authenticator app was set up for your sign-in.'])
  })

  it('keeps neither the secret nor a code in clear', async () => {
    const { secret, codes } = await setUp()
    const rows = JSON.stringify([
      await queryAsOwner('select * from authenticator where user_id = $1', [own.user.id]),
      await queryAsOwner(`select encode(hash, 'escape') from recovery_code where user_id = $1`, [own.user.id]),
      await queryAsOwner('select * from security_event where user_id = $1', [own.user.id]).then((all) =>
        all.map((row) => ({ ...row, id: '' })),
      ),
      await queryAsOwner('select words from alarm where user_id = $1', [own.user.id]),
    ])
    for (const clear of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
      expect(rows).not.toContain(clear)
  })

  it('takes the password again, here and in the database', async () => {
    await queryAsOwner(`update session set password_at = now() - interval '1 hour' where user_id = $1`, [own.user.id])
    await expect(beginAuthenticator(own)).rejects.toThrow(PasswordNeeded)
    const data = { userId: own.user.id, pendingSealed: 'x', pendingAt: new Date() }
    await expect(forUser(own.user.id, (tx) => tx.authenticator.create({ data }))).rejects.toThrow('row-level security')
  })

  it('moves to another phone: the new secret counts, the old one no longer', async () => {
    const before = await setUp()
    const secret = keyIn(await beginAuthenticator(own))
    expect(await give(await half(), codeOf(before.secret))).toHaveProperty('session')
    expect(await confirmAuthenticator(own, codeOf(secret, -1))).toBeNull()
    expect(await give(await half(), codeOf(before.secret, 1))).toBeNull()
    expect(await give(await half(), codeOf(secret))).toHaveProperty('session')
  })
})

describe('signing in with a second step', () => {
  it('begins no session before it, and one with it; the half is then over', async () => {
    const { secret } = await setUp()
    const open = () => queryAsOwner('select 1 from session where user_id = $1 and ended_at is null', [own.user.id])
    const before = await open()
    const waiting = await half()
    expect(await open()).toEqual(before)
    expect(await openSessions([waiting.id])).toEqual([])
    const answer = await give(waiting, codeOf(secret))
    if (!answer || typeof answer === 'string' || !('session' in answer)) throw new Error('not signed in')
    expect(await goesOn(answer.session)).toBe(true)
    expect(await give(waiting, codeOf(secret, 1))).toBe('over')
  })

  it('is held by the database, whoever begins a session', async () => {
    await setUp()
    await expect(startSession(own.user.id, own.source)).rejects.toThrow('has a second step')
  })

  it('refuses a code that was used, and those before it, also of two at once', async () => {
    const { secret } = await setUp()
    const [one, two] = [await half(), await half()]
    // The clock may go on to the next code.
    const [code, earlier] = [codeOf(secret), codeOf(secret, -1)]
    const answers = await Promise.all([give(one, code), give(two, code)])
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1)
    expect(await give(await half(), code)).toBeNull()
    expect(await give(await half(), earlier)).toBeNull()
  })

  it('takes a recovery code once, however it is typed, and says how many are left', async () => {
    const { codes } = await setUp()
    const [code = ''] = codes
    const typed = ` ${code.toLowerCase().replaceAll('-', ' ')} `
    const [one, two] = [await half(), await half()]
    const answers = await Promise.all([give(one, typed), give(two, code)])
    expect(answers.filter((answer) => answer !== null)).toHaveLength(1)
    expect(await give(await half(), code)).toBeNull()
    expect((await listMethods(own.user.id)).codesLeft).toBe(9)
    expect(await toldOf()).toContain('A recovery code was used for your sign-in. 9 are left.')
  })

  it('is over after ten minutes, and with another password', async () => {
    const { secret } = await setUp()
    const late = await half()
    await queryAsOwner(`update half_sign_in set expires_at = now() - interval '1 second' where id = $1`, [late.id])
    expect(await give(late, codeOf(secret))).toBe('over')
    const stale = await half()
    await setPassword(context, 'seven lanterns by the canal')
    expect(await getHalf(stale)).toBeNull()
  })

  it('is nobody else’s', async () => {
    const { secret } = await setUp()
    const other = await createOrg({ active: false })
    const { id } = await half()
    expect(await give({ id, userId: other.user.id }, codeOf(secret))).toBe('over')
    expect(await give(await beginHalf(other.user.id, true), codeOf(secret))).toBeNull()
  })
})

describe('guessing', () => {
  it('stops one place after ten, wherever it begins again, and not another place', async () => {
    const { secret } = await setUp()
    const address = someAddress()
    for (let n = 0; n < 10; n++) expect(await give(await half(), wrongCode(secret), address)).toBeNull()
    expect(await give(await half(), codeOf(secret), address)).toHaveProperty('wait')
    expect(await give(await half(), codeOf(secret))).toHaveProperty('session')
  })

  it('stops after twenty from everywhere; a recovery code and a browser that is known still work, and the person is told', async () => {
    const { secret, codes } = await setUp()
    for (let n = 0; n < 20; n++) expect(await give(await half(), wrongCode(secret))).toBeNull()
    expect(await give(await half(), codeOf(secret))).toHaveProperty('wait')
    expect((await toldOf()).at(-1)).toContain('Change your password now')
    expect(await give(await half(), codes[0] ?? '')).toHaveProperty('session')
    const known = markDevice(own.user.email, '')
    expect(await give(await half(), codeOf(secret), someAddress(), known)).toHaveProperty('session')
  })

  it('counts those at once before it looks at them', async () => {
    const { secret } = await setUp()
    const address = someAddress()
    const waiting = await half()
    const all = await Promise.all(Array.from({ length: 30 }, () => give(waiting, wrongCode(secret), address)))
    expect(all.filter((answer) => answer === null)).toHaveLength(10)
  })

  it('ends a session in which ten wrong ones were given', async () => {
    const { secret } = await setUp()
    for (let n = 0; n < 10; n++)
      await expect(giveSecondStepAgain(own, { code: wrongCode(secret) })).rejects.toThrow('That isn’t right')
    await expect(giveSecondStepAgain(own, { code: codeOf(secret) })).rejects.toThrow(SessionOver)
    expect(await goesOn(own.session)).toBe(false)
  })
})

describe('what asks for it again', () => {
  const ago = (column: string) =>
    queryAsOwner(`update session set ${column} = now() - interval '6 minutes' where id = $1`, [own.session.id])

  it('wants password and second step of whoever has one, the password alone of others', async () => {
    await requireStepUp(own)
    await ago('password_at')
    const alone = await requireStepUp(own).catch((error: unknown) => error)
    expect(alone).toBeInstanceOf(PasswordNeeded)
    expect(alone).not.toBeInstanceOf(SecondStepNeeded)
    await queryAsOwner('update session set password_at = now() where id = $1', [own.session.id])
    const { secret } = await setUp()
    await requireStepUp(own)
    await ago('second_step_at')
    await expect(requireStepUp(own)).rejects.toThrow(SecondStepNeeded)
    await giveSecondStepAgain(own, { code: codeOf(secret) })
    await requireStepUp(own)
    await ago('password_at')
    await expect(requireStepUp(own)).rejects.toThrow(SecondStepNeeded)
  })
})

describe('a company’s rule', () => {
  it('is set by an owner who has one; nobody removes the last one then', async () => {
    await expect(setSecondStepRule(context, { isRequired: true })).rejects.toThrow('for yourself first')
    await setUp()
    await setSecondStepRule(context, { isRequired: true })
    await expect(removeAuthenticator(own)).rejects.toThrow('requires two-step sign-in')
    expect(await listMethods(own.user.id)).toMatchObject({ appSince: expect.any(Date), codesLeft: 10 })
    await setSecondStepRule(context, { isRequired: false })
    await removeAuthenticator(own)
    expect(await listMethods(own.user.id)).toEqual({ appSince: null, passkeys: [], codesLeft: 0 })
    expect(await enter()).toHaveProperty('session')
  })
})

it('of two ways, removed at once in two tabs, one stays where a company requires one', async () => {
  await setUp()
  await setSecondStepRule(context, { isRequired: true })
  for (let round = 0; round < 5; round++) {
    const id = randomUUID()
    await queryAsOwner(
      `insert into passkey (id, user_id, credential_id, public_key, counter, name) values ($1::uuid, $2, $1::uuid::text, '', 0, 'A phone')`,
      [id, own.user.id],
    )
    const both = await Promise.allSettled([removeAuthenticator(own), removePasskey(own, id)])
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const { appSince, passkeys } = await listMethods(own.user.id)
    expect((appSince ? 1 : 0) + passkeys.length).toBe(1)
    // The app is there again for the next round.
    if (appSince) continue
    await setUp()
    await removePasskey(own, id)
  }
})

it('a company that requires one shows nothing to a member without it, and all to one with it', async () => {
  const member = await createPerson(context, 'contractor')
  const their = { user: member.user, session: member.session as Session, source: own.source }
  const see = async () => {
    const [place, jobs] = await readMember(their.session)
    return { org: place?.org?.id ?? null, lacks: place?.lacksSecondStep, jobs: jobs.length }
  }
  await createJob(context, 100_000)
  expect(await see()).toEqual({ org: context.org.id, lacks: false, jobs: 1 })
  await setUp()
  await setSecondStepRule(context, { isRequired: true })
  expect(await see()).toEqual({ org: null, lacks: true, jobs: 0 })
  expect(await goesOn(their.session)).toBe(true)
  await setUp(their)
  expect(await see()).toEqual({ org: context.org.id, lacks: false, jobs: 1 })
})

/** What a member's request reads first, and the jobs that the database shows with it. */
async function readMember(session: Session) {
  const { slug } = context.org
  const [place] = await createFirstTrip(slug, async () => session).answers
  const [jobs] = await readForMember(session, slug, [Prisma.sql`select id from job`])
  return [place, jobs] as const
}

describe('a phone that is lost', () => {
  const memberWithOne = async () => {
    const member = await createPerson(context, 'contractor')
    const their = { user: member.user, session: member.session as Session, source: own.source }
    await setUp(their)
    return { member, their }
  }

  it('is helped by an owner: nothing is left, the sessions end, and the person is told', async () => {
    const { member, their } = await memberWithOne()
    await resetMember(context, { userId: member.user.id })
    expect(await listMethods(member.user.id)).toEqual({ appSince: null, passkeys: [], codesLeft: 0 })
    expect(await goesOn(their.session)).toBe(false)
    expect((await toldOf(member.user.id)).at(-1)).toContain('reset the second step of your sign-in')
  })

  it('isn’t by an owner for somebody who is in another company, too, nor for oneself or a stranger', async () => {
    const { member } = await memberWithOne()
    const other = await createOrg({ active: false })
    await queryAsOwner(`insert into membership (org_id, user_id, role) values ($1, $2, 'owner')`, [
      other.org.id,
      member.user.id,
    ])
    await expect(resetMember(context, { userId: member.user.id })).rejects.toThrow('in another company, too')
    await expect(resetMember(context, { userId: own.user.id })).rejects.toThrow('Nobody resets their own')
    await expect(resetMember(context, { userId: other.user.id })).rejects.toThrow('no longer in yours')
    const bySql = (userId: string) =>
      forUser(own.user.id, (tx) => tx.$queryRaw`select reset_second_step(${userId}::uuid, ${own.session.id}::uuid)`)
    for (const id of [member.user.id, other.user.id, own.user.id])
      await expect(bySql(id)).rejects.toThrow('Only an owner of all')
    expect((await listMethods(member.user.id)).appSince).not.toBeNull()
  })
})

it('makes new recovery codes, and those before are good no longer', async () => {
  const { codes } = await setUp()
  const next = await renewRecoveryCodes(own)
  expect(next).toHaveLength(10)
  expect(await give(await half(), codes[1] ?? '')).toBeNull()
  expect(await give(await half(), next[1] ?? '')).toHaveProperty('session')
})
