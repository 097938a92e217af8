import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { expect, it } from 'vitest'
import { clearLimits, type Limit, overLimit, readLimits, returnLimits, takeLimits, waitInWords } from './limits'

const limit = (changes: Partial<Limit> = {}): Limit => ({
  name: 'test',
  of: randomUUID(),
  most: 3,
  seconds: 60,
  ...changes,
})
const takenOf = async (...limits: Limit[]) => (await takeLimits(limits)).map(({ taken }) => taken)

it('counts each try, however many come at once, and says which limit is over', async () => {
  const one = limit()
  const other = limit({ most: 30 })
  const all = await Promise.all(Array.from({ length: 20 }, () => takeLimits([other, one])))
  expect(all.map(([, mine]) => mine?.taken).sort((a = 0, b = 0) => a - b)).toEqual(
    Array.from({ length: 20 }, (_, n) => n + 1),
  )
  expect(all.filter((taken) => overLimit(taken) === null)).toHaveLength(3)
  const over = overLimit(await takeLimits([other, one]))
  expect(over).toMatchObject({ limit: one, taken: 21 })
  expect(over?.seconds).toBeGreaterThan(50)
  expect(over?.seconds).toBeLessThanOrEqual(60)
})

it('counts anew after its time, cents as well, and what was taken back no longer', async () => {
  const cents = limit({ points: 250_000, most: 1_000_000 })
  expect([await takenOf(cents), await takenOf(cents)]).toEqual([[250_000], [500_000]])
  await returnLimits([cents])
  expect((await readLimits([cents]))[0]?.taken).toBe(250_000)
  await clearLimits([cents])
  expect(await readLimits([cents])).toMatchObject([{ taken: 0, seconds: 0 }])

  const short = limit()
  await takenOf(short)
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  await owner.query("update limit_count set until = clock_timestamp() - interval '1 ms' where until > now()")
  await owner.end()
  expect(await readLimits([short])).toMatchObject([{ taken: 0 }])
  expect(await takenOf(short)).toEqual([1])
})

it('keeps different things apart, and tells nobody of what they are', async () => {
  const card = limit({ of: '4111111111111111' })
  expect(await takenOf(card, limit({ name: 'other', of: card.of }))).toEqual([1, 1])
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  const { rows } = await owner.query('select key from limit_count')
  await owner.end()
  for (const { key } of rows) {
    expect(key).toHaveLength(32)
    expect(key.toString('latin1')).not.toContain('4111')
  }
  const app = new pg.Client({ connectionString: process.env.APP_DATABASE_URL })
  await app.connect()
  expect((await app.query('select * from limit_count')).rows).toEqual([])
  await expect(app.query('delete from limit_count')).rejects.toThrow('permission denied')
  await app.end()
})

it.each([
  [1, '1 second'],
  [89, '89 seconds'],
  [90, '2 minutes'],
  [900, '15 minutes'],
  [5400, '2 hours'],
])('%i seconds are %s', (seconds, words) => {
  expect(waitInWords(seconds)).toBe(words)
})
