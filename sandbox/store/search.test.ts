import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Customer } from './rows.ts'
import { createSearch } from './search.ts'

test('PS-027 the index finds what a scan of all customers finds', () => {
  const word = fc.stringMatching(/^[ab]{1,4}$/)
  const step = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.array(word, { maxLength: 3 }), fc.boolean())
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), fc.array(word, { minLength: 1, maxLength: 2 }), (steps, asked) => {
      const index = createSearch()
      const all = new Map<number, string[]>()
      for (const [Id, words, deleted] of steps) {
        const [FirstName = 'x', LastName = 'y', Company = null] = words
        index.put({ client: 'c', Id, FirstName, LastName, Company, deleted } as Customer)
        all.set(Id, deleted ? [] : [FirstName, LastName, Company ?? ''])
      }
      const fits = (words: string[]) => asked.every((start) => words.some((own) => own.startsWith(start)))
      const expected = [...all].filter(([, words]) => fits(words)).map(([id]) => id)
      expect(
        index
          .find('c', asked.join(' '))
          .map(({ customer }) => customer.Id)
          .sort(),
      ).toEqual(expected.sort())
    }),
  )
})
