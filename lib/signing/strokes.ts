// A drawn signature as vectors, in a box of fixed size whatever the screen. Pure.

export const BOX = { width: 600, height: 200 } as const
export const MAX_POINTS = 5_000
const MAX_STROKES = 500
/** What is smaller in both directions is a dot or a slip of the finger. */
const LEAST_EXTENT = 30
/** The least way that a pen makes for a name, in units of the box. */
const LEAST_LENGTH = 60

/** One stroke: x and y by turns, integers within the box. */
export type Stroke = readonly number[]
export type Strokes = readonly Stroke[]

/** Brings a point of a screen into the box. */
export const inBox = (value: number, most: number): number => Math.min(most, Math.max(0, Math.round(value)))

/** How many points strokes have together. */
export const pointsOf = (strokes: Strokes): number => strokes.reduce((sum, { length }) => sum + length / 2, 0)

/** Tells what keeps strokes from being a signature, in words for whoever drew them; null where nothing does. */
export function strokeProblem(strokes: Strokes): string | null {
  const inside = (at: number, value: number) =>
    Number.isInteger(value) && value >= 0 && value <= (at % 2 === 0 ? BOX.width : BOX.height)
  const isWhole = (stroke: Stroke) =>
    stroke.length >= 2 && stroke.length % 2 === 0 && stroke.every((value, at) => inside(at, value))
  if (strokes.length === 0) return 'Draw your signature first, or type your name instead.'
  if (!strokes.every(isWhole)) return 'This drawing couldn’t be read. Clear it and draw it once more.'
  if (strokes.length > MAX_STROKES || pointsOf(strokes) > MAX_POINTS)
    return 'This drawing has too many strokes. Clear it and draw it once more, more simply.'
  const [xs, ys] = [0, 1].map((axis) => strokes.flatMap((stroke) => stroke.filter((_, at) => at % 2 === axis)))
  const extent = (values: readonly number[] = []) =>
    values.reduce((most, value) => Math.max(most, value), 0) -
    values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY)
  const length = strokes.reduce((sum, stroke) => sum + lengthOf(stroke), 0)
  if (Math.max(extent(xs), extent(ys)) < LEAST_EXTENT || length < LEAST_LENGTH)
    return 'This is too small for a signature. Draw it larger, or type your name instead.'
  return null
}

function lengthOf(stroke: Stroke): number {
  let sum = 0
  for (let at = 2; at < stroke.length; at += 2)
    sum += Math.hypot((stroke[at] ?? 0) - (stroke[at - 2] ?? 0), (stroke[at + 1] ?? 0) - (stroke[at - 1] ?? 0))
  return sum
}

/** The strokes as one SVG path, to be drawn with round ends: a stroke of one point is a dot. */
export const pathOf = (strokes: Strokes): string =>
  strokes
    .map((stroke) => {
      const points: string[] = []
      for (let at = 0; at < stroke.length; at += 2) points.push(`${stroke[at]} ${stroke[at + 1]}`)
      return `M${points[0]}L${points.slice(points.length > 1 ? 1 : 0).join(' ')}`
    })
    .join('')
