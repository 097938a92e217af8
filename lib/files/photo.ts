import 'server-only'
import { drawPicture } from './draw'
import { PHOTO } from './photo-rules'
import { sha256Of } from './sha256'

/** The longest side of a photo, and of the smaller one for lists. */
const MOST = 2048
const SMALL = 480

const WHITE = '#ffffff'

export type Photo = {
  jpeg: Buffer
  sha256: string
  width: number
  height: number
  small: { webp: Buffer; sha256: string }
}

/**
 * A file → its photo as JPEG of at most 2,048 pixels a side, upright, in sRGB, on white where it was transparent, without
 * metadata, and a smaller WebP. The same bytes make the same photo.
 * @throws UserError with what to do, where it isn't a PNG, JPEG or WebP of at most 12 MB, or is broken
 */
export async function makePhoto(file: Uint8Array): Promise<Photo> {
  const inside = (most: number) => ({ width: most, height: most, fit: 'inside', withoutEnlargement: true }) as const
  const { data: jpeg, info } = await drawPicture(file, PHOTO, (picture) =>
    picture.flatten({ background: WHITE }).resize(inside(MOST)).jpeg({ quality: 82, mozjpeg: true }),
  )
  const { data: webp } = await drawPicture(jpeg, PHOTO, (picture) =>
    picture.resize(inside(SMALL)).webp({ quality: 75 }),
  )
  return {
    ...{ jpeg, sha256: sha256Of(jpeg), width: info.width, height: info.height },
    small: { webp, sha256: sha256Of(webp) },
  }
}
