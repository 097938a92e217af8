import { maskCardNumbers } from '@/lib/card-in-text'
import { plainText } from '@/lib/typed-text'
import { type PictureRule, pictureProblem } from './picture-kind'

// What is known of photos on both sides. Pure.

/** A photo that members add: of 50 megapixels, which the cameras of phones have. server/body-limit.ts leaves room for it. */
export const PHOTO: PictureRule = {
  what: 'a photo',
  mostBytes: 12 * 1024 * 1024,
  mostPixels: 51_000_000,
  smaller: 'Make it smaller, 2,048 pixels wide is enough, and choose it again.',
}

/** What keeps a file from being a photo, in words, or null. */
export const photoProblem = (file: { size: number; start: Uint8Array }): string | null => pictureProblem(file, PHOTO)

/** How much a company of the usual size may store, in bytes: 5,000 photos or more. */
export const MOST_STORED = 5 * 1024 ** 3

export const MAX_PHOTO_NAME = 120

/** A file's name as it is kept. Some cameras count in numbers that look like a card's. */
export const photoName = (fileName: string): string =>
  maskCardNumbers(plainText(fileName)).slice(0, MAX_PHOTO_NAME).trim()

/** Where members load a photo: at most 2,048 pixels a side, or 480 where it is small. */
export const photoPath = (orgSlug: string, hash: string, size: 'whole' | 'small' = 'whole'): string =>
  `/orgs/${orgSlug}/files/${hash}${size === 'small' ? '-small' : ''}`
