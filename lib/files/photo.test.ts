import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { claimed, ftyp, halfOf, phonePhoto, pictureBytes } from '@/lib/testing/pictures'
import { makePhoto } from './photo'
import { PHOTO, photoName, photoProblem } from './photo-rules'
import { sha256Of } from './sha256'

/** The tag that leads to where a photo was taken: 0x8825, in either order of bytes (Exif 2.3, 4.6.3). */
const hasPlace = (bytes: Buffer) =>
  bytes.includes(Buffer.from([0x88, 0x25, 0x00, 0x04])) || bytes.includes(Buffer.from([0x25, 0x88, 0x04, 0x00]))

describe('a photo', () => {
  it.each(['png', 'jpeg', 'webp'] as const)(
    'is made of %s: a JPEG of at most 2,048 pixels, the same each time',
    async (format) => {
      const file = await pictureBytes({ format, width: 3000, height: 1500 })
      const made = await makePhoto(file)
      expect(made).toMatchObject({ width: 2048, height: 1024, sha256: sha256Of(made.jpeg) })
      expect(await sharp(made.jpeg).metadata()).toMatchObject({ format: 'jpeg', width: 2048, height: 1024 })
      expect(await sharp(made.small.webp).metadata()).toMatchObject({ format: 'webp', width: 480, height: 240 })
      const again = await makePhoto(file)
      expect(again.jpeg.equals(made.jpeg)).toBe(true)
      expect(again.small).toEqual(made.small)
    },
  )

  it('isn’t made larger than it is', async () => {
    const made = await makePhoto(await pictureBytes({ width: 300, height: 200 }))
    expect(made).toMatchObject({ width: 300, height: 200 })
    expect(await sharp(made.small.webp).metadata()).toMatchObject({ width: 300, height: 200 })
  })

  it('P22: of a phone that was held upright stands upright, and doesn’t say where it was taken', async () => {
    const file = await phonePhoto()
    expect(await sharp(file).metadata()).toMatchObject({ width: 400, height: 300, orientation: 6 })
    expect(hasPlace(file)).toBe(true)
    const { jpeg, small, width, height } = await makePhoto(file)
    expect({ width, height }).toEqual({ width: 300, height: 400 })
    // What is asked of a picture is told of its file: a part of it has to be a file of its own.
    const colorAt = async (top: number) => {
      const part = await sharp(jpeg).extract({ left: 0, width: 300, height: 100, top }).png().toBuffer()
      return (await sharp(part).stats()).dominant
    }
    expect(await colorAt(0)).toMatchObject({ r: 248, b: 8 })
    expect(await colorAt(300)).toMatchObject({ r: 8, b: 248 })
    for (const bytes of [jpeg, small.webp]) {
      expect(hasPlace(bytes)).toBe(false)
      for (const left of ['Exif', 'Camera of a phone', 'http://ns.adobe.com', 'Photoshop', 'ICC_PROFILE'])
        expect(bytes.includes(left), left).toBe(false)
      const { exif, xmp, iptc, icc, orientation } = await sharp(bytes).metadata()
      expect([exif, xmp, iptc, icc, orientation]).toEqual(Array(5).fill(undefined))
    }
  })

  it('keeps nothing that was hidden in the file', async () => {
    for (const format of ['png', 'jpeg', 'webp'] as const) {
      const file = Buffer.concat([
        await pictureBytes({ format, note: '12 Elm Street' }),
        Buffer.from('<script>alert(1)'),
      ])
      const { jpeg, small } = await makePhoto(file)
      for (const bytes of [jpeg, small.webp])
        expect([bytes.includes('12 Elm Street'), bytes.includes('<script')], format).toEqual([false, false])
    }
  })

  it('lies on white where it was transparent', async () => {
    const clear = await sharp({ create: { width: 9, height: 9, channels: 4, background: '#ff000000' } })
      .png()
      .toBuffer()
    expect((await sharp((await makePhoto(clear)).jpeg).stats()).channels.map(({ mean }) => mean)).toEqual([
      255, 255, 255,
    ])
  })

  it('of two at once are both made', async () => {
    const files = await Promise.all(['red', 'green', 'blue'].map((color) => pictureBytes({ color })))
    const [broken, ...made] = await Promise.allSettled([Buffer.from('x'), ...files].map(makePhoto))
    expect(broken?.status).toBe('rejected')
    expect(new Set(made.map((each) => each.status === 'fulfilled' && each.value.sha256)).size).toBe(3)
  })
})

describe('what can’t be a photo is refused in words', () => {
  it.each([
    ['an iPhone photo', () => ftyp('heic'), /iPhone photo \(HEIC\).*sends a JPEG.*export it as JPEG/],
    ['another HEIF', () => ftyp('mif1'), /HEIC/],
    ['an AVIF', () => ftyp('avif'), /AVIF.*PNG or JPEG/],
    ['an SVG', () => Buffer.from('<svg onload="alert(1)"></svg>'), /SVG.*carry code/],
    ['a PDF', () => Buffer.from('%PDF-1.7'), /PDF/],
    ['a page', () => Buffer.from('<!doctype html><script>'), /isn’t a picture/],
    ['nothing', () => Buffer.alloc(0), /empty/],
    ['half of a JPEG', () => halfOf({ format: 'jpeg', width: 900, height: 900 }), /damaged/],
    ['half of a PNG', () => halfOf({ format: 'png', width: 900, height: 900 }), /damaged/],
    ['half of a WebP', () => halfOf({ format: 'webp', width: 900, height: 900 }), /damaged/],
    ['a bomb: few bytes that claim 400 million pixels', () => claimed(20_000), /too many pixels/],
    [
      '12 MB and one byte',
      () => Buffer.concat([claimed(10), Buffer.alloc(PHOTO.mostBytes)]),
      /12\.1 MB.*at most 12 MB/,
    ],
  ])('%s', async (_, file, words) => {
    await expect(makePhoto(await file())).rejects.toMatchObject({ fields: { image: expect.stringMatching(words) } })
  })

  it('exactly 12 MB is let through', () => {
    expect(photoProblem({ size: PHOTO.mostBytes, start: claimed(10) })).toBeNull()
    expect(photoProblem({ size: PHOTO.mostBytes + 1, start: claimed(10) })).toContain('at most 12 MB')
  })
})

describe('a file’s name', () => {
  it.each([
    ['IMG_0142.jpeg', 'IMG_0142.jpeg'],
    [' roof\u202Egpj.exe ', 'roofgpj.exe'],
    ['IMG 4111111111111111.jpg', 'IMG •••• 1111.jpg'],
    ['\0', ''],
    ['x'.repeat(300), 'x'.repeat(120)],
  ])('%j is kept as %j', (name, kept) => expect(photoName(name)).toBe(kept))
})
