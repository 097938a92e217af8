import { afterEach, expect, it, vi } from 'vitest'
import { askStatus } from './ask-status'

const ID = '7d5e2b1e-5f0a-4c59-9d0a-0d6ff2f6c001'
const VIEW = { id: ID, state: 'checking', amountCents: 1 }
const answers = (response: Response | Error) =>
  vi.stubGlobal('fetch', async () => {
    if (response instanceof Error) throw response
    return response
  })
const json = (body: unknown, status = 200) => Response.json(body, { status })

afterEach(() => vi.unstubAllGlobals())

it.each([
  ['found', json(VIEW)],
  ['none', json({ message: 'No such payment.', noSuchPayment: true }, 404)],
  ['signed_out', json({ message: 'Not signed in.' }, 401)],
  ['signed_out', json({ message: 'No such page.' }, 404)],
] as const)('%s, when Plumbline says so', async (kind, response) => {
  answers(response)
  expect((await askStatus('/orgs/org', ID)).kind).toBe(kind)
})

// Only our own "no" may be taken for proof that nothing was sent.
it.each([
  ['no network', new TypeError('Failed to fetch')],
  ['a hotel’s sign-in page', new Response('<html>', { status: 200 })],
  ['a proxy’s 404 page', new Response('<html>', { status: 404 })],
  ['a broken server', json({ message: 'x' }, 500)],
  ['another payment', json({ ...VIEW, id: 'other' })],
  ['a look that is not known', json({ ...VIEW, state: 'constructor' })],
  ['JSON of somebody else', json(null)],
])('nothing is known after %s', async (_what, response) => {
  answers(response)
  expect(await askStatus('/orgs/org', ID)).toEqual({ kind: 'offline' })
})
