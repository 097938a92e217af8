// Reads and writes the mappings of a source map: https://tc39.es/ecma426/
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** The numbers of a segment: each in groups of five bits, lowest first, the sign in the lowest bit of all. */
function numbersIn(segment: string): number[] {
  const numbers: number[] = []
  let [value, shift] = [0, 0]
  for (const character of segment) {
    const digit = DIGITS.indexOf(character)
    value |= (digit & 31) << shift
    shift += 5
    if (digit & 32) continue
    numbers.push(value & 1 ? -(value >> 1) : value >> 1)
    ;[value, shift] = [0, 0]
  }
  return numbers
}

function written(numbers: readonly number[]): string {
  let text = ''
  for (const number of numbers) {
    let rest = number < 0 ? (-number << 1) | 1 : number << 1
    do {
      text += DIGITS[(rest & 31) | (rest > 31 ? 32 : 0)]
      rest >>= 5
    } while (rest > 0)
  }
  return text
}

type SourceMap = { sources: string[]; names: string[]; mappings: string }

/**
 * Leaves of a source map what is about our own sources. Node keeps a map in memory from the first error on, and nine
 * tenths of it would be about packages.
 */
export function ownMappings<Map extends SourceMap>(map: Map): Map {
  const isOwn = map.sources.map((source) => !source.includes('node_modules/'))
  // Each number but the column is counted from the one before, in the map as it was and as it becomes.
  const before = [0, 0, 0]
  const last = [0, 0, 0]
  let wasOwn = false
  const lines = map.mappings.split(';').map((line) => {
    const segments: string[] = []
    let [column, lastColumn] = [0, 0]
    for (const segment of line ? line.split(',') : []) {
      const [dColumn = 0, ...place] = numbersIn(segment)
      column += dColumn
      for (const at of before.keys()) before[at] = (before[at] ?? 0) + (place[at] ?? 0)
      const own = place.length > 0 && isOwn[before[0] ?? 0] === true
      // One that names no place ends ours where a package's begins.
      if (!own && !wasOwn) continue
      const changes = own ? before.map((value, at) => value - (last[at] ?? 0)) : []
      segments.push(written([column - lastColumn, ...changes]))
      lastColumn = column
      if (own) last.splice(0, last.length, ...before)
      wasOwn = own
    }
    return segments.join(',')
  })
  return { ...map, names: [], mappings: lines.join(';') }
}
