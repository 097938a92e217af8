import { readFileSync } from 'node:fs'

/** The code points that a TrueType font has a glyph for: its cmap in the formats 4 and 12. */
export function glyphsOf(file: string): Set<number> {
  const font = readFileSync(file)
  const glyphs = new Set<number>()
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, n) => 12 + n * 16)
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap')
  if (entry === undefined) throw new Error(`${file} has no cmap`)
  const cmap = font.readUInt32BE(entry + 8)
  for (let n = 0; n < font.readUInt16BE(cmap + 2); n++) {
    const at = cmap + font.readUInt32BE(cmap + 8 + n * 8)
    const format = font.readUInt16BE(at)
    if (format === 4) readSegments(font, at, glyphs)
    if (format === 12)
      for (let group = 0; group < font.readUInt32BE(at + 12); group++) {
        const [first, last] = [16, 20].map((offset) => font.readUInt32BE(at + offset + group * 12)) as [number, number]
        for (let code = first; code <= last; code++) glyphs.add(code)
      }
  }
  return glyphs
}

function readSegments(font: Buffer, at: number, glyphs: Set<number>): void {
  const width = font.readUInt16BE(at + 6)
  for (let segment = 0; segment < width; segment += 2) {
    const last = font.readUInt16BE(at + 14 + segment)
    const first = font.readUInt16BE(at + 16 + width + segment)
    const delta = font.readUInt16BE(at + 16 + 2 * width + segment)
    const offsetAt = at + 16 + 3 * width + segment
    const offset = font.readUInt16BE(offsetAt)
    for (let code = first; code <= last && code < 0xffff; code++) {
      const glyph = offset === 0 ? code + delta : font.readUInt16BE(offsetAt + offset + 2 * (code - first))
      if ((glyph & 0xffff) !== 0) glyphs.add(code)
    }
  }
}
