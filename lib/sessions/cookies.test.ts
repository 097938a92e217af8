import { afterEach, beforeEach, expect, it, vi } from 'vitest'

// What an answer sets, as Next would: `asked` is what the browser sent, `set` what it gets.

const asked = new Map<string, string>()
let set: Record<string, unknown>[] = []
vi.mock('next/headers', () => ({
  cookies: async () => ({
    get: (name: string) => (asked.has(name) ? { name, value: asked.get(name) } : undefined),
    getAll: () => [...asked].map(([name, value]) => ({ name, value })),
    set: (name: string, value: string, options: object) => void set.push({ name, value, ...options }),
    delete: (options: object) => void set.push({ ...options, value: '' }),
  }),
}))
beforeEach(() => {
  asked.clear()
  set = []
  vi.resetModules() // the environment is read once
})
afterEach(() => vi.unstubAllEnvs())

const IDS = { userId: 'd3b07384-d9a0-4c9b-8f0e-1f2e3d4c5b6a', id: '0191d3b0-7384-7d9a-8f0e-1f2e3d4c5b6a' }
const at = (appUrl: string) => {
  vi.stubEnv('APP_URL', appUrl)
  return import('./cookies')
}

it.each([
  ['https://pay.test', '__Host-', true],
  ['http://localhost:3000', '', false],
])('at %s cookies are for the server and this host alone', async (appUrl, prefix, secure) => {
  const { setSessionCookie, rememberDevice, clearSessionCookie } = await at(appUrl)
  await setSessionCookie({ ...IDS, expiresAt: new Date('2030-01-01T00:00:00Z') })
  await rememberDevice('a@example.com')
  await clearSessionCookie()
  expect(set.map(({ name }) => name)).toEqual(
    ['session', 'device', 'session'].map((name) => `${prefix}plumbline.${name}`),
  )
  for (const cookie of set) {
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/', secure })
    expect(cookie).not.toHaveProperty('domain') // __Host- has none
  }
  expect(set[0]?.expires).toEqual(new Date('2030-01-01T00:00:00Z'))
})

it('removes those of the version before, and no others', async () => {
  const { clearSessionCookie } = await at('https://pay.test')
  const old = [
    'authjs.session-token',
    '__Secure-authjs.session-token',
    '__Host-authjs.csrf-token',
    'authjs.callback-url',
  ]
  for (const name of [...old, 'theme', 'xauthjs.x']) asked.set(name, 'x')
  await clearSessionCookie()
  expect(set.slice(1).map(({ name }) => name)).toEqual(old)
  // A browser takes such a name only with Secure, to remove it as well.
  for (const { name, secure } of set.slice(1)) expect([name, secure]).toEqual([name, String(name).startsWith('__')])
})

it('a session’s cookie names it until its end', async () => {
  const { setSessionCookie } = await at('https://pay.test')
  const expiresAt = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000)
  await setSessionCookie({ ...IDS, expiresAt })
  const { readSession } = await import('./session-token')
  expect(readSession(`${set[0]?.name}=${set[0]?.value}`)).toEqual({ ...IDS, exp: expiresAt.getTime() / 1000 })
  expect(readSession(`plumbline.session=${set[0]?.value}`)).toBeNull() // a name that others can plant
})
