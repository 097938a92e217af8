import fc from 'fast-check'
import { expect, test } from 'vitest'
import { listAnswer } from './list.ts'

const key = fc.oneof(fc.constant(null), fc.integer({ min: 0, max: 9 }))

test('PS-052 any page of a sort is a slice of all of it: nulls low, equals in ascending id', () => {
  fc.assert(
    fc.property(
      fc.array(key, { maxLength: 60 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 8 }),
      fc.integer({ min: 1, max: 8 }),
      (keys, descending, page, size) => {
        const rows = keys.map((value, id) => ({ id, value }))
        const query = new Map([
          ['sortby', 'value'],
          ['direction', descending ? 'descending' : 'ASC'],
          ['page', String(page)],
          ['pagesize', String(size)],
        ])
        const view = (row: { id: number }) => row.id
        const answer = listAnswer(query, {
          rows,
          newestFirst: true,
          sortKeys: { value: (row) => row.value },
          full: view,
          lite: view,
        })
        const worth = (value: number | null) => (value === null ? -1 : value) * (descending ? -1 : 1)
        const all = [...rows].sort((a, b) => worth(a.value) - worth(b.value) || a.id - b.id).map(view)
        expect(JSON.parse(answer.body ?? '').Response).toEqual(all.slice((page - 1) * size, page * size))
      },
    ),
  )
})
