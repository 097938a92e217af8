import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bucketOf } from '@/lib/environment/files'
import { type Arrived, PUBLISHED, signatureProblem, startS3 } from '@/lib/testing/s3-server'
import { s3Store } from './s3'
import { sha256Of } from './sha256'

const ACCOUNT = { keyId: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCY', region: 'us-east-2' }
const BUCKET = 'photos'

let server: Awaited<ReturnType<typeof startS3>>
beforeEach(async () => {
  server = await startS3(ACCOUNT, BUCKET)
})
afterEach(() => server.stop())

const storeOf = (changes: Partial<typeof ACCOUNT> = {}, bucket = BUCKET) =>
  s3Store({
    ...bucketOf(`s3://${bucket}/ours?region=${changes.region ?? ACCOUNT.region}&endpoint=${server.url}`),
    ...{ keyId: ACCOUNT.keyId, secret: ACCOUNT.secret, ...changes },
  })
const bytes = Buffer.from('a photo')
const key = `${randomUUID()}/${sha256Of(bytes)}`

describe('a bucket', () => {
  it('keeps files, and says what it doesn’t have', async () => {
    const store = storeOf()
    expect(await store.get(key)).toBeNull()
    await store.put(key, bytes)
    await store.put(key, bytes)
    expect(await store.get(key)).toEqual(bytes)
    expect([...server.objects.keys()]).toEqual([`ours/${key}`])
  })

  it.each([
    ['another secret', { secret: `${ACCOUNT.secret}x` }, 'SignatureDoesNotMatch'],
    ['another key', { keyId: 'AKIDOTHER' }, 'InvalidAccessKeyId'],
    ['another region', { region: 'eu-west-1' }, 'AuthorizationHeaderMalformed'],
  ])('refuses %s', async (_, changes, code) => {
    const store = storeOf(changes)
    await expect(store.put(key, bytes)).rejects.toMatchObject({ code })
    await expect(store.get(key)).rejects.toMatchObject({ code })
    expect(server.objects.size).toBe(0)
  })

  it('that isn’t there is no missing file', async () => {
    await expect(storeOf({}, 'elsewhere').get(key)).rejects.toMatchObject({ code: 'NoSuchBucket', status: 404 })
  })

  it('that is busy is asked again, and not for ever', async () => {
    const store = storeOf()
    server.beBusyFor(2)
    await store.put(key, bytes)
    expect(server.asked).toHaveLength(3)
    server.beBusyFor(9)
    await expect(store.get(key)).rejects.toMatchObject({ code: 'SlowDown' })
    expect(server.asked).toHaveLength(6)
  })

  it('that can’t be reached is no missing file', async () => {
    const store = storeOf()
    server.stop()
    await expect(store.get(key)).rejects.toThrow()
  })
})

// The server that the others are tried against: by the published examples, and by requests with one thing changed.
describe('the server of these tests', () => {
  const at = new Date('2013-05-24T00:00:00Z')
  const credential = `AWS4-HMAC-SHA256 Credential=${PUBLISHED.keyId}/20130524/us-east-1/s3/aws4_request`
  const example = (
    method: string,
    target: string,
    signature: string,
    { body = '', ...headers }: Record<string, string> = {},
  ): Arrived => {
    const all: Record<string, string> = {
      ...{ host: 'examplebucket.s3.amazonaws.com', 'x-amz-date': '20130524T000000Z', ...headers },
      'x-amz-content-sha256': sha256Of(body),
    }
    const authorization = `${credential},SignedHeaders=${Object.keys(all).sort().join(';')},Signature=${signature}`
    return { method, target, headers: { ...all, authorization }, body: Buffer.from(body) }
  }
  const get = example('GET', '/test.txt', 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41', {
    range: 'bytes=0-9',
  })
  const put = example('PUT', '/test%24file.text', '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd', {
    ...{ body: 'Welcome to Amazon S3.', date: 'Fri, 24 May 2013 00:00:00 GMT' },
    'x-amz-storage-class': 'REDUCED_REDUNDANCY',
  })
  const list = example(
    ...(['GET', '/?max-keys=2&prefix=J', '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'] as const),
  )
  const lifecycle = example(
    ...(['GET', '/?lifecycle', 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'] as const),
  )

  it('takes each published example', () => {
    expect([get, put, list, lifecycle].map((each) => signatureProblem(each, PUBLISHED, at))).toEqual(
      Array(4).fill(null),
    )
  })

  const headers = (changes: Record<string, string>) => ({ ...get, headers: { ...get.headers, ...changes } })
  it.each<[string, Arrived, string, typeof PUBLISHED, Date?]>([
    ['another secret', get, 'SignatureDoesNotMatch', { ...PUBLISHED, secret: 'x' }],
    ['another method', { ...get, method: 'PUT' }, 'SignatureDoesNotMatch', PUBLISHED],
    ['another path', { ...get, target: '/test.tx' }, 'SignatureDoesNotMatch', PUBLISHED],
    ['another query', { ...list, target: '/?max-keys=3&prefix=J' }, 'SignatureDoesNotMatch', PUBLISHED],
    ['another host', headers({ host: 'other.s3.amazonaws.com' }), 'SignatureDoesNotMatch', PUBLISHED],
    ['another body', { ...put, body: Buffer.from('x') }, 'XAmzContentSHA256Mismatch', PUBLISHED],
    ['no signature', headers({ authorization: '' }), 'AuthorizationHeaderMalformed', PUBLISHED],
    ['one that is an hour old', get, 'RequestTimeTooSkewed', PUBLISHED, new Date(at.getTime() + 3_600_000)],
  ])('refuses %s', (_, request, code, account, now = at) => {
    expect(signatureProblem(request, account, now)).toBe(code)
  })
})
