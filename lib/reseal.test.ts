import { randomBytes, randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'

// Each set of keys is that of processes that were started with it: the environment is read once.

const KEYS = Object.fromEntries([1, 2, 9, 10].map((n) => [n, `${n}:${randomBytes(32).toString('base64')}`]))
async function processWith(...versions: number[]) {
  vi.stubEnv('VAULT_KEYS', versions.map((version) => KEYS[version]).join(','))
  vi.resetModules()
  const [vault, reseal] = [await import('./vault'), await import('./reseal')]
  return { ...vault, ...reseal }
}

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())
beforeEach(async () => void (await owner.query('delete from integration')))

/** So many organizations with a secret each, as `seal` makes it. */
async function organizations(many: number, seal: (orgId: string, secret: string) => string): Promise<string[]> {
  const ids = Array.from({ length: many }, () => randomUUID())
  for (const id of ids) {
    await owner.query("insert into org (id, slug, name) values ($1::uuid, $1::text, 'Org')", [id])
    const text = 'insert into integration (org_id, user_name, key_sealed, updated_at) values ($1, $2, $3, now())'
    await owner.query(text, [id, 'APIUser', seal(id, `secret of ${id}`)])
  }
  return ids
}
const sealedOf = async (): Promise<Map<string, string>> =>
  new Map(
    (await owner.query('select org_id, key_sealed from integration')).rows.map((row) => [row.org_id, row.key_sealed]),
  )

test('the list holds every sealed column', async () => {
  const { SEALED } = await processWith(1)
  const { rows } = await owner.query(
    "select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and column_name like '%\\_sealed' order by 1, 2",
  )
  expect(SEALED.map(({ table, column }) => ({ table, column }))).toEqual(rows)
})

test('every secret is sealed with the newest key, whatever the order, and then older keys can go', async () => {
  const before = await processWith(1)
  const ids = await organizations(45, before.seal)
  const both = await processWith(10, 9, 1, 2)
  expect(await both.resealSecrets()).toEqual({ newest: 45, resealed: 45, failed: [], stillInUse: [] })
  expect(await both.resealSecrets()).toEqual({ newest: 45, resealed: 0, failed: [], stillInUse: [] })
  const after = await processWith(10)
  for (const [id, sealed] of await sealedOf()) {
    expect(sealed).toMatch(/^v10\./)
    expect(after.open(id, sealed)).toBe(`secret of ${id}`)
  }
  expect(ids).toHaveLength(45)
})

test('what no key opens is told and left as it is, and the rest is done', async () => {
  const first = await processWith(1)
  const [lost = '', moved = ''] = await organizations(2, first.seal)
  const second = await processWith(2)
  const [kept = ''] = await organizations(1, second.seal)
  await owner.query('update integration set key_sealed = $2 where org_id = $1', [moved, second.seal(kept, 'another’s')])
  const before = await sealedOf()
  const { resealSecrets } = await processWith(2, 9)
  const result = await resealSecrets()
  expect(result).toMatchObject({ newest: 1, resealed: 1, stillInUse: [1, 2] })
  expect(result.failed).toEqual(
    expect.arrayContaining([
      { table: 'integration', orgId: lost, keyVersion: 1 },
      { table: 'integration', orgId: moved, keyVersion: 2 },
    ]),
  )
  const after = await sealedOf()
  expect([after.get(lost), after.get(moved)]).toEqual([before.get(lost), before.get(moved)])
})

test('while it runs, twice at once, everybody opens what they need, and what they save stays', async () => {
  const first = await processWith(1)
  const ids = await organizations(100, first.seal)
  const { open, resealSecrets, seal } = await processWith(1, 2)
  const { forOrg } = await import('./db')
  let isOver = false
  const read = async (id: string) =>
    forOrg(id, (tx) => tx.integration.findUniqueOrThrow({ where: { orgId: id }, select: { keySealed: true } }))
  const reading = async (from: number) => {
    let opened = 0
    for (let at = from; !isOver; at = (at + 7) % ids.length, opened++) {
      const id = ids[at] ?? ''
      expect(open(id, (await read(id)).keySealed ?? '')).toMatch(/^(secret of|saved by)/)
    }
    return opened
  }
  // People who save new credentials, of whom some have a page of an app that doesn't have the new key yet.
  const saving = async () => {
    for (const [at, id] of ids.entries()) {
      if (at % 3 !== 0) continue
      const keySealed = (at % 2 ? seal : first.seal)(id, `saved by ${id}`)
      await forOrg(id, (tx) => tx.integration.update({ where: { orgId: id }, data: { keySealed } }))
    }
  }
  const readers = [0, 1, 2].map(reading)
  await Promise.all([saving(), resealSecrets(), resealSecrets()])
  isOver = true
  for (const opened of await Promise.all(readers)) expect(opened).toBeGreaterThan(0)
  expect(await resealSecrets()).toMatchObject({ newest: 100, failed: [], stillInUse: [] })
  const after = await processWith(2)
  const sealed = await sealedOf()
  for (const [at, id] of ids.entries())
    expect(after.open(id, sealed.get(id) ?? '')).toBe(at % 3 === 0 ? `saved by ${id}` : `secret of ${id}`)
})
