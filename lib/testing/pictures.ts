import sharp from 'sharp'

// Pictures of one color, as files that somebody could choose.

type Picture = {
  format?: 'png' | 'jpeg' | 'webp'
  width?: number
  height?: number
  color?: string
  /** Written into its metadata. */
  note?: string
}

/** A picture as a file. */
export async function picture(of: Picture = {}): Promise<Blob> {
  return new Blob([new Uint8Array(await pictureBytes(of))])
}

/** The same as its bytes. */
export function pictureBytes({
  format = 'png',
  width = 300,
  height = 100,
  color = '#1d4f91',
  note,
}: Picture = {}): Promise<Buffer> {
  const drawn = sharp({ create: { width, height, channels: 3, background: color } }).toFormat(format)
  return (note ? drawn.withExif({ IFD0: { Copyright: note, ImageDescription: note } }) : drawn).toBuffer()
}
