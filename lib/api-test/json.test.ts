import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { findJsonMistake, layOutJson } from './json'

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe('findJsonMistake', () => {
  it.each([
    ['{\n  "A": 1\n  "B": 2\n}', 'Line 3: A comma or } is missing before "B"'],
    ['{\n  "A": 1,\n}', 'Line 2: There’s an extra comma before }'],
    ["{\n\n  'A': 1}", "Line 3: A name in double quotes is missing before 'A'"],
    ['{"A": Denver}', 'Line 1: Denver isn’t a valid value. Put text in double quotes.'],
    ['{\r\n"A": \'x\'}', "Line 2: 'x' needs double quotes."],
    ['{"A": }', 'Line 1: A value is missing before }'],
    ['{"A" 1}', 'Line 1: A colon is missing after "A"'],
    ['{"A": "x\n}', 'Line 1: A closing double quote is missing on this line.'],
    ['{"A": "C:\\dir"}', 'Line 1: This text has a tab or a backslash that JSON doesn’t allow. Write \\t or \\\\.'],
    ['{"A": 01}', 'Line 1: 01 isn’t a valid JSON number.'],
    ['{"A": [1, 2', 'Line 1: A closing ] is missing at the end.'],
    ['{"A": 1}\n}', 'Line 2: The object ends, but } follows.'],
    ['{', 'Line 1: A closing } is missing at the end.'],
    ['', 'Line 1: A value is missing at the end.'],
  ])('%j', (text, mistake) => {
    expect(findJsonMistake(text)).toBe(mistake)
  })

  it('finds one exactly where JSON.parse does not read the text', () => {
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 4 }),
        fc.nat(),
        fc.nat({ max: 2 }),
        fc.string({ maxLength: 2 }),
        (json, at, cut, put) => {
          const from = at % (json.length + 1)
          const text = json.slice(0, from) + put + json.slice(from + cut)
          expect(findJsonMistake(text) === null).toBe(parses(text))
        },
      ),
      { numRuns: 3_000 },
    )
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...'{}[],:"\\ \n\t01.-+eEatruefalsn\'u'), { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        expect(findJsonMistake(text) === null).toBe(parses(text))
      }),
      { numRuns: 3_000 },
    )
  })

  it('says so when it is nested too deeply, and reads a long text', () => {
    expect(findJsonMistake('['.repeat(100_000))).toContain('nested too deeply')
    expect(findJsonMistake(`"${'x'.repeat(200_000)}"`)).toBeNull()
  })
})

describe('layOutJson', () => {
  it('puts each member on a line and keeps the digits of numbers', () => {
    expect(layOutJson('{"A":1.10,"B":[],"C":[{"D":"a, {b}: \\"c"},12345678901234567890],"E":{}}')).toBe(
      '{\n  "A": 1.10,\n  "B": [],\n  "C": [\n    {\n      "D": "a, {b}: \\"c"\n    },\n    12345678901234567890\n  ],\n  "E": {}\n}',
    )
    expect(layOutJson('<html>')).toBe('<html>')
  })

  it('changes nothing but the layout', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        const laidOut = layOutJson(json)
        expect(JSON.parse(laidOut)).toEqual(JSON.parse(json))
        expect(layOutJson(laidOut)).toBe(laidOut)
      }),
    )
  })
})
