import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { forSystem } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { startSession } from '@/lib/sessions/session-record'
import { makeToken, type Session, sessionCookie } from '@/lib/sessions/session-token'
import { requirePassword, SessionOver } from '@/lib/sessions/step-up'
import { createOrg } from '@/lib/testing/fixtures'
import { createPerson } from '@/lib/testing/people'
import { asOwner } from '@/prisma/owner/as-owner'
import { orgAction, ownAction, staffAction } from './action'
import type { OrgContext } from './context'
import { DRAWN_FOR, drawnForHeader } from './drawn-for'
import { ALL_PERMISSIONS, can, type Permission, ROLES } from './roles'

// An action as it meets a request: Next's headers and cookies are those of `asked`, everything behind them is real.

const asked = { headers: new Headers(), cookies: new Map<string, string>() }
vi.mock('next/headers', () => ({
  headers: async () => asked.headers,
  cookies: async () => ({ get: (name: string) => asked.cookies.has(name) && { value: asked.cookies.get(name) } }),
}))
afterEach(() => {
  asked.headers = new Headers()
  asked.cookies.clear()
})

const OWN = 'http://localhost:3000'
const SOURCE = { address: '192.0.2.7', requestId: '', userAgent: 'a test' }

/** A request in a session; with none, nobody's. */
function from(session: Session | null, origin: string | null = OWN): void {
  asked.headers = new Headers({ 'x-client-address': SOURCE.address, 'x-request-id': crypto.randomUUID() })
  if (origin !== null) asked.headers.set('origin', origin)
  asked.cookies.clear()
  if (!session) return
  asked.headers.set(DRAWN_FOR, drawnForHeader({ id: session.userId, name: 'Somebody' }))
  const exp = Math.floor(Date.now() / 1000) + 60
  asked.cookies.set(sessionCookie(), makeToken({ ...session, exp }))
}

const rename = (permission: Permission) =>
  orgAction('rename', permission, z.object({ name: z.string().max(20) }), async ({ org }, { name }) => {
    renamed.push([org.id, name])
  })
/** What the action did: to which organization, and what was asked for. */
const renamed: [orgId: string, name: string][] = []
const namesOf = ({ org }: OrgContext) => renamed.filter(([id]) => id === org.id).map(([, name]) => name)
const eventsOf = ({ org }: OrgContext) =>
  forSystem((tx) => tx.securityEvent.findMany({ where: { OR: [{ orgId: org.id }, { address: SOURCE.address }] } }))

describe('an action', () => {
  it('is for the roles that have its permission, each of them and nobody else', async () => {
    const context = await createOrg({ active: false })
    const stranger = await createOrg({ active: false })
    const people = await Promise.all(ROLES.map((role) => createPerson(context, role)))
    for (const permission of ALL_PERMISSIONS) {
      for (const { role, session } of people) {
        from(session ?? null)
        const answer = await rename(permission)(context.org.slug, { name: `${role}` })
        expect([role, permission, answer.ok]).toEqual([role, permission, can(role, permission)])
      }
      from(stranger.session ?? null)
      expect(await rename(permission)(context.org.slug, { name: 'stranger' })).toMatchObject({ ok: false })
      from(null)
      expect(await rename(permission)(context.org.slug, { name: 'nobody' })).toMatchObject({
        ok: false,
        signedOut: true,
      })
    }
    for (const name of ['stranger', 'nobody']) expect(namesOf(context)).not.toContain(name)
    expect(namesOf(context)).toContain('owner')
    const refused = (await eventsOf(context)).filter(({ event }) => event === 'permission_refused')
    expect(refused).toContainEqual(expect.objectContaining({ detail: 'rename', address: SOURCE.address }))
  })

  it.each([
    null,
    'null',
    'https://evil.example',
    'http://localhost:3001',
    `${OWN}.evil.example`,
    'http://sub.localhost:3000',
    '',
  ])('is refused to a request from the origin %s, and that is written down', async (origin) => {
    const context = await createOrg({ active: false })
    asked.headers.set('x-forwarded-host', 'evil.example')
    from(context.session ?? null, origin)
    expect(await rename('company:manage')(context.org.slug, { name: 'foreign' })).toMatchObject({ ok: false })
    expect(namesOf(context)).toEqual([])
    const [event] = await forSystem((tx) =>
      tx.securityEvent.findMany({ where: { event: 'foreign_origin', userId: context.user.id } }),
    )
    expect(event).toMatchObject({ detail: 'rename', address: SOURCE.address, requestId: expect.any(String) })
  })

  it('is refused once the session is over, and when the page was drawn for somebody else', async () => {
    const context = await createOrg({ active: false })
    const session = await startSession(context.user.id, SOURCE)
    from(session)
    await asOwner((tx) => tx.session.update({ where: { id: session.id }, data: { endedAt: new Date() } }))
    expect(await rename('company:manage')(context.org.slug, { name: 'ended' })).toMatchObject({ signedOut: true })
    from(context.session ?? null)
    asked.headers.set(DRAWN_FOR, drawnForHeader({ id: crypto.randomUUID(), name: 'Another' }))
    expect(await rename('company:manage')(context.org.slug, { name: 'other' })).toMatchObject({ ok: false })
    expect(namesOf(context)).toEqual([])
  })

  it('is refused to every member of a suspended company and to staff, and says whom to call', async () => {
    const context = await createOrg({ active: false })
    const people = await Promise.all(ROLES.map((role) => createPerson(context, role)))
    const data = { suspendedAt: new Date(), suspendedReason: 'Why' }
    await asOwner((tx) => tx.org.update({ where: { id: context.org.id }, data }))
    vi.stubEnv('SUPPORT_CONTACT', '(303) 555-0100')
    for (const { role, user } of people) {
      from(await startSession(user.id, SOURCE))
      const answer = await rename('integration:manage')(context.org.slug, { name: role })
      const words = role === 'staff' ? 'your role doesn’t allow this' : 'is suspended in Plumbline'
      expect(answer, role).toMatchObject({ ok: false, message: expect.stringContaining(words) })
    }
    expect(namesOf(context)).toEqual([])
  })

  it('passes on words for people and fields, asks for the password, and says no more of anything else than an id', async () => {
    const context = await createOrg({ active: false })
    const failing = (error: unknown) =>
      orgAction('fail', 'records:read', z.object({}), async () => {
        throw error
      })(context.org.slug, {})
    from(context.session ?? null)
    expect(await failing(new UserError('Say it.', { name: 'Here.' }))).toEqual({
      ...{ ok: false, message: 'Say it.', fields: { name: 'Here.' } },
    })
    const answer = JSON.stringify(await failing(new Error('select secret from card 4111111111111111')))
    expect(answer).toMatch(/error [0-9A-F]{8}/)
    expect(answer).not.toMatch(/secret|411111|select/)

    const careful = orgAction('careful', 'records:read', z.object({}), (each) => requirePassword(each))
    expect(await careful(context.org.slug, {})).toMatchObject({ ok: true })
    const { id = '' } = context.session ?? {}
    await asOwner((tx) => tx.session.update({ where: { id }, data: { passwordAt: new Date(Date.now() - 301_000) } }))
    expect(await careful(context.org.slug, {})).toMatchObject({ ok: false, needsPassword: true })
  })
})

