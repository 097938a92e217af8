import { expect, test } from 'vitest'
import { photoRows, pictureEnding } from './photos'

const photo = (width: number, height: number, caption = '') => ({
  id: 'p',
  hash: 'a'.repeat(64),
  width,
  height,
  caption,
})

test('two in a row are equally high and as wide as the text', () => {
  const [row = []] = photoRows([photo(1600, 1200), photo(1200, 1600, 'A')], (nth) => `${nth}.jpg`)
  expect(row.map(({ file, alt, caption }) => [file, alt, caption])).toEqual([
    ['0.jpg', 'Photo 1', ''],
    ['1.jpg', 'A', 'A'],
  ])
  expect(row[0]?.height).toBe(row[1]?.height)
  expect((row[0]?.width ?? 0) / (row[0]?.height ?? 1)).toBeCloseTo(4 / 3, 1)
  expect((row[0]?.width ?? 0) + (row[1]?.width ?? 0) + 12).toBeLessThanOrEqual(496.8)
})

test.each([
  [[photo(1, 4000)]],
  [[photo(4000, 1)]],
  [[photo(4000, 1), photo(1, 4000)]],
  [[photo(2048, 1536), photo(1536, 2048), photo(100, 100)]],
])('fit on a page, whatever their shape', (photos) => {
  for (const row of photoRows(photos, String)) {
    for (const { width, height } of row) {
      expect(width).toBeGreaterThan(0)
      expect(height).toBeGreaterThan(0)
      expect(height).toBeLessThanOrEqual(230)
    }
    expect(row.reduce((sum, { width }) => sum + width, 12 * (row.length - 1))).toBeLessThanOrEqual(496.8)
  }
})

test('what a picture is, its bytes say', () => {
  expect(pictureEnding(Uint8Array.of(0xff, 0xd8, 0xff))).toBe('jpg')
  expect(pictureEnding(Uint8Array.of(0x89, 0x50))).toBe('png')
  expect(() => pictureEnding(Uint8Array.of())).toThrow('neither JPEG nor PNG')
})
