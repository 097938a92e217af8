import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { glyphsOf } from '@/tools/testing/glyphs'
import { fontOf, rangesOf, type SignatureFont, typedProblem } from './typed-name'

const FILES: Record<SignatureFont, string> = {
  'geist-italic': 'node_modules/geist/dist/fonts/geist-sans/Geist-Italic.ttf',
  'noto-sans': 'node_modules/@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf',
}

describe('a typed name', () => {
  it.each(Object.entries(FILES) as [SignatureFont, string][])(
    '%s has every letter that is said of it',
    (font, file) => {
      const glyphs = glyphsOf(file)
      const lacking = rangesOf(font)
        .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => first + n))
        .filter((code) => !glyphs.has(code))
        .map((code) => code.toString(16))
      expect(lacking).toEqual([])
    },
  )

  it.each([
    ['Dvořák', 'geist-italic'],
    ['Nguyễn Thị Ánh', 'geist-italic'],
    ['Ŝaŭlo', 'geist-italic'],
    ['Łukasz Żółć', 'geist-italic'],
    ['José Núñez-O’Brien & Sons', 'geist-italic'],
    ['Михаил', 'geist-italic'],
    ['Ελένη', 'noto-sans'],
    ['도큐멘소', null],
    ['محمد', null],
    ['屋根 太郎', null],
    ['Ann 👷', null],
  ])('%s', (name, font) => {
    expect(fontOf(name)).toBe(font)
    // As a keyboard may send it: letters and accents apart.
    expect(fontOf(name.normalize('NFD'))).toBe(font)
    if (font === null) expect(typedProblem(name)).toContain('Draw your signature instead')
    else expect(typedProblem(name)).toBeNull()
  })

  it.each(['', '   ', '\u200b', '123', '-', '’'])('isn’t %j', (name) => {
    expect(typedProblem(name)).toBe('Type your name, or draw your signature instead.')
  })

  it('has at most 100 characters', () => {
    expect(typedProblem('a'.repeat(100))).toBeNull()
    expect(typedProblem('a'.repeat(101))).toBe('A signature can have at most 100 characters.')
  })

  it('in any letters either has a font with all of them, or is told to be drawn', () => {
    const glyphs = { 'geist-italic': glyphsOf(FILES['geist-italic']), 'noto-sans': glyphsOf(FILES['noto-sans']) }
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }), (name) => {
        const font = fontOf(name)
        const kept = [...name.normalize('NFC').trim()]
        if (typedProblem(name) === null && font)
          for (const letter of kept.filter((each) => /[\p{L}\p{M}]/u.test(each)))
            expect(glyphs[font].has(letter.codePointAt(0) ?? 0)).toBe(true)
      }),
    )
  })
})
