import { afterEach, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { UserError } from '@/lib/errors'
import { startSession } from '@/lib/sessions/session-record'
import { makeToken, type Session, sessionCookie } from '@/lib/sessions/session-token'
import { createOrg } from '@/lib/testing/fixtures'
import { createPerson } from '@/lib/testing/people'
import { DRAWN_FOR, drawnForHeader } from './drawn-for'
import { can, ROLES } from './roles'
import { orgUpload, outsideUpload } from './upload'

// A route that takes a file, as it meets a request: Next's headers and cookies are those of `asked`, everything behind them is
// real.

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

/** A request in a session; with none, nobody's. */
function from(session: Session | null, origin: string | null = OWN): void {
  asked.headers = new Headers({ 'x-client-address': '192.0.2.7', 'x-request-id': crypto.randomUUID() })
  if (origin !== null) asked.headers.set('origin', origin)
  asked.cookies.clear()
  if (!session) return
  asked.headers.set(DRAWN_FOR, drawnForHeader({ id: session.userId, name: 'Somebody' }))
  asked.cookies.set(sessionCookie(), makeToken({ ...session, exp: Math.floor(Date.now() / 1000) + 60 }))
}

const schema = z.object({ image: z.instanceof(Blob, { error: 'Choose a file.' }), note: z.string().regex(/^\w*$/) })
const POST = orgUpload('tryUpload', 'records:write', schema, async ({ org }, { image, note }) => {
  if (note === 'wrong') throw new UserError('Not this one.', { image: 'Not this one.' })
  return { orgId: org.id, text: await image.text(), note }
})

function formOf(parts: Record<string, string | Blob>): Request {
  const form = new FormData()
  for (const [name, value] of Object.entries(parts)) form.set(name, value)
  return new Request(`${OWN}/orgs/a/files`, { method: 'POST', body: form })
}
const whole = () => formOf({ image: new Blob(['bytes']), note: 'yes' })

async function send(slug: string, request = whole()) {
  const response = await POST(request, { params: Promise.resolve({ org: slug }) })
  expect(response.headers.get('cache-control')).toBe('no-store')
  return response.json()
}

describe('an upload', () => {
  it('is for the roles that have its permission, and nothing of anybody else’s is read', async () => {
    const context = await createOrg({ active: false })
    const stranger = await createOrg({ active: false })
    const { slug, id: orgId } = context.org
    for (const role of ROLES) {
      from((await createPerson(context, role)).session ?? null)
      const request = whole()
      const answer = await send(slug, request)
      if (can(role, 'records:write'))
        expect(answer, role).toEqual({ ok: true, value: { orgId, text: 'bytes', note: 'yes' } })
      else
        expect(answer, role).toMatchObject({ ok: false, message: expect.stringContaining('your role doesn’t allow') })
      expect(request.bodyUsed, role).toBe(can(role, 'records:write'))
    }
    for (const [session, origin] of [
      [stranger.session ?? null, OWN],
      [null, OWN],
      [context.session ?? null, null],
      [context.session ?? null, 'https://evil.example'],
    ] as const) {
      from(session, origin)
      const request = whole()
      expect(await send(slug, request)).toMatchObject({ ok: false })
      expect(request.bodyUsed).toBe(false)
    }
    from(await startSession(context.user.id, { address: '192.0.2.7', userAgent: 'a test' }))
    asked.headers.set(DRAWN_FOR, drawnForHeader({ id: crypto.randomUUID(), name: 'Another' }))
    expect(await send(slug)).toMatchObject({ ok: false, message: expect.stringContaining('Another’s') })
  })

  it('says what is wrong with what was sent', async () => {
    const context = await createOrg({ active: false })
    const { slug } = context.org
    from(context.session ?? null)
    expect(await send(slug, formOf({ image: 'a text', note: '' }))).toMatchObject({
      fields: { image: 'Choose a file.' },
    })
    expect(await send(slug, formOf({ image: new Blob(['x']), note: '5454 5454 5454 5454' }))).toMatchObject({
      fields: { note: expect.stringContaining('looks like a card number') },
    })
    expect(await send(slug, formOf({ image: new Blob(['x']), note: 'wrong' }))).toEqual({
      ...{ ok: false, message: 'Not this one.', fields: { image: 'Not this one.' } },
    })
    const { headers, body } = whole()
    const half = (await new Response(body).arrayBuffer()).slice(0, 100)
    const cut = new Request(OWN, { method: 'POST', headers, body: half })
    expect(await send(slug, cut)).toMatchObject({ ok: false, message: expect.stringContaining('didn’t arrive whole') })
    expect(await send(slug, new Request(OWN, { method: 'POST', body: 'no form' }))).toMatchObject({
      message: expect.stringContaining('didn’t arrive whole'),
    })
  })
})

describe('an upload from outside', () => {
  let tries = 0
  const admit = async ({ source }: { source: { address: string } }) => {
    if (source.address === '192.0.2.9') throw new UserError('Too many.')
    tries++
  }
  const fromAnybody = outsideUpload('tryOutside', schema, admit, async ({ source }, { image }) => ({
    text: await image.text(),
    address: source.address,
  }))
  const sendOutside = async (request = whole()) => (await fromAnybody(request)).json()

  it('is for everybody from our own page, signed in or not, and counted before it’s read', async () => {
    from(null)
    expect(await sendOutside()).toEqual({ ok: true, value: { text: 'bytes', address: '192.0.2.7' } })
    from((await createOrg({ active: false })).session ?? null)
    expect(await sendOutside()).toMatchObject({ ok: true })
    expect(tries).toBe(2)
    const refused: [string | null, string, string][] = [
      [null, '192.0.2.7', 'didn’t come from Plumbline'],
      ['https://evil.example', '192.0.2.7', 'didn’t come from Plumbline'],
      [OWN, '192.0.2.9', 'Too many.'],
    ]
    for (const [origin, address, words] of refused) {
      from(null, origin)
      asked.headers.set('x-client-address', address)
      const request = whole()
      expect(await sendOutside(request)).toMatchObject({ ok: false, message: expect.stringContaining(words) })
      expect(request.bodyUsed).toBe(false)
    }
    expect(tries).toBe(2)
  })

  it('says what is wrong with what was sent', async () => {
    from(null)
    expect(await sendOutside(formOf({ note: '' }))).toMatchObject({ fields: { image: 'Choose a file.' } })
    expect(await sendOutside(new Request(OWN, { method: 'POST', body: 'no form' }))).toMatchObject({ ok: false })
  })
})
