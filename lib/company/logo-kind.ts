import { type PictureRule, pictureProblem } from '@/lib/files/picture-kind'

// Which pictures a logo can be made of. Pure.

/** server/body-limit.ts leaves room for it. */
export const LOGO: PictureRule = {
  what: 'a logo',
  mostBytes: 2 * 1024 * 1024,
  mostPixels: 25_000_000,
  smaller: 'Make it smaller, 600 pixels wide is enough, and choose it again.',
}

/** What keeps a file from being a logo, in words, or null. */
export const logoProblem = (file: { size: number; start: Uint8Array }): string | null => pictureProblem(file, LOGO)
