import { expect, test } from 'vitest'
import { bucketOf, filesAddressProblem } from './files'

test.each([
  [
    's3://our-photos',
    { bucket: 'our-photos', prefix: '', region: 'us-east-1', endpoint: 'https://s3.us-east-1.amazonaws.com' },
  ],
  [
    's3://our-photos/plumbline/one/?region=us-east-2',
    {
      bucket: 'our-photos',
      prefix: 'plumbline/one/',
      region: 'us-east-2',
      endpoint: 'https://s3.us-east-2.amazonaws.com',
    },
  ],
  [
    's3://p.x?region=auto&endpoint=https://abc.r2.cloudflarestorage.com/',
    { bucket: 'p.x', prefix: '', region: 'auto', endpoint: 'https://abc.r2.cloudflarestorage.com' },
  ],
  [
    's3://photos?endpoint=http://127.0.0.1:9000',
    { bucket: 'photos', prefix: '', region: 'us-east-1', endpoint: 'http://127.0.0.1:9000' },
  ],
])('%s is a bucket', (address, bucket) => {
  expect(filesAddressProblem(address)).toBeNull()
  expect(bucketOf(address)).toEqual(bucket)
})

test.each([
  ['https://our-photos.s3.amazonaws.com', 'the address of a bucket'],
  ['s3://', 'bucket'],
  ['s3://Our_Photos', 'small letters'],
  ['s3://AKID:secret@our-photos', 'FILES_KEY_ID'],
  ['s3://our-photos:9000', 'name a bucket'],
  ['s3://our-photos/a/../b?region=x y', 'region'],
  ['s3://our-photos/a%20b', 'nothing else'],
  ['s3://our-photos?regio=us-east-2', 'region= and endpoint='],
  ['s3://our-photos?endpoint=s3.example.com', 'an address as its endpoint'],
  ['s3://our-photos?endpoint=ftp://s3.example.com', 'an address as its endpoint'],
  ['s3://our-photos?endpoint=http://s3.example.com', 'https://'],
])('%s is none: %s', (address, words) => {
  expect(filesAddressProblem(address)).toContain(words)
})
