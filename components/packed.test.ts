import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pack, unpack } from './packed'

type Row = { name: string; job?: string | undefined; note?: string | undefined }

test('rows come out as they went in, without what says nothing', () => {
  const word = fc.oneof(fc.string(), fc.constantFrom('', 'Agreement · Signed', 'a, b', '0', ' ', '\n'))
  const row = fc.record({ name: fc.string({ minLength: 1 }), job: word, note: fc.option(word, { nil: undefined }) })
  fc.assert(
    fc.property(fc.array(row), (rows: Row[]) => {
      const said = rows.map((each) => Object.fromEntries(Object.entries(each).filter(([, text]) => text)))
      expect(unpack(pack(rows))).toEqual(said)
    }),
  )
})

test('a word that stands in many rows is sent once', () => {
  const rows: Row[] = Array.from({ length: 40 }, (_, at) => ({ name: `Customer ${at}`, job: 'New roof' }))
  const { words, rows: numbers } = pack(rows)
  expect(words).toHaveLength(41)
  expect(numbers.length).toBeLessThan(40 * 6)
})
