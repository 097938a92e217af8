import type { ContentPhoto } from '@/lib/documents/content'

// Photos in rows of two that are as wide as the paper's text. Pure.

/** In points. */
const ROOM = 496.8
const GUTTER = 12
const HIGHEST = 230

export type PhotoView = { file: string; width: number; height: number; alt: string; caption: string }

/** The ending of a picture's name, from its first bytes. @throws Error where it is neither JPEG nor PNG */
export function pictureEnding(bytes: Uint8Array): 'jpg' | 'png' {
  if (bytes[0] === 0xff && bytes[1] === 0xd8) return 'jpg'
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'png'
  throw new Error('a photo is neither JPEG nor PNG')
}

/**
 * Photos as they stand on the paper: two in a row are equally high.
 * @param fileOf the name under which the paper finds a photo's picture, by the photo's place
 */
export function photoRows(photos: readonly ContentPhoto[], fileOf: (nth: number) => string): PhotoView[][] {
  const rows: PhotoView[][] = []
  for (let first = 0; first < photos.length; first += 2) {
    const row = photos.slice(first, first + 2)
    const shapes = row.map(({ width, height }) => width / height)
    const across = shapes.reduce((sum, shape) => sum + shape, 0)
    const height = Math.min(HIGHEST, (ROOM - GUTTER * (row.length - 1)) / across)
    rows.push(
      row.map(({ caption }, n) => ({
        file: fileOf(first + n),
        width: rounded(height * (shapes[n] ?? 1)),
        height: rounded(height),
        alt: caption || `Photo ${first + n + 1}`,
        caption,
      })),
    )
  }
  return rows
}

/** Hundredths of a point: what is computed is the same on each machine. */
const rounded = (points: number) => Math.max(1, Math.floor(points * 100)) / 100
