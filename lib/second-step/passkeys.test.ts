import { randomUUID } from 'node:crypto'
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Session } from '@/lib/sessions/session-token'
import { createOrg, signedIn } from '@/lib/testing/fixtures'
import { queryAsOwner } from '@/lib/testing/people'
import { chromiumEnv, chromiumLaunch } from '@/tools/testing/browser'
import { signInByPasskey } from './passkey-sign-in'
import { authenticationOptions, type Challenge, canUsePasskeys, usePasskey } from './passkeys'
import { addPasskey, beginPasskey } from './set-up'

// With a real browser and its virtual authenticator, on a page of our address that has nothing on it.

let browser: Browser
let page: Page
let cdp: CDPSession
const OPTIONS = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
  isUserVerified: true,
  automaticPresenceSimulation: true,
} as const
let device: string

async function open(address: string): Promise<Page> {
  const opened = await browser.newPage()
  await opened.route('**/*', (route) => route.fulfill({ contentType: 'text/html', body: '<title>Nothing</title>' }))
  await opened.goto(address)
  return opened
}
const add = async (of: Page) => {
  cdp = await of.context().newCDPSession(of)
  await cdp.send('WebAuthn.enable')
  return (await cdp.send('WebAuthn.addVirtualAuthenticator', { options: OPTIONS })).authenticatorId
}
beforeAll(async () => {
  browser = await chromium.launch({
    ...chromiumLaunch(),
    env: { ...process.env, ...chromiumEnv() } as Record<string, string>,
  })
})
afterAll(() => browser.close())

type Own = { user: Awaited<ReturnType<typeof createOrg>>['user']; session: Session; source: typeof source }
const source = { address: '192.0.2.9', requestId: '', userAgent: 'a test' }
let own: Own
beforeEach(async () => {
  await page?.close()
  page = await open('http://localhost:3000/')
  device = await add(page)
  const { user } = await createOrg({ active: false })
  own = { user, session: await signedIn(user.id), source }
})

type Made = Parameters<typeof addPasskey>[1]['response']
type Signed = Parameters<typeof signInByPasskey>[0]
/** What the browser makes of options, as it would be sent. */
const make = (options: object, where = page) =>
  where.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json as never)
    const made = (await navigator.credentials.create({ publicKey })) as PublicKeyCredential
    return made.toJSON()
  }, options) as Promise<Made>
const sign = (options: object, where = page) =>
  where.evaluate(async (json) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json as never)
    const signed = (await navigator.credentials.get({ publicKey })) as PublicKeyCredential
    return signed.toJSON()
  }, options) as Promise<Signed>

const register = async (who = own) =>
  addPasskey(who, { name: 'A laptop', response: await make(await beginPasskey(who)) })
const challenge = (purpose: Challenge['purpose'] = 'second step'): Challenge => ({ purpose, of: randomUUID() })

it('is added once, for what the server asked this session', async () => {
  const response = await make(await beginPasskey(own))
  const other = { ...own, session: await signedIn(own.user.id) }
  await expect(addPasskey(other, { name: 'Theirs', response })).rejects.toThrow('doesn’t fit')
  expect(await addPasskey(own, { name: 'A laptop', response })).toHaveLength(10)
  await expect(addPasskey(own, { name: 'Again', response })).rejects.toThrow('doesn’t fit')
})

describe('a passkey', () => {
  it('is good once for its owner, for what it was asked for, and for nothing else', async () => {
    await register()
    const asked = challenge()
    const signed = await sign(await authenticationOptions(asked, own.user.id))
    const stranger = (await createOrg({ active: false })).user.id
    expect(await usePasskey(signed, asked, stranger)).toBeNull()
    expect(await usePasskey(signed, challenge(), own.user.id)).toBeNull()
    expect(await usePasskey(signed, { ...asked, purpose: 'again' }, own.user.id)).toBeNull()
    expect(await usePasskey(signed, asked, own.user.id)).toBe(own.user.id)
    expect(await usePasskey(signed, asked, own.user.id)).toBeNull()
  })

  it('is good no longer after five minutes', async () => {
    await register()
    const asked = challenge()
    const signed = await sign(await authenticationOptions(asked, own.user.id))
    await queryAsOwner(`update passkey_challenge set expires_at = now() where "of" = $1`, [asked.of])
    expect(await usePasskey(signed, asked, own.user.id)).toBeNull()
  })

  it('needs a fingerprint, a face or a PIN, whatever the browser was asked', async () => {
    await register()
    const asked = challenge()
    const options = await authenticationOptions(asked, own.user.id)
    await cdp.send('WebAuthn.setUserVerified', { authenticatorId: device, isUserVerified: false })
    const signed = await sign({ ...options, userVerification: 'discouraged' })
    expect(await usePasskey(signed, asked, own.user.id)).toBeNull()
  })

  it('of another address opens nothing', async () => {
    await register()
    const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId: device })
    const elsewhere = await open('http://localhost:3001/')
    const authenticatorId = await add(elsewhere)
    for (const credential of credentials) await cdp.send('WebAuthn.addCredential', { authenticatorId, credential })
    const asked = challenge()
    const signed = await sign(await authenticationOptions(asked, own.user.id), elsewhere)
    await elsewhere.close()
    expect(await usePasskey(signed, asked, own.user.id)).toBeNull()
  })

  it('signs in alone, in the browser that asked; the password is still asked for what wants it', async () => {
    await register()
    const from = { source, deviceCookie: '' }
    const of = randomUUID()
    const signed = await sign(await authenticationOptions({ purpose: 'sign in', of }, null))
    expect(await signInByPasskey(signed, randomUUID(), from)).toBeNull()
    const answer = await signInByPasskey(signed, of, from)
    expect(answer).toMatchObject({ email: own.user.email })
    const [row] = await queryAsOwner<{ password: boolean; step: boolean }>(
      `select password_at > now() - interval '5 minutes' as password, second_step_at is not null as step
        from session where id = $1`,
      [answer?.session.id],
    )
    expect(row).toEqual({ password: false, step: true })
    expect(await signInByPasskey(signed, of, from)).toBeNull()
  })
})

it('lets nobody in who was disabled, not even past the app', async () => {
  await register()
  const of = randomUUID()
  const signed = await sign(await authenticationOptions({ purpose: 'sign in', of }, null))
  await queryAsOwner('update app_user set disabled_at = now() where id = $1', [own.user.id])
  expect(await signInByPasskey(signed, of, { source, deviceCookie: '' })).toBeNull()
  await expect(signedIn(own.user.id)).rejects.toThrow('is disabled')
})

it('is made for our address by its name', () => {
  expect(canUsePasskeys()).toBe(true)
})
