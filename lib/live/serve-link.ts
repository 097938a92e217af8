import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { readByCookie, toContext } from '@/lib/customer-links/read-link'
import { askAdmission, refusal } from '@/lib/limits/admit'
import { returnLimits } from '@/lib/security/limits'
import { openStream } from './stream'
import { onLinkEnd } from './subscribe'

/**
 * Answers GET /api/live/link-<id>: a stream for a customer at their link, of their job alone, until the link ends. POST
 * answers whether it goes on.
 */
export async function serveLink(
  request: IncomingMessage,
  response: ServerResponse,
  linkId: string,
  refuse: (status: number, message: string) => void,
): Promise<void> {
  const isStream = request.method === 'GET'
  let isOver = false
  let end = () => {
    isOver = true
  }
  // Before it's asked whether the link goes on, so that its end isn't missed.
  if (isStream)
    response.once(
      'close',
      onLinkEnd(linkId, () => end()),
    )
  const found = await readByCookie(request.headers.cookie, linkId)
  if (!found || found.isSuspended || isOver) return refuse(401, 'Not open.')
  if (!isStream) return void response.writeHead(204, { 'cache-control': 'no-store' }).end()
  const address = String(request.headers['x-client-address'] ?? '')
  const context = toContext(found, { address, requestId: '', userAgent: '' })
  const admission = await askAdmission(context, 'link stream', {}, { nothing: 'This page isn’t live for now.' })
  if (admission.refused !== null) return refuse(429, (await refusal(context, admission)).message)
  const close = () => void returnLimits(admission.taken.map(({ limit }) => limit)).catch(() => {}) // ends by itself
  response.once('close', close)
  if (response.destroyed) return close()
  if (isOver) return refuse(401, 'Not open.') // while it was asked
  end = openStream(found.link.job.id, response, found.link.expiresAt)
}
