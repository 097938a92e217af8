import { describe, expect, it } from 'vitest'
import { PUBLISHED } from '@/lib/testing/s3-server'
import { sha256Of } from './sha256'
import { signed } from './sigv4'

// The examples that AWS has published, with what comes out of them
// (docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html).

const HOST = 'https://examplebucket.s3.amazonaws.com'
const at = new Date('2013-05-24T00:00:00Z')

const authorizationOf = (method: string, path: string, body = '', headers: Record<string, string> = {}) =>
  signed({ method, url: new URL(HOST + path), headers, bodySha256: sha256Of(body), at }, PUBLISHED).authorization

describe('the published examples', () => {
  it.each([
    [
      'GET',
      '/test.txt',
      '',
      { Range: 'bytes=0-9' },
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    [
      ...(['PUT', '/test$file.text', 'Welcome to Amazon S3.'] as const),
      { Date: 'Fri, 24 May 2013 00:00:00 GMT', 'x-amz-storage-class': 'REDUCED_REDUNDANCY' },
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    ],
    ['GET', '/?lifecycle', '', {}, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['GET', '/?prefix=J&max-keys=2', '', {}, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ] as const)('%s %s', (method, path, body, headers, signature) => {
    const authorization = authorizationOf(method, path, body, headers as Record<string, string>)
    expect(authorization).toContain(`Credential=${PUBLISHED.keyId}/20130524/us-east-1/s3/aws4_request,SignedHeaders=`)
    expect(authorization).toMatch(new RegExp(`Signature=${signature}$`))
  })

  it('signs the headers that the example does, in its order', () => {
    expect(authorizationOf('GET', '/test.txt', '', { Range: 'bytes=0-9' })).toContain(
      'SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,',
    )
  })
})

it('signs the port, and characters that an address can have', () => {
  const of = (url: string) =>
    signed({ method: 'GET', url: new URL(url), bodySha256: sha256Of(''), at }, PUBLISHED).authorization
  expect(of('http://127.0.0.1:9000/a')).not.toBe(of('http://127.0.0.1:9001/a'))
  expect(of('http://a.test/%28x%29')).toBe(of('http://a.test/(x)'))
})
