import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

// Pictures as files that somebody could choose, and what only looks like one.

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

/** A photo as a phone takes it held upright: it lies on its side, says so, and says where it was taken. Its top is red. */
export async function phonePhoto({ width = 400, height = 300 } = {}): Promise<Buffer> {
  const half = { create: { width: width / 2, height, channels: 3, background: '#0000ff' } } as const
  // Turned a quarter clockwise, its left side is the top.
  return sharp({ create: { ...half.create, width, background: '#ff0000' } })
    .composite([{ input: await sharp(half).png().toBuffer(), left: width / 2, top: 0 }])
    .jpeg()
    .withExif({
      IFD0: { Orientation: '6', Make: 'Camera of a phone' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '39/1 44/1 21/1',
        GPSLongitudeRef: 'W',
        GPSLongitude: '104/1 59/1 3/1',
      },
    })
    .withMetadata({ orientation: 6 })
    .toBuffer()
}

/** A PNG that says it has so many pixels a side, and has next to nothing in it. */
export function claimed(side: number): Buffer {
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

/** The first half of a picture’s file. */
export async function halfOf(of: Parameters<typeof pictureBytes>[0]): Promise<Buffer> {
  const file = await pictureBytes(of)
  return file.subarray(0, file.length / 2)
}
/** The beginning of a HEIC or AVIF file. */
export const ftyp = (brand: string) => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0${brand}mif1`, 'latin1')
