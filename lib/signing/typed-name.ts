import { plainText } from '@/lib/typed-text'

// A name typed as a signature, and the font that draws each letter of it on paper. The ranges are what the fonts of
// lib/pdf/fonts.ts have; typed-name.test.ts holds them to the files. Pure.

export type SignatureFont = 'geist-italic' | 'noto-sans'

const RANGES: Record<SignatureFont, string> = {
  'geist-italic':
    '20 26-29 2c-2e 30-39 41-5a 61-7a aa ba c0-d6 d8-f6 f8-113 116-12b 12e-137 139-13e 141-148 14a-14d 150-17e ' +
    '1a0-1a1 1af-1b0 218-21b 400-45f 490-493 1e80-1e85 1e9e 1ea0-1ef9 2013-2014 2018-201a 201c-201e',
  'noto-sans':
    '20 26-29 2c-2e 30-39 41-5a 61-7a aa ba c0-d6 d8-f6 f8-2bf 300-34e 370-373 376-377 386 388-38a 38c 38e-3a1 ' +
    '3a3-3ce 400-481 48a-52f 1e00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f5f-1f7d 1f80-1fb4 1fb6-1fbc ' +
    '1fc2-1fc4 1fc6-1fcc 1fd0-1fd3 1fd6-1fdb 1fe0-1fec 1ff2-1ff4 1ff6-1ffc 2010-2014 2018-201f',
}

/** The characters of a font that a name may have: first and last code point of each range. */
export const rangesOf = (font: SignatureFont): [number, number][] =>
  RANGES[font].split(' ').map((range) => {
    const [first = '', last = first] = range.split('-')
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)]
  })

const has = (font: SignatureFont) => {
  const ranges = rangesOf(font)
  return (letter: string) => {
    const code = letter.codePointAt(0) ?? 0
    return ranges.some(([first, last]) => code >= first && code <= last)
  }
}
const FONTS = [
  ['geist-italic', has('geist-italic')],
  ['noto-sans', has('noto-sans')],
] as const

export const MAX_TYPED = 100

/** The font that has every letter of a name, the one that looks most like a hand first; null where none has. */
export function fontOf(name: string): SignatureFont | null {
  const letters = [...plainText(name)]
  return FONTS.find(([, hasLetter]) => letters.every(hasLetter))?.[0] ?? null
}

/** Tells what keeps a text from being a typed signature, in words for whoever typed it; null where nothing does. */
export function typedProblem(typed: string): string | null {
  const name = plainText(typed)
  if (!/\p{L}/u.test(name)) return 'Type your name, or draw your signature instead.'
  if (name.length > MAX_TYPED) return `A signature can have at most ${MAX_TYPED} characters.`
  if (fontOf(name) === null)
    return 'Some of these letters can’t be printed on the paper yet. Draw your signature instead.'
  return null
}
