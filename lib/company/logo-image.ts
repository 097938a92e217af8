import 'server-only'
import { drawPicture } from '@/lib/files/draw'
import { sha256Of } from '@/lib/files/sha256'
import { LOGO } from './logo-kind'

/** The largest size at which a logo is kept: twice that at which receipts and emails show it. */
const MOST = { width: 600, height: 200 }

export type LogoImage = { png: Buffer; hash: string; width: number; height: number }

/**
 * A file → its picture as PNG of at most 600 by 200 pixels, upright, in sRGB, without metadata, and the hash of that.
 * @throws UserError with what to do, where it isn't a PNG, JPEG or WebP of at most 2 MB, or is broken
 */
export async function makeLogo(file: Uint8Array): Promise<LogoImage> {
  const { data: png, info } = await drawPicture(file, LOGO, (picture) =>
    picture.resize({ ...MOST, fit: 'inside', withoutEnlargement: true }).png({ compressionLevel: 9 }),
  )
  return { png, hash: sha256Of(png).slice(0, 32), width: info.width, height: info.height }
}
