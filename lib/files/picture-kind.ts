// Which pictures are taken, by their bytes. Names and types that a browser says prove nothing. Pure.

/** What a file picker offers. An iPhone then turns its HEIC into JPEG by itself. */
export const PICTURE_TYPES = 'image/png,image/jpeg,image/webp'

/** So many bytes of a file tell its kind. */
export const KIND_BYTES = 512

type Kind = 'png' | 'jpeg' | 'webp' | 'heic' | 'avif' | 'svg' | 'gif' | 'pdf' | 'unknown'

const textOf = (bytes: Uint8Array, from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))

/** The kind of a file that begins with these bytes. */
export function kindOf(bytes: Uint8Array): Kind {
  if (textOf(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (textOf(bytes, 0, 3) === '\xff\xd8\xff') return 'jpeg'
  if (textOf(bytes, 0, 4) === 'RIFF' && textOf(bytes, 8, 12) === 'WEBP') return 'webp'
  if (textOf(bytes, 4, 8) === 'ftyp')
    return /hei|hev|mif1|msf1/.test(textOf(bytes, 8, 32)) && !/avi[fs]/.test(textOf(bytes, 8, 12))
      ? 'heic'
      : /avi[fs]/.test(textOf(bytes, 8, 32))
        ? 'avif'
        : 'unknown'
  if (/^GIF8[79]a/.test(textOf(bytes, 0, 6))) return 'gif'
  if (textOf(bytes, 0, 5) === '%PDF-') return 'pdf'
  if (/<svg[\s>]/i.test(textOf(bytes, 0, KIND_BYTES))) return 'svg'
  return 'unknown'
}

const SAVE_AS = 'Save it as PNG or JPEG, and choose that file.'
const OTHERS: Partial<Record<Kind, string>> = {
  heic: 'This is an iPhone photo (HEIC). Choose it on the iPhone itself, which then sends a JPEG. On a computer, open it in Photos or Preview, export it as JPEG, and choose that file.',
  avif: `This is an AVIF picture. ${SAVE_AS}`,
  svg: `This is an SVG drawing, which can carry code. ${SAVE_AS}`,
  gif: `This is a GIF. ${SAVE_AS}`,
  pdf: `This is a PDF. ${SAVE_AS}`,
  unknown: 'This isn’t a picture that can be used. Choose a PNG, JPEG or WebP file.',
}

const MB = 1024 * 1024

/** What a picture is for: "a logo". `smaller` says what to do with one that is too large, in a sentence. */
export type PictureRule = { what: string; mostBytes: number; mostPixels: number; smaller: string }

/** What keeps a file from being such a picture, in words, or null: its size, and the kind that its first bytes show. */
export function pictureProblem(
  { size, start }: { size: number; start: Uint8Array },
  { what, mostBytes, smaller }: PictureRule,
): string | null {
  if (size === 0) return 'This file is empty. Choose a PNG, JPEG or WebP file.'
  const problem = OTHERS[kindOf(start)]
  if (problem) return problem
  if (size <= mostBytes) return null
  const megabytes = (Math.ceil((size / MB) * 10) / 10).toFixed(1)
  return `This file has ${megabytes} MB, and ${what} can have at most ${mostBytes / MB} MB. ${smaller}`
}
