import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { brandColors, contrastOf, GROUNDS, LEAST_CONTRAST, parseColor } from './brand-color'

const color = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`)

/** Where a color is on the circle of hues, in degrees, and how far it is from gray. */
function hueOf(of: string) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(of.slice(at, at + 2), 16))
  const spread = Math.max(red, green, blue) - Math.min(red, green, blue)
  return { spread, hue: (Math.atan2(Math.sqrt(3) * (green - blue), 2 * red - green - blue) * 180) / Math.PI }
}

test('whatever the color, text in it and on it can be read', () => {
  fc.assert(
    fc.property(color, (chosen) => {
      const { fill, onFill, light, dark } = brandColors(chosen)
      expect(fill).toBe(chosen)
      expect(contrastOf(onFill, fill)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
      expect(contrastOf(light, GROUNDS.light)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
      expect(contrastOf(dark, GROUNDS.dark)).toBeGreaterThanOrEqual(LEAST_CONTRAST)
      for (const made of [light, dark]) expect(made).toMatch(/^#[0-9a-f]{6}$/)
    }),
    { numRuns: 5_000 },
  )
})

test('a color changes no more than it takes, and keeps its hue', () => {
  fc.assert(
    fc.property(color, (chosen) => {
      for (const [ground, made] of [
        [GROUNDS.light, brandColors(chosen).light],
        [GROUNDS.dark, brandColors(chosen).dark],
      ] as const) {
        if (contrastOf(chosen, ground) >= LEAST_CONTRAST) expect(made).toBe(chosen)
        else expect(contrastOf(made, ground)).toBeLessThan(LEAST_CONTRAST + 0.35)
        const [before, after] = [hueOf(chosen), hueOf(made)]
        // Of what is nearly gray a rounded part turns the hue by much, which nobody sees.
        if (before.spread < 40 || after.spread < 40) continue
        const turned = Math.abs(((after.hue - before.hue + 540) % 360) - 180)
        expect(turned).toBeLessThan(3)
      }
    }),
    { numRuns: 5_000 },
  )
})

test('contrast is that of WCAG', () => {
  expect(contrastOf('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrastOf('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
  expect(contrastOf('#ffffff', '#777777')).toBeCloseTo(4.48, 2)
})

it.each([
  ['#1D4F91', '#1d4f91'],
  [' 1d4f91 ', '#1d4f91'],
  ['#fA0', '#ffaa00'],
  ['', null],
  ['blue', null],
  ['#12345', null],
  ['#1d4f91;background:red', null],
])('reads %j as %j', (typed, expected) => expect(parseColor(typed)).toBe(expected))
