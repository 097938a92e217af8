import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { kindOf } from '@/lib/files/picture-kind'
import { claimed, ftyp, halfOf, pictureBytes } from '@/lib/testing/pictures'
import { makeLogo } from './logo-image'
import { LOGO, logoProblem } from './logo-kind'

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
    ['2 MB and one byte', () => Buffer.concat([claimed(10), Buffer.alloc(LOGO.mostBytes)]), /2\.1 MB.*at most 2 MB/],
  ])('%s', async (_, file, words) => {
    await expect(makeLogo(await file())).rejects.toMatchObject({
      message: expect.stringMatching(words),
      fields: { image: expect.stringMatching(words) },
    })
  })

  it('exactly 2 MB is let through', () => {
    expect(logoProblem({ size: LOGO.mostBytes, start: claimed(10) })).toBeNull()
    expect(logoProblem({ size: LOGO.mostBytes + 1, start: claimed(10) })).toContain('at most 2 MB')
  })

  it('a kind is told by bytes, never by a name', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) expect(kindOf(await pictureBytes({ format }))).toBe(format)
  })
})
