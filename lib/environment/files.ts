// Where files are kept, as FILES_URL says it: s3://BUCKET/PREFIX?region=…&endpoint=…. Pure: judged before anything is started.
import { isInClear } from './addresses'

/** `endpoint` is an origin, with a path where it has one, and doesn't end with a slash; `prefix` is empty or ends with one. */
export type Bucket = { endpoint: string; bucket: string; prefix: string; region: string }

const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/
const PREFIX = /^(?:\/[\w.-]*)*$/
const REGION = /^[a-z0-9-]{1,40}$/

/** What a right FILES_URL says. */
export function bucketOf(address: string): Bucket {
  const { hostname: bucket, pathname, searchParams } = new URL(address)
  const region = searchParams.get('region') ?? 'us-east-1'
  const endpoint = (searchParams.get('endpoint') ?? `https://s3.${region}.amazonaws.com`).replace(/\/+$/, '')
  const parts = pathname.split('/').filter(Boolean)
  return { endpoint, bucket, region, prefix: parts.map((part) => `${part}/`).join('') }
}

/** Returns what is wrong with the address of a bucket, or null. */
export function filesAddressProblem(address: string): string | null {
  if (!/^s3:\/\//.test(address) || !URL.canParse(address))
    return 'must be the address of a bucket, such as s3://our-photos?region=us-east-2'
  const { username, password, searchParams, pathname, port, hash } = new URL(address)
  if (username || password) return 'must not have a key in it. Set FILES_KEY_ID and FILES_SECRET'
  const { bucket, region, endpoint } = bucketOf(address)
  if (!BUCKET.test(bucket) || port || hash)
    return 'must name a bucket after s3://, in small letters, digits, dots and dashes'
  if (!PREFIX.test(pathname) || pathname.split('/').includes('..'))
    return 'may have letters, digits, dots, dashes and slashes after the bucket, and nothing else'
  if ([...searchParams.keys()].some((name) => name !== 'region' && name !== 'endpoint'))
    return 'may have region= and endpoint= behind the question mark, and nothing else'
  if (!REGION.test(region)) return 'must name a region, such as region=us-east-2'
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol) || /[?#@]/.test(endpoint))
    return 'must have an address as its endpoint, such as endpoint=https://s3.example.com'
  if (isInClear(endpoint))
    return 'must have an endpoint that begins with https://, because customers’ photos travel there'
  return null
}
