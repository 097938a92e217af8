import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { revokeLink } from '@/lib/customer-links/create-link'
import { openLink } from '@/lib/customer-links/open-link'
import { noteViewed } from '@/lib/customer-page/answer'
import { forOrg } from '@/lib/db'
import { cookieName } from '@/lib/sessions/session-token'
import { createOrg } from '@/lib/testing/fixtures'
import { linkTo, sentProposal, tokenOf } from '@/lib/testing/links'
import { queryAsOwner } from '@/lib/testing/people'
import { serveLive } from './serve'

// The stream of a customer's page: of their job alone, while their link works.

const SOURCE = { address: '192.0.2.1', requestId: '', userAgent: '' }
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

async function opened() {
  const context = await createOrg({ active: false })
  const sent = await sentProposal(context)
  const { address } = await linkTo(context, sent.jobId)
  const open = await openLink(tokenOf(address), SOURCE)
  const { id } = sent.customer.link
  return { context, sent, id, cookie: `${cookieName(`link-${id}`)}=${open?.cookie}` }
}
const ask = (id: string, cookie: string, method = 'GET') => fetch(`${url}/link-${id}`, { method, headers: { cookie } })

/** Reads a stream until it ends: `text` is what came so far. */
function follow(answer: Response) {
  const stream = { text: '' }
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()
  const ended = (async () => {
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) stream.text += part.value
  })()
  return { stream, ended }
}

it('tells of its own job alone, and ends when the link is revoked', async () => {
  const { context, sent, id, cookie } = await opened()
  const other = await sentProposal(context)
  const { stream, ended } = follow(await ask(id, cookie))
  await vi.waitFor(() => expect(stream.text).toContain('event: resync'), 30_000)
  await noteViewed(other.customer, other.read)
  await noteViewed(sent.customer, sent.read)
  await vi.waitFor(() => expect(stream.text).toContain('event: change'), 30_000)
  expect(stream.text).toContain(sent.jobId)
  expect(stream.text).not.toContain(other.jobId)
  expect(stream.text).not.toContain(other.documentId)
  await forOrg(context.org.id, (tx) => revokeLink(tx, context, id))
  await ended
  expect((await ask(id, cookie)).status).toBe(401)
})

it('ends when the company is suspended, and is there again once it’s resumed', async () => {
  const { context, id, cookie } = await opened()
  const suspend = (values: string) => queryAsOwner(`update org set ${values} where id = $1`, [context.org.id])
  const { stream, ended } = follow(await ask(id, cookie))
  await vi.waitFor(() => expect(stream.text).toContain('event: resync'), 30_000)
  await suspend(`suspended_at = now(), suspended_reason = 'Why'`)
  await ended
  for (const method of ['GET', 'POST']) {
    const headers = { cookie, origin: process.env.APP_URL ?? '' }
    expect((await fetch(`${url}/link-${id}`, { method, headers })).status).toBe(401)
  }
  await suspend('suspended_at = null, suspended_reason = null')
  expect((await ask(id, cookie)).status).toBe(200)
})

it('ends by itself when the link expires while its page is read', async () => {
  const { id, cookie } = await opened()
  await queryAsOwner(`update customer_link set expires_at = now() + interval '5 seconds' where id = $1`, [id])
  const { stream, ended } = follow(await ask(id, cookie))
  await vi.waitFor(() => expect(stream.text).toContain('event: resync'), 30_000)
  await ended
  expect((await ask(id, cookie)).status).toBe(401)
})

it('is nobody’s without what the browser got, whoever’s link it says to be', async () => {
  const [one, two] = [await opened(), await opened()]
  expect((await ask(one.id, one.cookie, 'POST')).status).toBe(403) // not from our own page
  for (const cookie of ['', two.cookie, two.cookie.replace(two.id, one.id), `${one.cookie}x`])
    expect((await ask(one.id, cookie)).status, cookie).toBe(401)
})
