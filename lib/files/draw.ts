import 'server-only'
import sharp, { type OutputInfo, type Sharp } from 'sharp'
import { UserError } from '@/lib/errors'
import { KIND_BYTES, type PictureRule, pictureProblem } from './picture-kind'

// The one place where a picture that somebody brings is read. What is kept of it is one that we have drawn ourselves: nothing
// else that was in the file, no place, no camera, no code.

// For the whole process: what a file is, its content decides, and of all that libvips reads only these three.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] })
sharp.cache(false)
sharp.concurrency(1)

const SECONDS = 20

/** The field that a refusal is about. */
const refuse = (words: string) => new UserError(words, { image: words })

// A large picture needs 200 MB while it is drawn. Once per process: Next puts this module into several bundles.
const holder = globalThis as unknown as { plumblineDrawing?: Promise<unknown> }

/** Draws one picture at a time. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = (holder.plumblineDrawing ?? Promise.resolve()).then(work)
  holder.plumblineDrawing = mine.catch(() => {})
  return mine
}

/** A picture that we drew, and how large it is. */
export type Drawn = { data: Buffer; info: OutputInfo }

/**
 * Reads a file as a picture, upright and in sRGB, and draws it again.
 * @param draw says how: its size and its format. What it makes has no metadata
 * @throws UserError of the field `image` with what to do, where the file isn't such a picture, or is broken
 */
export async function drawPicture(
  file: Uint8Array,
  rule: PictureRule,
  draw: (picture: Sharp) => Sharp,
): Promise<Drawn> {
  const problem = pictureProblem({ size: file.byteLength, start: file.subarray(0, KIND_BYTES) }, rule)
  if (problem) throw refuse(problem)
  const options = { limitInputPixels: rule.mostPixels, failOn: 'error', sequentialRead: true } as const
  try {
    return await inTurn(() =>
      draw(sharp(file, options).timeout({ seconds: SECONDS }).autoOrient().toColourspace('srgb')).toBuffer({
        resolveWithObject: true,
      }),
    )
  } catch (error) {
    const isTooLarge = error instanceof Error && /pixel limit/i.test(error.message)
    throw refuse(
      isTooLarge
        ? `This picture has too many pixels. ${rule.smaller}`
        : 'This picture is damaged and can’t be read. Save it again as PNG or JPEG, and choose that file.',
    )
  }
}