describe('an action of staff', () => {
  const act = staffAction('act', z.object({ word: z.string().max(5) }), async ({ user, session }, { word }) => ({
    ...{ word, userId: user.id, sessionId: session.id },
  }))

  it('is for staff alone, whose page it has to be, and tries are written down', async () => {
    const context = await createOrg({ active: false })
    for (const { role, user, session } of await Promise.all(ROLES.map((role) => createPerson(context, role)))) {
      from(session ?? null)
      const answer = await act({ word: 'yes' })
      if (role === 'staff') {
        expect(answer).toEqual({ ok: true, value: { word: 'yes', userId: user.id, sessionId: session?.id } })
        expect(await act({ word: 'too long' })).toMatchObject({ ok: false, fields: { word: expect.any(String) } })
        from(session ?? null, 'https://evil.example')
        expect(await act({ word: 'yes' })).toMatchObject({ ok: false })
        continue
      }
      expect(answer, role).toMatchObject({ ok: false, message: expect.stringContaining('Only Plumbline staff') })
      const refused = await forSystem((tx) =>
        tx.securityEvent.findMany({ where: { userId: user.id, event: 'permission_refused' } }),
      )
      expect(refused, role).toMatchObject([{ detail: 'act' }])
    }
    from(null)
    expect(await act({ word: 'yes' })).toMatchObject({ ok: false, signedOut: true })
  })
})

describe('an action of one’s own account', () => {
  const own = ownAction('own', z.object({ word: z.string().max(5) }), async ({ user, session, source }, { word }) => ({
    ...{ word, userId: user.id, sessionId: session.id, address: source.address },
  }))

  it('is for every role, and for staff, in their own name and session', async () => {
    const context = await createOrg({ active: false })
    for (const { session } of await Promise.all(ROLES.map((role) => createPerson(context, role)))) {
      if (!session) throw new Error('not signed in')
      from(session)
      const { userId, id: sessionId } = session
      expect(await own({ word: 'yes' })).toEqual({
        ok: true,
        value: { word: 'yes', userId, sessionId, address: SOURCE.address },
      })
    }
  })

  it('is refused to nobody, to another origin, to another person’s page, and to what doesn’t fit', async () => {
    const { session = null } = await createOrg({ active: false })
    from(null)
    expect(await own({ word: 'yes' })).toMatchObject({ ok: false, signedOut: true })
    from(session, 'https://evil.example')
    expect(await own({ word: 'yes' })).toMatchObject({ ok: false })
    from(session)
    expect(await own({ word: 'too long' })).toMatchObject({ ok: false, fields: { word: expect.any(String) } })
    asked.headers.set(DRAWN_FOR, drawnForHeader({ id: crypto.randomUUID(), name: 'Another' }))
    expect(await own({ word: 'yes' })).toMatchObject({ ok: false, message: expect.stringContaining('Another’s') })
  })

  it('says so when it has ended the session', async () => {
    const { session = null } = await createOrg({ active: false })
    from(session)
    const over = ownAction('over', z.object({}), async () => {
      throw new SessionOver()
    })
    expect(await over({})).toMatchObject({ ok: false, signedOut: true })
  })
})
