// Pages that are the same for everybody who isn't signed in. Next draws such a page once for as long as this process
// runs; each answer has a nonce of its own put into it.
import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const PATHS = ['/sign-in']
const compress = promisify(gzip)

/** What says of a request that it asks for something else than the page: part of it, or the page of somebody. */
const isOfItsOwn = ({ method, headers }: IncomingMessage) =>
  method !== 'GET' || headers.rsc !== undefined || /plumbline\.session=/.test(headers.cookie ?? '')

type Kept = { headers: OutgoingHttpHeaders; parts: string[] }

const kept = new Map<string, Kept>()

/** The headers that are of one answer only. */
const OF_ONE = [
  'content-security-policy',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'date',
  'x-request-id',
]

/** What Next is told of a request for such a page: what the front says, and nothing of whoever happens to ask first. */
const TOLD = ['host', 'content-security-policy', 'x-path', 'x-client-address', 'x-request-id']

/** Keeps the page that this answer brings, cut where the nonce stands. What is kept is compressed with each nonce anew. */
function keep(path: string, nonce: string, request: IncomingMessage, response: ServerResponse): void {
  for (const name of Object.keys(request.headers)) if (!TOLD.includes(name)) delete request.headers[name]
  const chunks: Buffer[] = []
  const take = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string') chunks.push(Buffer.from(chunk, encoding as BufferEncoding))
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
  }
  const write = response.write.bind(response) as (...given: unknown[]) => boolean
  const end = response.end.bind(response) as (...given: unknown[]) => ServerResponse
  response.write = (...given: unknown[]) => {
    take(given[0], given[1])
    return write(...given)
  }
  response.end = (...given: unknown[]) => {
    take(given[0], given[1])
    const headers = response.getHeaders()
    for (const name of OF_ONE) delete headers[name]
    const isPage = String(headers['content-type']).startsWith('text/html')
    if (response.statusCode === 200 && isPage && !headers['content-encoding'] && !headers['set-cookie'])
      kept.set(path, { headers, parts: Buffer.concat(chunks).toString('utf8').split(nonce) })
    return end(...given)
  }
}

async function send({ headers, parts }: Kept, nonce: string, request: IncomingMessage, response: ServerResponse) {
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
  const page = Buffer.from(parts.join(nonce))
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return void response.end(page)
  response.setHeader('content-encoding', 'gzip')
  response.end(await compress(page))
}

/**
 * Answers a request for such a page from what was kept; the first one lets Next draw it.
 * @param nonce of this answer's policy, which has no letter that HTML or JSON writes in another way
 * @returns whether it has answered
 */
export function answerShared(path: string, nonce: string, request: IncomingMessage, response: ServerResponse): boolean {
  if (!PATHS.includes(path) || isOfItsOwn(request)) return false
  const page = kept.get(path)
  if (page) void send(page, nonce, request, response)
  else keep(path, nonce, request, response)
  return page !== undefined
}
