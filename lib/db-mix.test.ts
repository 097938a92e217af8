import type pg from 'pg'
import { beforeAll, expect, test } from 'vitest'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { Prisma } from '@/prisma/generated/client'
import { seededRandom } from '@/tools/testing/seeded-random'
import { forOrg, forSystem, forUser, insertForOrg, readForMember, readForOrg, readForUser, type Statement } from './db'
import type { OrgContext } from './orgs/context'

// Twelve connections serve everybody in turn. No scope stays on one for whoever comes next, whichever way it was set and
// however the work before ended.

const REQUESTS = 1_000
const AT_ONCE = 40

const orgs: OrgContext[] = []
beforeAll(async () => {
  for (let n = 0; n < 5; n++) {
    const context = await createOrg({ active: false })
    await createJob(context, 100_000)
    orgs.push(context)
  }
})

/** Everything that a connection can see, by its organization. */
const seen = (): Statement<{ orgId: string }> =>
  Prisma.sql`select org_id from job union select org_id from customer union select org_id from document`
const idsOf = (rows: readonly { orgId: string }[]) => rows.map(({ orgId }) => orgId)

const inSession = ({ user, session }: Pick<OrgContext, 'user' | 'session'>) => ({
  userId: user.id,
  id: session?.id ?? '',
})

/** One request as each of the doors to the database serves it: what it saw of anybody's records, and what it may. */
const DOORS: ((context: OrgContext, n: number) => Promise<{ saw: string[]; may: string[] }>)[] = [
  async ({ org }) => ({
    saw: idsOf(await forOrg(org.id, (tx) => tx.job.findMany({ select: { orgId: true } }))),
    may: [org.id],
  }),
  async ({ org }) => ({ saw: idsOf((await readForOrg(org.id, [seen()]))[0]), may: [org.id] }),
  async ({ org, user, session }) => ({
    saw: idsOf((await readForMember(inSession({ user, session }), org.slug, [seen()]))[0]),
    may: [org.id],
  }),
  async (context, n) => {
    // A user who isn't a member asks for the company's pages.
    const stranger = orgs[(orgs.indexOf(context) + 1 + (n % 4)) % orgs.length] as OrgContext
    return { saw: idsOf((await readForMember(inSession(stranger), context.org.slug, [seen()]))[0]), may: [] }
  },
  async ({ user }) => ({ saw: idsOf((await readForUser(user.id, [seen()]))[0]), may: [] }),
  async ({ user }) => ({ saw: idsOf(await forUser(user.id, (tx) => tx.job.findMany())), may: [] }),
  async () => ({ saw: idsOf(await forSystem((tx) => tx.job.findMany())), may: [] }),
  async ({ org }, n) => {
    const { id } = await forOrg(org.id, (tx) => tx.customer.findFirstOrThrow({ select: { id: true } }))
    const row = { customer_id: id, merchant_key: 'local:mix', paysimple_id: String(n) }
    await insertForOrg(org.id, 'paysimple_customer', row)
    const [rows] = await readForOrg(org.id, [
      Prisma.sql`select org_id from paysimple_customer where paysimple_id = ${String(n)}` as Statement<{
        orgId: string
      }>,
    ])
    return { saw: idsOf(rows), may: [org.id] }
  },
  // What fails in the middle.
  async ({ org }) => {
    await expect(readForOrg(org.id, [seen(), Prisma.sql`select 1 / 0`])).rejects.toThrow('division by zero')
    return { saw: [], may: [] }
  },
  async ({ org }) => {
    const failing = forOrg(org.id, (tx) => tx.$queryRaw`select 1 / 0`)
    await expect(failing).rejects.toThrow('division by zero')
    return { saw: [], may: [] }
  },
]

test(`${REQUESTS} requests of five companies over one pool: none sees another’s records`, async () => {
  const random = seededRandom(1)
  let begun = 0
  const lost: string[] = []
  const visit = async () => {
    while (begun < REQUESTS) {
      const n = begun++
      const [context, door] = [random.pick(orgs), random.pick(DOORS)]
      const { saw, may } = await door(context, n)
      const isRight = saw.every((id) => may.includes(id)) && (may.length === 0) === (saw.length === 0)
      if (!isRight) lost.push(`request ${n} by door ${DOORS.indexOf(door)} saw ${saw}, and may see ${may}`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, visit))
  expect(lost).toEqual([])

  const { plumblinePool } = globalThis as unknown as { plumblinePool: pg.Pool }
  const connections = await Promise.all(Array.from({ length: plumblinePool.totalCount }, () => plumblinePool.connect()))
  for (const connection of connections) {
    const names = ['app.org_id', 'app.user_id', 'app.email', 'app.system', 'app.step']
    const { rows } = await connection.query(
      "select name from unnest($1::text[]) name where coalesce(current_setting(name, true), '') <> ''",
      [names],
    )
    expect(rows).toEqual([])
    connection.release()
  }
})
