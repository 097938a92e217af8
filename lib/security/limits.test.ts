import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { describe, expect, it } from 'vitest'
import {
  type Bound,
  clearLimits,
  dropOldLimits,
  type Limit,
  overLimit,
  readLimits,
  returnLimits,
  takeLimits,
  takeWithin,
  waitInWords,
} from './limits'

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

/** As the owner of the tables, past what the app may do. */
async function asOwner(text: string) {
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  const { rows } = await owner.query(text)
  await owner.end()
  return rows
}
const isOver = async (limits: readonly Bound[], once?: string) =>
  (await takeWithin(limits, once)).map(({ isOver: is }) => is)

describe('a try that is let in or not', () => {
  it('is one of ten, of fifty at once', async () => {
    const limits = [limit({ most: 100 }), limit({ most: 10 }), limit({ most: 40 })]
    const all = await Promise.all(Array.from({ length: 50 }, () => isOver(limits)))
    expect(all.filter((over) => !over.includes(true))).toHaveLength(10)
    // Who was refused used up nothing of the others.
    expect((await readLimits(limits)).map(({ taken }) => taken)).toEqual([10, 10, 10])
  })

  it('is let in again under its own name, and counts once', async () => {
    const limits = [limit({ most: 2 })]
    const tries = await Promise.all(
      ['a', 'a', 'a', 'b', 'b', 'a'].map((once) => isOver(limits, `${limits[0]?.of}${once}`)),
    )
    expect(tries.flat()).toEqual([false, false, false, false, false, false])
    expect(await isOver(limits, `${limits[0]?.of}c`)).toEqual([true])
    expect(await isOver(limits, `${limits[0]?.of}a`)).toEqual([false])
    expect((await readLimits(limits))[0]?.taken).toBe(2)
  })

  it('counts different ones once each', async () => {
    const of = randomUUID()
    const cards = (each: string) =>
      [limit({ of, most: 2 }), limit({ of: `${of} all`, most: 100 })].map((one, n) => ({
        ...one,
        ...(n === 0 && { each }),
      }))
    const tries = []
    for (const card of ['one', 'one', 'two', 'one', 'three', 'two']) tries.push((await isOver(cards(card)))[0])
    expect(tries).toEqual([false, false, false, false, true, false])
    expect((await readLimits(cards('one'))).map(({ taken }) => taken)).toEqual([2, 5])
  })

  it('looks at what counts elsewhere, and is told of sums that refuse nothing', async () => {
    const declines = { ...limit({ most: 1 }), points: 0 }
    expect(await isOver([declines])).toEqual([false])
    await takeLimits([{ ...declines, points: 1 }])
    expect(await isOver([declines])).toEqual([true])
    const sum = { ...limit({ most: 100, points: 80 }), isOpen: true }
    expect(await takeWithin([sum])).toMatchObject([{ taken: 80, isOver: false }])
    expect(await takeWithin([sum])).toMatchObject([{ taken: 160, isOver: false }])
  })

  it('is held up no longer than its time, whichever way the clock jumps', async () => {
    const limits = [limit({ most: 1, seconds: 3600 })]
    await takeWithin(limits)
    // The clock was a month ahead when it was counted, and is right again.
    await asOwner("update limit_count set until = until + interval '30 days'")
    const [back] = await takeWithin(limits)
    expect(back).toMatchObject({ isOver: true, taken: 1 })
    expect(back?.seconds).toBeLessThanOrEqual(3600)
    const other = limit({ most: 1, seconds: 3600 })
    await takeLimits([other])
    await asOwner("update limit_count set until = until + interval '30 days'")
    expect((await takeLimits([other]))[0]?.seconds).toBeLessThanOrEqual(3600)
    // It jumps an hour ahead: what was counted for an hour is over.
    const ahead = [limit({ most: 1, seconds: 3600 })]
    expect([await isOver(ahead), await isOver(ahead)]).toEqual([[false], [true]])
    await asOwner("update limit_count set until = until - interval '1 hour'")
    expect(await isOver(ahead)).toEqual([false])
  })
})

it('forgets what is over, and nothing else', async () => {
  const [old, fresh] = [limit({ seconds: 1 }), limit()]
  await takeLimits([old, fresh])
  await asOwner("update limit_count set until = until - interval '2 seconds'")
  const [before] = await asOwner('select count(*)::int as n from limit_count')
  await dropOldLimits()
  const [after] = await asOwner('select count(*)::int as n from limit_count')
  expect(before.n - after.n).toBeGreaterThanOrEqual(1)
  expect(await readLimits([old, fresh])).toMatchObject([{ taken: 0 }, { taken: 1 }])
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
