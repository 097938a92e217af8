import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import type { Bucket } from '@/lib/environment/files'
import type { FileStore } from './file-store'
import { sha256Of } from './sha256'
import { type Signer, signed } from './sigv4'

const TRIES = 3
const PAUSE_MS = 200
const WITHIN_MS = 20_000

/** A bucket that answered, and not what was asked for. `code` is its own: "SignatureDoesNotMatch". */
export class BucketError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
  ) {
    super(`The bucket answered ${status} ${code}`)
    this.name = 'BucketError'
  }
}

async function errorOf(response: Response): Promise<BucketError> {
  const text = (await response.text()).slice(0, 10_000)
  return new BucketError(response.status, /<Code>(\w{1,60})<\/Code>/.exec(text)?.[1] ?? '')
}

/** Whether the same request may be answered a moment later. */
const isForNow = ({ status }: Response) => status >= 500 || status === 429

/**
 * Files in a bucket of S3, or of a server that speaks its language, by addresses with the bucket in their path. Each request
 * names the hash of its body, which the server checks.
 */
export function s3Store({ endpoint, bucket, prefix, ...signer }: Bucket & Signer): FileStore {
  async function send(method: string, key: string, body?: Uint8Array): Promise<Response> {
    const url = new URL(`${endpoint}/${bucket}/${prefix}${key}`)
    const bodySha256 = sha256Of(body ?? '')
    for (let attempt = 1; ; attempt++) {
      try {
        const response = await fetch(url, {
          ...{ method, redirect: 'error', signal: AbortSignal.timeout(WITHIN_MS) },
          headers: signed({ method, url, bodySha256, at: new Date() }, signer),
          ...(body && { body: new Uint8Array(body) }),
        })
        if (!isForNow(response)) return response
        throw await errorOf(response)
      } catch (error) {
        if (attempt === TRIES) throw error
      }
      await pause(PAUSE_MS * attempt)
    }
  }
  return {
    async put(key, bytes) {
      const response = await send('PUT', key, bytes)
      if (!response.ok) throw await errorOf(response)
      await response.body?.cancel()
    },
    async get(key) {
      const response = await send('GET', key)
      if (response.ok) return Buffer.from(await response.arrayBuffer())
      const error = await errorOf(response)
      if (error.code === 'NoSuchKey') return null
      throw error
    },
  }
}
