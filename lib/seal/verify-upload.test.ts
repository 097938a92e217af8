import { expect, it } from 'vitest'
import { plainPdf } from '@/lib/testing/seals'
import { admitVerify, verifyUpload } from './verify-upload'

const from = (address: string) => admitVerify({ source: { address, requestId: '', userAgent: '' } })

it('files are counted by place: the rest of the world goes on', async () => {
  for (let n = 0; n < 60; n++) await from('198.51.100.7')
  await expect(from('198.51.100.7')).rejects.toThrow('Wait 10 minutes, then check this one again.')
  await from('198.51.100.8')
  // Of IPv6, a household is one place.
  for (let n = 0; n < 60; n++) await from(`2001:db8:1:2::${n + 1}`)
  await expect(from('2001:db8:1:2::ffff')).rejects.toThrow('many files from one place')
  await from('2001:db8:1:3::1')
})

it('what is shown are words, and the fingerprint', async () => {
  const said = await verifyUpload(null, { file: new Blob([new Uint8Array(await plainPdf())]) })
  expect(said).toMatchObject({
    tone: 'bad',
    title: 'This PDF has no seal',
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
  expect(said.answers).toHaveLength(4)
})
