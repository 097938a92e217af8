import { createHmac } from 'node:crypto'
import { sha256Of } from './sha256'

// AWS Signature Version 4 in the Authorization header, as S3 and its likes ask for it
// (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html). Pure.

export type Signer = { keyId: string; secret: string; region: string }

type ToSign = {
  method: string
  url: URL
  /** Those to be signed besides Host and what this adds. */
  headers?: Record<string, string>
  /** SHA-256 of the body, in hexadecimal. */
  bodySha256: string
  at: Date
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** As the algorithm wants names and values: all but letters, digits and -._~ as %XX. */
const encoded = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)

const encodedPath = ({ pathname }: URL) =>
  pathname
    .split('/')
    .map((part) => encoded(decodeURIComponent(part)))
    .join('/')

const encodedQuery = ({ searchParams }: URL) =>
  Array.from(searchParams, ([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .sort()
    .join('&')

/**
 * Returns the headers of a signed request: those given, and `x-amz-date`, `x-amz-content-sha256` and `authorization`. Host,
 * which is signed as well, is the URL's.
 */
export function signed(
  { method, url, headers = {}, bodySha256, at }: ToSign,
  { keyId, secret, region }: Signer,
): Record<string, string> {
  const instant = at.toISOString().replace(/[-:]|\.\d+/g, '')
  const day = instant.slice(0, 8)
  const sent = { ...headers, 'x-amz-content-sha256': bodySha256, 'x-amz-date': instant }
  const lines = Object.entries({ ...sent, host: url.host })
    .map(([name, value]): [string, string] => [name.toLowerCase(), value.trim().replace(/ +/g, ' ')])
    .sort(([one], [other]) => (one < other ? -1 : 1))
  const names = lines.map(([name]) => name).join(';')
  const canonical = [
    ...[method, encodedPath(url), encodedQuery(url)],
    ...[lines.map(([name, value]) => `${name}:${value}\n`).join(''), names, bodySha256],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${secret}`)
  const signature = hmac(key, ['AWS4-HMAC-SHA256', instant, scope, sha256Of(canonical)].join('\n')).toString('hex')
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/${scope},SignedHeaders=${names},Signature=${signature}`,
  }
}
