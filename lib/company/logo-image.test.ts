import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { pictureBytes } from '@/lib/testing/pictures'
import { makeLogo } from './logo-image'
import { kindOf, logoProblem, MAX_LOGO_BYTES } from './logo-kind'

describe('a logo’s picture', () => {
  it.each(['png', 'jpeg', 'webp'] as const)('is made of %s: PNG, small, the same each time', async (format) => {
    const file = await pictureBytes({ format, width: 1600, height: 1200 })
    const made = await makeLogo(file)
    expect(made).toMatchObject({ width: 267, height: 200 })
    expect(await sharp(made.png).metadata()).toMatchObject({ format: 'png', width: 267, height: 200 })
    expect((await makeLogo(file)).hash).toBe(made.hash)
  })

  it('isn’t made larger than it is', async () => {
    expect(await makeLogo(await pictureBytes({ width: 30, height: 20 }))).toMatchObject({ width: 30, height: 20 })
  })

  it('keeps nothing else that was in the file', async () => {
    const note = 'Taken at 12 Elm Street'
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const file = Buffer.concat([await pictureBytes({ format, note }), Buffer.from('<script>alert(1)</script>')])
      const { png } = await makeLogo(file)
      expect(file.includes(note), format).toBe(true)
      expect(png.includes(note), format).toBe(false)
      expect(png.includes('<script'), format).toBe(false)
      expect(await sharp(png).metadata()).not.toHaveProperty('exif')
    }
  })

  it('stands upright, and keeps what is transparent', async () => {
    const lying = await sharp(await pictureBytes({ format: 'jpeg', width: 200, height: 100 }))
      .withMetadata({ orientation: 6 })
      .toBuffer()
    expect(await makeLogo(lying)).toMatchObject({ width: 100, height: 200 })
    const clear = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer()
    expect(await sharp((await makeLogo(clear)).png).stats()).toMatchObject({ isOpaque: false })
  })

  it('of random dots, the largest there is, fits into its column', async () => {
    const noise = await sharp(
      Buffer.from(Array.from({ length: 600 * 200 * 4 }, (_, at) => (at * 7919 * (at % 251)) % 256)),
      { raw: { width: 600, height: 200, channels: 4 } },
    )
      .png()
      .toBuffer()
    expect((await makeLogo(noise)).png.length).toBeLessThan(1_000_000)
  })
})

/** A PNG that says it has so many pixels a side, and has next to nothing in it. */
function claimed(side: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type), data])
    const [length, crc] = [Buffer.alloc(4), Buffer.alloc(4)]
    length.writeUInt32BE(data.length)
    crc.writeUInt32BE(crc32(body))
    return Buffer.concat([length, body, crc])
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side, 0)
  head.writeUInt32BE(side, 4)
  head.set([8, 2, 0, 0, 0], 8)
  const parts = [chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.alloc(64))), chunk('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts])
}
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

async function halfOf(of: Parameters<typeof pictureBytes>[0]): Promise<Buffer> {
  const file = await pictureBytes(of)
  return file.subarray(0, file.length / 2)
}
const ftyp = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mif1`, 'latin1')

describe('what can’t be a logo is refused in words', () => {
  it.each([
    ['an iPhone photo', () => ftyp('heic'), /iPhone photo.*export it as JPEG/],
    ['an AVIF', () => ftyp('avif'), /AVIF.*PNG or JPEG/],
    ['an SVG', () => Buffer.from('<?xml version="1.0"?>\n<svg onload="alert(1)"></svg>'), /SVG.*carry code/],
    ['a GIF', () => Buffer.from('GIF89a…'), /GIF/],
    ['a PDF', () => Buffer.from('%PDF-1.7'), /PDF/],
    ['a text', () => Buffer.from('hello'), /isn’t a picture/],
    ['a page with a PNG’s name', () => Buffer.from('<!doctype html><script>'), /isn’t a picture/],
    ['nothing', () => Buffer.alloc(0), /empty/],
    ['half of a JPEG', () => halfOf({ format: 'jpeg' }), /damaged/],
    ['the head of a PNG alone', () => claimed(10).subarray(0, 40), /damaged/],
    ['a bomb: few bytes that claim 400 million pixels', () => claimed(20_000), /too many pixels/],
    ['2 MB and one byte', () => Buffer.concat([claimed(10), Buffer.alloc(MAX_LOGO_BYTES)]), /2\.1 MB.*at most 2 MB/],
  ])('%s', async (_, file, words) => {
    await expect(makeLogo(await file())).rejects.toMatchObject({
      message: expect.stringMatching(words),
      fields: { image: expect.stringMatching(words) },
    })
  })

  it('exactly 2 MB is let through', () => {
    expect(logoProblem({ size: MAX_LOGO_BYTES, start: claimed(10) })).toBeNull()
    expect(logoProblem({ size: MAX_LOGO_BYTES + 1, start: claimed(10) })).toContain('at most 2 MB')
  })

  it('a kind is told by bytes, never by a name', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) expect(kindOf(await pictureBytes({ format }))).toBe(format)
  })
})
