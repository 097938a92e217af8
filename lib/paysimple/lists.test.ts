import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Paging } from './envelope'
import { PaySimpleError } from './errors'
import { listOf } from './lists'
import type { Transport } from './transport'
import { asList, readId } from './wire'

type Served = { ids: number[]; paging: Partial<Paging> | null }

/** The pages of a list that `serve` answers, and how many requests it took. */
function listAnswering(serve: (page: number, pageSize: number) => Served) {
  const asked: number[] = []
  const send: Transport = async ({ query }, read) => {
    const page = Number(query?.page)
    asked.push(page)
    const { ids, paging } = serve(page, Number(query?.pagesize))
    const response = ids.map((Id) => ({ Id }))
    return read({ status: 200, response, paging: paging as Paging | null, deleted: false })
  }
  const list = listOf(send, '/v4/payment', (response) => asList(response).map(({ Id }) => ({ Id: readId(Id) })))
  return { list, asked }
}
const read = async (all: AsyncGenerator<{ Id: number }>) => {
  const ids: number[] = []
  for await (const { Id } of all) ids.push(Id)
  return ids
}
const numbers = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index)

describe('all pages of a list', () => {
  it('are every record once, in as many calls as there are pages', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 20 }), async (total, pageSize) => {
        const { list, asked } = listAnswering((page, size) => ({
          ids: numbers(1, total).slice((page - 1) * size, page * size),
          paging: { TotalItems: total, Page: page, ItemsPerPage: size },
        }))
        expect(await read(list.all({ pageSize }))).toEqual(numbers(1, total))
        expect(asked).toHaveLength(Math.max(1, Math.ceil(total / pageSize)))
      }),
    )
  })

  it('miss nothing while new records come in at the front', async () => {
    let newest = 100
    const { list } = listAnswering((page, size) => {
      const rows = numbers(1, newest).reverse()
      const served = rows.slice((page - 1) * size, page * size)
      newest += 3
      return { ids: served, paging: { TotalItems: newest, Page: page, ItemsPerPage: size } }
    })
    const ids = await read(list.all({ pageSize: 5 }))
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(expect.arrayContaining(numbers(1, 100)))
  })

  it('are read only as far as they are asked for', async () => {
    const { list, asked } = listAnswering((page, size) => ({
      ids: numbers(page * size, size),
      paging: { TotalItems: 1_000, Page: page, ItemsPerPage: size },
    }))
    for await (const { Id } of list.all({ pageSize: 10 })) if (Id > 25) break
    expect(asked).toEqual([1, 2])
  })

  it('that repeat one page, with or without totals, come to an end', async () => {
    for (const paging of [
      null,
      { TotalItems: 1e12, Page: 1, ItemsPerPage: 3 },
      { TotalItems: 1e12, Page: 9, ItemsPerPage: 1 },
    ]) {
      const { list, asked } = listAnswering(() => ({ ids: [1, 2, 3], paging }))
      expect(await read(list.all())).toEqual([1, 2, 3])
      expect(asked.length).toBeLessThan(6)
    }
  })

  it('that never end are an error, not a loop', async () => {
    const { list } = listAnswering((page) => ({
      ids: [page],
      paging: { TotalItems: page * 9, Page: page, ItemsPerPage: 1 },
    }))
    const error = await read(list.all()).catch((reason) => reason)
    expect(error).toBeInstanceOf(PaySimpleError)
    expect(error).toMatchObject({ kind: 'unreadable', route: 'GET /v4/payment' })
  })

  it('end whatever a server answers', async () => {
    const served = fc.record({
      ids: fc.array(fc.integer({ min: 1, max: 50 }), { maxLength: 8 }),
      paging: fc.option(
        fc.record({ TotalItems: fc.nat(), Page: fc.nat(), ItemsPerPage: fc.integer({ min: 1, max: 300 }) }),
      ),
    })
    await fc.assert(
      fc.asyncProperty(fc.array(served, { minLength: 1, maxLength: 6 }), async (answers) => {
        const { list } = listAnswering((page) => answers[page % answers.length] ?? { ids: [], paging: null })
        const ids = await read(list.all())
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })
})
