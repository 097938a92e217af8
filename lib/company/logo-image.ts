import 'server-only'
import { createHash } from 'node:crypto'
import sharp, { type OutputInfo } from 'sharp'
import { UserError } from '@/lib/errors'
import { KIND_BYTES, logoProblem } from './logo-kind'

// Makes a logo of a file that somebody chose. What is kept is a picture that we have drawn ourselves: nothing else that was in
// the file, no place, no camera, no code.

// For the whole process: what a file is, its content decides, and of all that libvips reads only these three.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
sharp.cache(false)
sharp.concurrency(1)

/** The largest size at which a logo is kept: twice that at which receipts and emails show it. */
const MOST = { width: 600, height: 200 }
/** The most pixels that a picture may have before it is read: a small file can claim very many. */
const MOST_PIXELS = 25_000_000
const SECONDS = 10

export type LogoImage = { png: Buffer; hash: string; width: number; height: number }

/** The field that a refusal is about. */
const refuse = (words: string) => new UserError(words, { image: words })

/**
 * A file → its picture as PNG of at most 600 by 200 pixels, upright, in sRGB, without metadata, and the hash of that.
 * @throws UserError with what to do, where it isn't a PNG, JPEG or WebP of at most 2 MB, or is broken
 */
export async function makeLogo(file: Uint8Array): Promise<LogoImage> {
  const problem = logoProblem({ size: file.byteLength, start: file.subarray(0, KIND_BYTES) })
  if (problem) throw refuse(problem)
  let made: { data: Buffer; info: OutputInfo }
  try {
    made = await sharp(file, { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true })
      .timeout({ seconds: SECONDS })
      .autoOrient()
      .resize({ ...MOST, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .png({ compressionLevel: 9 })
      .toBuffer({ resolveWithObject: true })
  } catch (error) {
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message)
    throw refuse(
      isTooLarge
        ? 'This picture has too many pixels. Make it smaller, 600 pixels wide is enough, and choose it again.'
        : 'This picture is damaged and can’t be read. Save it again as PNG or JPEG, and choose that file.',
    )
  }
  const { data: png, info } = made
  const hash = createHash('sha256').update(png).digest('hex').slice(0, 32)
  return { png, hash, width: info.width, height: info.height }
}
