import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { recordSecurity, writeCounted } from './record-event'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())
beforeEach(() => owner.query('delete from limit_count'))

const from = (address: string) => ({ address, requestId: randomUUID(), userAgent: 'a test' })
const entriesOf = async (event: string) =>
  (
    await owner.query(`select address, detail, user_id, request_id from security_event where event = $1 order by id`, [
      event,
    ])
  ).rows

it('of a flood from one network the first are written one by one, and the others as a count', async () => {
  for (let n = 0; n < 500; n++)
    await recordSecurity({ event: 'foreign_origin' }, from(`2001:db8:1:2::${n.toString(16)}`))
  expect(await entriesOf('foreign_origin')).toHaveLength(30)
  await writeCounted()
  const all = await entriesOf('foreign_origin')
  expect(all).toHaveLength(31)
  expect(all.at(-1)).toMatchObject({ address: '2001:db8:1:2::/64', detail: '470 more within a minute' })
  // Another network isn't silenced by it.
  await recordSecurity({ event: 'foreign_origin' }, from('198.51.100.9'))
  expect((await entriesOf('foreign_origin')).at(-1)).toMatchObject({ address: '198.51.100.9', detail: null })
})

it('nor does one from a thousand networks fill the log', async () => {
  for (let n = 0; n < 1000; n++)
    await recordSecurity({ event: 'sign_in_failed' }, from(`10.${n % 250}.${Math.floor(n / 250)}.1`))
  await writeCounted()
  const all = await entriesOf('sign_in_failed')
  expect(all).toHaveLength(301)
  expect(all.at(-1)).toMatchObject({ address: '', detail: '700 more within a minute, from many places' })
})

it('one person’s are counted by the person, wherever they come from, and keep nobody else’s out', async () => {
  const [one, two] = [randomUUID(), randomUUID()]
  for (let n = 0; n < 40; n++) await recordSecurity({ event: 'permission_refused', userId: one }, from(`10.0.0.${n}`))
  await recordSecurity({ event: 'permission_refused', userId: two }, from('10.0.0.1'))
  await writeCounted()
  const all = await entriesOf('permission_refused')
  expect(all.filter(({ user_id }) => user_id === one)).toHaveLength(31)
  expect(all.filter(({ user_id }) => user_id === two)).toHaveLength(1)
  expect(all.find(({ detail }) => detail)).toMatchObject({ user_id: one, detail: '10 more within a minute' })
})
