import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BOX, inBox, MAX_POINTS, pathOf, pointsOf, strokeProblem } from './strokes'

const point = fc.tuple(fc.integer({ min: 0, max: BOX.width }), fc.integer({ min: 0, max: BOX.height }))
const stroke = fc.array(point, { minLength: 1, maxLength: 40 }).map((points) => points.flat())
const strokes = fc.array(stroke, { minLength: 1, maxLength: 6 })
const WAVE = Array.from({ length: 40 }, (_, n) => [20 + n * 12, 100 + (n % 2) * 40]).flat()

describe('a drawn signature', () => {
  it('is one with some way and some size', () => {
    expect(strokeProblem([WAVE])).toBeNull()
    expect(strokeProblem([[0, 100, 300, 100]])).toBeNull()
    expect(
      strokeProblem([
        [0, 100, 300, 100],
        [5, 5],
      ]),
    ).toBeNull()
  })

  it.each([
    ['nothing', [], 'Draw your signature first'],
    ['a dot', [[300, 100]], 'too small'],
    [
      'a scribble on one spot',
      [Array.from({ length: 400 }, (_, n) => [300 + (n % 5), 100 + (n % 7)]).flat()],
      'too small',
    ],
    [
      'two dots far apart',
      [
        [0, 0],
        [600, 200],
      ],
      'too small',
    ],
    ['a stroke without a point', [WAVE, []], 'couldn’t be read'],
    ['half a point', [[...WAVE, 3]], 'couldn’t be read'],
    ['what is outside of the box', [[...WAVE, 601, 100]], 'couldn’t be read'],
    ['what is below it', [[...WAVE, 100, 201]], 'couldn’t be read'],
    ['fractions', [[...WAVE, 1.5, 100]], 'couldn’t be read'],
    ['no numbers', [[...WAVE, Number.NaN, 100]], 'couldn’t be read'],
    [
      'more points than a hand draws',
      [Array.from({ length: MAX_POINTS + 1 }, (_, n) => [n % 600, n % 200]).flat()],
      'too many',
    ],
    ['more strokes than a hand draws', Array.from({ length: 501 }, () => [1, 1]), 'too many'],
  ])('isn’t %s', (_, drawn, problem) => expect(strokeProblem(drawn)).toContain(problem))

  it('of the most points is read', () => {
    const most = Array.from({ length: MAX_POINTS }, (_, n) => [n % 601, n % 201]).flat()
    expect(strokeProblem([most])).toBeNull()
  })

  it('is judged without regard to the order of its strokes, and drawn as it is', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        expect(strokeProblem([...drawn].reverse())).toBe(strokeProblem(drawn))
        expect(pathOf(drawn).match(/\d+ \d+/g)?.length).toBe(
          pointsOf(drawn) + drawn.filter(({ length }) => length === 2).length,
        )
        expect(pathOf(drawn)).toMatch(/^(M\d+ \d+L\d+ \d+( \d+ \d+)*)+$/)
      }),
    )
  })

  it('stays within the box, wherever the finger goes', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (at) => {
        const inside = inBox(at, BOX.width)
        expect(Number.isInteger(inside) && inside >= 0 && inside <= BOX.width).toBe(true)
      }),
    )
  })
})
