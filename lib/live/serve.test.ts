import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { OrgContext } from '@/lib/orgs/context'
import { endOtherSessions, endOwnSession } from '@/lib/sessions/own-sessions'
import { endSessions, openSessions } from '@/lib/sessions/session-record'
import { makeToken, type Session, sessionCookie } from '@/lib/sessions/session-token'
import { createOrg, signedIn } from '@/lib/testing/fixtures'
import { createPerson, queryAsOwner } from '@/lib/testing/people'
import { serveLive } from './serve'
import { LISTENER_NAME } from './subscribe'

// Streams, as a browser opens them, and each way in which a session ends.

let server: Server
let url: string
beforeAll(async () => {
  server = createServer((request, response) => {
    void serveLive(request, response, request.url?.slice(1) ?? '')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const cookieOf = (session: Session) =>
  `${sessionCookie()}=${makeToken({ ...session, exp: Math.ceil(Date.now() / 1000) + 3_600 })}`
const ask = (slug: string, cookie: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
  fetch(`${url}/${slug}`, { ...init, headers: { cookie, ...init.headers } })

/** Opens a stream and reads on. `ended` is when it is closed, `text` what came. */
async function open({ org }: OrgContext, session: Session, headers: Record<string, string> = {}) {
  const answer = await ask(org.slug, cookieOf(session), { headers })
  expect(answer.status).toBe(200)
  const stream = { text: '', answer }
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const ended = (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) stream.text += part.value
  })()
  await vi.waitFor(() => expect(stream.text).toContain('event: resync'), 30_000)
  return Object.assign(stream, { ended, hasEnded: () => Promise.race([ended.then(() => true), pulse(session)]) })
}
/** What comes after everything that was told before: an end of another session, all the way through. */
async function pulse({ userId }: Session): Promise<false> {
  const other = await signedIn(userId)
  await endSessions(other, 'signed_out')
  await new Promise((resolve) => setImmediate(resolve))
  return false
}
const within = <T>(seconds: number, promise: Promise<T>) =>
  Promise.race([
    promise.then(() => 'ended'),
    new Promise((resolve) => setTimeout(resolve, seconds * 1000, 'still open')),
  ])

type End = (session: Session, context: OrgContext) => Promise<unknown>
const sql = (text: string, of: 'session' | 'user'): End => {
  return (session) => queryAsOwner(text, [of === 'session' ? session.id : session.userId])
}
const source = { address: '192.0.2.1', requestId: '', userAgent: '' }
/** Every way in which somebody ends a session. */
const ENDS: Record<string, End> = {
  'sign-out': (session) => endSessions(session, 'signed_out'),
  'by hand, from another one': async ({ id, userId }) =>
    endOwnSession({ session: await signedIn(userId), source }, { id }),
  'with all others': async ({ userId }) => endOtherSessions({ session: await signedIn(userId), source }),
  'wrong passwords': (session) => endSessions(session, 'wrong_passwords'),
  'a new password': sql(`update app_user set password_hash = 'x' where id = $1`, 'user'),
  'another role': sql(`update membership set role = 'bookkeeper' where user_id = $1`, 'user'),
  'removal from the company': sql('delete from membership where user_id = $1', 'user'),
  'suspension of the company': (_, { org }) =>
    queryAsOwner(`update org set suspended_at = now(), suspended_reason = 'Why' where id = $1`, [org.id]),
  'becoming staff': sql('update app_user set is_staff = true where id = $1', 'user'),
  'an operator, in the database': sql('update session set ended_at = now() where id = $1', 'session'),
}

describe('a stream', () => {
  it.each(Object.entries(ENDS))(
    'ends within five seconds after its session, and is refused then: %s',
    async (_, end) => {
      const context = await createOrg({ active: false })
      await createPerson(context, 'owner') // a company keeps one
      const session = await signedIn(context.user.id)
      const stream = await open(context, session)
      await end(session, context)
      expect(await within(5, stream.ended)).toBe('ended')
      expect(await openSessions([session.id])).toEqual([])
      for (const method of ['GET', 'POST']) {
        const headers = { origin: process.env.APP_URL ?? '' }
        expect((await ask(context.org.slug, cookieOf(session), { method, headers })).status).toBe(401)
      }
    },
  )

  it('is refused to who signs in again to a suspended company, and is there again once it’s resumed', async () => {
    const context = await createOrg({ active: false })
    const suspend = (values: string) => queryAsOwner(`update org set ${values} where id = $1`, [context.org.id])
    await suspend(`suspended_at = now(), suspended_reason = 'Why'`)
    const session = await signedIn(context.user.id)
    expect((await ask(context.org.slug, cookieOf(session))).status).toBe(404)
    await suspend('suspended_at = null, suspended_reason = null')
    const stream = await open(context, session)
    await endSessions(session, 'signed_out')
    expect(await within(5, stream.ended)).toBe('ended')
  })

  it('goes on when another session ends, of the same person or of somebody else', async () => {
    const context = await createOrg({ active: false })
    const session = await signedIn(context.user.id)
    const stream = await open(context, session)
    await endSessions(await signedIn(context.user.id), 'signed_out')
    await pulse(session)
    expect(await stream.hasEnded()).toBe(false)
    await endSessions(session, 'signed_out')
    expect(await within(5, stream.ended)).toBe('ended')
  })

  it('ends when its session runs out without use, and comes back where it was used', async () => {
    const context = await createOrg({ active: false })
    const session = await signedIn(context.user.id)
    await queryAsOwner(`update session set idle_at = now() + interval '1.5 seconds' where id = $1`, [session.id])
    const stream = await open(context, session)
    expect(await within(5, stream.ended)).toBe('ended')
    await vi.waitFor(async () => expect(await openSessions([session.id])).toEqual([]))
    expect((await ask(context.org.slug, cookieOf(session))).status).toBe(401)
    const used = await signedIn(context.user.id)
    await queryAsOwner(`update session set expires_at = now() + interval '1.5 seconds' where id = $1`, [used.id])
    expect(await within(5, (await open(context, used)).ended)).toBe('ended')
  })

  it('ends where its session ended while nobody could hear of it, before it tells more', async () => {
    const context = await createOrg({ active: false })
    const [session, other] = [await signedIn(context.user.id), await signedIn(context.user.id)]
    const [stream, goesOn] = [await open(context, session), await open(context, other)]
    // As over a connection that was cut: no notice, and then another connection.
    await queryAsOwner(`alter table session disable trigger session_ended`)
    await endSessions(session, 'signed_out')
    await queryAsOwner(`alter table session enable trigger session_ended`)
    await queryAsOwner(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = $1',
      [LISTENER_NAME],
    )
    expect(await within(5, stream.ended)).toBe('ended')
    await vi.waitFor(() => expect(goesOn.text.match(/event: resync/g)).toHaveLength(2), 10_000)
    expect(stream.text.match(/event: resync/g)).toHaveLength(1)
    await endSessions(other, 'signed_out')
    expect(await within(5, goesOn.ended)).toBe('ended')
  })

  it('is refused to nobody, to who isn’t a member, and to who may not read records', async () => {
    const [context, foreign] = [await createOrg({ active: false }), await createOrg({ active: false })]
    const { slug } = context.org
    expect((await ask(slug, '')).status).toBe(401)
    expect((await ask(slug, cookieOf(await signedIn(foreign.user.id)))).status).toBe(404)
    const forged = { id: (await signedIn(context.user.id)).id, userId: foreign.user.id }
    expect((await ask(slug, cookieOf(forged))).status).toBe(401)
  })

  it('is no use of its session; a page that says it’s in use is', async () => {
    const context = await createOrg({ active: false })
    const session = await signedIn(context.user.id)
    const longAgo = () =>
      queryAsOwner(
        `update session set seen_at = now() - interval '20 minutes', idle_at = now() + interval '10 minutes'
        where id = $1`,
        [session.id],
      )
    const minutesLeft = async () => {
      const [row] = await queryAsOwner<{ left: number }>(
        `select round(extract(epoch from idle_at - now()) / 60)::int as left from session where id = $1`,
        [session.id],
      )
      return row?.left
    }
    const origin = process.env.APP_URL ?? ''
    const post = (headers: Record<string, string>) =>
      ask(context.org.slug, cookieOf(session), { method: 'POST', headers })
    await longAgo()
    const stream = await open(context, session)
    expect((await post({})).status).toBe(403)
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403)
    expect((await post({ origin, 'x-by-itself': '1' })).status).toBe(204)
    expect(await minutesLeft()).toBe(10)
    expect((await post({ origin })).status).toBe(204)
    await vi.waitFor(async () => expect(await minutesLeft()).toBe(30))
    await endSessions(session, 'signed_out')
    expect(await within(5, stream.ended)).toBe('ended')
  })

  it('of hundreds ends with its own session alone, and all of a person’s with their password', async () => {
    const context = await createOrg({ active: false })
    const people = await queryAsOwner<{ id: string }>(
      `with made as (insert into app_user (id, email, name, password_hash)
         select gen_random_uuid(), $2 || n || '@example.com', 'Person ' || n, 'none' from generate_series(1, 20) n
         returning id)
       insert into membership (org_id, user_id, role) select $1, id, 'contractor' from made returning user_id as id`,
      [context.org.id, context.org.slug],
    )
    const streams: { session: Session; ended: Promise<void>; hasEnded: () => Promise<boolean> }[] = []
    for (const [n, { id }] of people.entries()) {
      const sessions = [await signedIn(id), await signedIn(id)]
      // As many as one person may have, each person from a place of their own.
      const headers = { 'x-client-address': `198.51.100.${n}` }
      const opened = Array.from({ length: 12 }, async (_, at) => {
        const session = sessions[at % 2] as Session
        return { session, ...(await open(context, session, headers)) }
      })
      streams.push(...(await Promise.all(opened)))
    }
    const gone = streams[0]?.session as Session
    await endSessions(gone, 'signed_out')
    const [ofGone, others] = [true, false].map((is) => streams.filter(({ session }) => (session === gone) === is))
    expect([ofGone?.length, others?.length]).toEqual([6, 234])
    expect(await within(5, Promise.all(ofGone?.map(({ ended }) => ended) ?? []))).toBe('ended')
    for (const { hasEnded } of [others?.[0], others?.at(-1)].filter((each) => each !== undefined))
      expect(await hasEnded()).toBe(false)
    await queryAsOwner(`update app_user set password_hash = 'y' where id = any($1)`, [people.map(({ id }) => id)])
    expect(await within(5, Promise.all(streams.map(({ ended }) => ended)))).toBe('ended')
  })
})
