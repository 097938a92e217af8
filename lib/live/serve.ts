import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { BY_ITSELF } from '@/lib/by-itself'
import { env } from '@/lib/env'
import { report } from '@/lib/errors'
import { askAdmission, refusal } from '@/lib/limits/admit'
import { addToLogContext } from '@/lib/log'
import { createFirstTrip } from '@/lib/orgs/first-trip'
import { can } from '@/lib/orgs/roles'
import { returnLimits } from '@/lib/security/limits'
import { noteUse } from '@/lib/sessions/session-record'
import { readSession } from '@/lib/sessions/session-token'
import { serveLink } from './serve-link'
import { openStream } from './stream'
import { onSessionEnd } from './subscribe'

/** A customer's link in the place of an organization. */
const LINK = /^link-([0-9a-f-]{36})$/

export type ServeLive = (request: IncomingMessage, response: ServerResponse, slug: string) => Promise<void>

/**
 * Answers GET /api/live/<slug>: a stream for who may read the organization's payments, until the session ends. POST
 * tells that the page is in use, which a stream isn't, and answers whether the session goes on.
 */
export const serveLive: ServeLive = async (request, response, slug) => {
  const refuse = (status: number, message: string) => {
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
    response.end(JSON.stringify({ message }))
  }
  const isStream = request.method === 'GET'
  const linkId = LINK.exec(slug)?.[1]
  let isOver = false
  let end = () => {
    isOver = true
  }
  try {
    if (!isStream && request.headers.origin !== new URL(env().APP_URL).origin) return refuse(403, 'Not from Plumbline.')
    if (linkId !== undefined) return await serveLink(request, response, linkId, refuse)
    const session = readSession(request.headers.cookie)
    // Before it's asked whether the session goes on, so that its end isn't missed.
    if (session && isStream)
      response.once(
        'close',
        onSessionEnd(session.id, () => end()),
      )
    const [place] = await createFirstTrip(slug, async () => session).answers
    if (!place || !session || isOver) return refuse(401, 'Not signed in.')
    const { org, role, isDue, endsAt } = place
    if (org) addToLogContext({ orgId: org.id })
    if (!isStream) {
      if (isDue && !(BY_ITSELF in request.headers)) noteUse(session)
      return void response.writeHead(204, { 'cache-control': 'no-store' }).end()
    }
    if (!org || !role || !can(role, 'records:read')) return refuse(404, 'No such page.')
    const address = String(request.headers['x-client-address'] ?? '')
    const caller = { org, user: place.user, source: { address, requestId: '', userAgent: '' } }
    const admission = await askAdmission(caller, 'stream', {}, { nothing: 'This page isn’t live for now.' })
    if (admission.refused !== null) return refuse(429, (await refusal(caller, admission)).message)
    const close = () => void returnLimits(admission.taken.map(({ limit }) => limit)).catch(() => {}) // ends by itself
    response.once('close', close)
    if (response.destroyed) return close()
    if (isOver) return refuse(401, 'Not signed in.') // while it was asked
    end = openStream(org.id, response, endsAt)
  } catch (error) {
    report(error, 'serveLive')
    if (!response.headersSent) refuse(500, 'Something went wrong. The page asks again by itself.')
  }
}
