import { beforeAll, describe, expect, it } from 'vitest'
import { forOrg, type Statement } from '@/lib/db'
import { createJob, createOrg, signedIn } from '@/lib/testing/fixtures'
import { Prisma } from '@/prisma/generated/client'
import { asOwner } from '@/prisma/owner/as-owner'
import type { OrgContext } from './context'
import { createFirstTrip } from './first-trip'

// What the parts of a page ask goes along with the question who the user is, and shows them nothing that isn't theirs.

let one: OrgContext
let two: OrgContext

beforeAll(async () => {
  one = await createOrg({ active: false })
  two = await createOrg({ active: false })
  await createJob(one, 100_000)
  await createJob(two, 200_000)
  await ask(one, one.org.slug) // from now on it's known which organization a slug is
  await ask(two, two.org.slug)
})

/** The jobs that there are at all, under whatever organization they are asked for. */
const jobs = (): [Statement<{ orgId: string }>] => [Prisma.sql`select org_id from job`]

async function ask(
  { user }: Pick<OrgContext, 'user'>,
  slug: string,
  statements: (orgId: string) => Statement[] = jobs,
) {
  const session = await signedIn(user.id)
  const trip = createFirstTrip(slug, async () => session)
  const read = trip.join(statements)
  const [place] = await trip.answers
  return { place, rows: place?.org ? await read(place.org) : null }
}

const rename = (id: string, slug: string) => asOwner((tx) => tx.org.update({ where: { id }, data: { slug } }))

describe('the first trip to an organization', () => {
  it('answers each part what it asked, and the user’s place', async () => {
    const session = await signedIn(one.user.id)
    const trip = createFirstTrip(one.org.slug, async () => session)
    const parts = ['a', 'b', 'c'].map((word) =>
      trip.join((orgId) => [Prisma.sql`select ${word} as word`, Prisma.sql`select ${orgId} as org`]),
    )
    const [place] = await trip.answers
    expect(place).toMatchObject({ role: 'owner', org: { id: one.org.id }, user: { id: one.user.id } })
    const answers = await Promise.all(parts.map((read) => read({ id: one.org.id })))
    expect(answers).toEqual(['a', 'b', 'c'].map((word) => [[{ word }], [{ org: one.org.id }]]))
    // Whoever comes later asks alone.
    expect(await trip.join(() => jobs())({ id: one.org.id })).toEqual([[{ orgId: one.org.id }]])
  })

  it('has no place and no rows for who isn’t a member, nobody, and an address that no company has', async () => {
    expect(await ask(two, one.org.slug)).toEqual({
      place: expect.objectContaining({ org: null, role: null }),
      rows: null,
    })
    const session = await signedIn(two.user.id)
    const trip = createFirstTrip(one.org.slug, async () => session)
    trip.join(jobs)
    const [, ...rows] = await trip.answers
    expect(rows).toEqual([[]])
    expect(await createFirstTrip(one.org.slug, async () => null).answers).toEqual([undefined])
    expect(await createFirstTrip('a\0b', async () => session).answers).toEqual([undefined])
  })

  it('has none either once the session is over: ended, idle, too old, or of somebody else', async () => {
    const at = async (change: { endedAt?: Date; idleAt?: Date; expiresAt?: Date }, id?: string) => {
      const session = await signedIn(one.user.id)
      await asOwner((tx) => tx.session.update({ where: { id: session.id }, data: change }))
      const trip = createFirstTrip(one.org.slug, async () => ({ ...session, ...(id && { id }) }))
      trip.join(jobs)
      const [place, ...rows] = await trip.answers
      return { hasPlace: place !== undefined, rows }
    }
    const past = new Date(Date.now() - 1)
    expect(await at({})).toEqual({ hasPlace: true, rows: [[{ orgId: one.org.id }]] })
    for (const over of [{ endedAt: past }, { idleAt: past }, { expiresAt: past }])
      expect(await at(over)).toEqual({ hasPlace: false, rows: [[]] })
    expect(await at({}, (await signedIn(two.user.id)).id)).toEqual({ hasPlace: false, rows: [[]] })
  })

  it('asks again where another company has the slug by now', async () => {
    const slug = one.org.slug
    await rename(one.org.id, `${slug}-old`)
    await rename(two.org.id, slug)
    try {
      const wants = (orgId: string) => [Prisma.sql`select org_id from job where org_id = ${orgId}::uuid`]
      expect(await ask(two, slug, wants)).toMatchObject({
        place: { org: { id: two.org.id } },
        rows: [[{ orgId: two.org.id }]],
      })
      expect((await ask(one, slug, wants)).place).toMatchObject({ org: null })
    } finally {
      await rename(two.org.id, two.org.slug)
      await rename(one.org.id, slug)
    }
    expect((await ask(one, slug)).rows).toEqual([[{ orgId: one.org.id }]])
  })

  it('passes on what a statement fails with', async () => {
    await expect(ask(one, one.org.slug, () => [Prisma.sql`select 1 / 0`])).rejects.toThrow('division by zero')
    expect(await forOrg(one.org.id, (tx) => tx.job.count())).toBe(1)
  })
})
