import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { report } from '@/lib/errors'
import { createFirstTrip } from '@/lib/orgs/first-trip'
import { can } from '@/lib/orgs/roles'
import { readSession } from '@/lib/sessions/session-token'
import { openStream } from './stream'

export type ServeLive = (request: IncomingMessage, response: ServerResponse, slug: string) => Promise<void>

/** Answers GET /api/live/<slug>: a stream for who may read the organization's payments. */
export const serveLive: ServeLive = async (request, response, slug) => {
  const refuse = (status: number, message: string) => {
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify({ message }))
  }
  try {
    const session = readSession(request.headers.cookie)
    const [place] = await createFirstTrip(slug, async () => session).answers
    if (!place) return refuse(401, 'Not signed in.')
    const { org, role } = place
    if (!org || !role || !can(role, 'records:read')) return refuse(404, 'No such page.')
    if (!response.destroyed) openStream(org.id, response)
  } catch (error) {
    report(error, 'serveLive')
    if (!response.headersSent) refuse(500, 'Something went wrong. The page asks again by itself.')
  }
}
