import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forOrg, forSystem } from '@/lib/db'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { hashOf, linkTo, tokenOf } from '@/lib/testing/links'
import { ensureLink, makeAddress, revokeLink } from './create-link'
import { hashOfToken, isLinkToken, makeLinkToken } from './link-token'
import { readByAddress } from './read-link'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

async function withLink(way: 'email' | 'room' | 'copied' = 'email') {
  const context = await createOrg({ active: false })
  const job = await createJob(context, 100_000)
  return { context, job, ...(await linkTo(context, job.id, way)) }
}
const opens = async (address: string) => (await readByAddress(tokenOf(address)))?.link.id ?? null

describe('a token', () => {
  it('has 32 random bytes that tell nothing of each other', () => {
    const made = Array.from({ length: 100_000 }, makeLinkToken)
    const bytes = made.map(({ token }) => Buffer.from(token, 'base64url'))
    expect(new Set(made.map(({ token }) => token)).size).toBe(made.length)
    expect(bytes.every(({ length }) => length === 32)).toBe(true)
    // Each of the 256 bits is set about half of the time, and one token says nothing of the next: 5 standard deviations.
    const slack = 5 * Math.sqrt(made.length / 4)
    for (let bit = 0; bit < 256; bit++) {
      const isSet = (of: Buffer | undefined) => (((of?.[bit >> 3] ?? 0) >> (bit & 7)) & 1) === 1
      const set = bytes.filter(isSet).length
      const same = bytes.filter((each, n) => n > 0 && isSet(each) === isSet(bytes[n - 1])).length
      expect(Math.abs(set - made.length / 2), `bit ${bit}`).toBeLessThan(slack)
      expect(Math.abs(same - made.length / 2), `bit ${bit} beside the one before`).toBeLessThan(slack)
    }
  })

  it('has one form', () => {
    const { token } = makeLinkToken()
    expect(isLinkToken(token)).toBe(true)
    for (const odd of ['', token.slice(1), `${token}A`, `${token.slice(1)}\0`, `${token.slice(1)}+`])
      expect(isLinkToken(odd), odd).toBe(false)
  })
})

describe('a link', () => {
  it('is opened by each of its addresses, as often as somebody likes, and reading changes nothing', async () => {
    const { context, link, address } = await withLink()
    const again = await forOrg(context.org.id, (tx) => makeAddress(tx, link))
    for (const each of [address, again, address]) expect(await opens(each)).toBe(link.id)
    const { rows } = await owner.query('select uses, last_used_at, opened_at from customer_link where id = $1', [
      link.id,
    ])
    expect(rows).toEqual([{ uses: 0, last_used_at: null, opened_at: null }])
  })

  it('keeps nothing that opens it: the database has hashes', async () => {
    const { link, address } = await withLink()
    const token = tokenOf(address)
    const { rows } = await owner.query('select * from customer_link_token where link_id = $1', [link.id])
    expect(rows.map(({ hash }) => hash.toString('hex'))).toEqual([hashOf(token)])
    expect(JSON.stringify(rows)).not.toContain(token)
    // Neither a hash nor anything else that is stored is an address.
    for (const kept of [hashOf(token), rows[0].hash.toString('base64url'), link.id])
      expect(await readByAddress(kept), kept).toBeNull()
  })

  it('opens nothing once it is revoked, has expired, or its address has', async () => {
    const { context, link, address } = await withLink()
    const cases: [string, string][] = [
      ['the link', `update customer_link set expires_at = now() - interval '1 ms' where id = $1`],
      ['its address', `update customer_link_token set expires_at = now() - interval '1 ms' where link_id = $1`],
    ]
    for (const [what, expire] of cases) {
      const other = await withLink()
      await owner.query(expire, [other.link.id])
      expect(await opens(other.address), what).toBeNull()
    }
    expect(await forOrg(context.org.id, (tx) => revokeLink(tx, context, link.id))).toBe(true)
    expect(await forOrg(context.org.id, (tx) => revokeLink(tx, context, link.id))).toBe(false)
    expect(await opens(address)).toBeNull()
    await expect(owner.query('update customer_link set revoked_at = null where id = $1', [link.id])).rejects.toThrow(
      'stays so',
    )
  })

  it('sent again stays the same one, and works for its whole time again; after its end it is another', async () => {
    const { context, job, link, address } = await withLink()
    await owner.query(`update customer_link set expires_at = now() + interval '1 minute' where id = $1`, [link.id])
    await owner.query(`update customer_link_token set expires_at = now() + interval '1 minute' where link_id = $1`, [
      link.id,
    ])
    const again = await linkTo(context, job.id)
    expect(again.link.id).toBe(link.id)
    expect(again.link.expiresAt.getTime() - Date.now()).toBeGreaterThan(89 * 24 * 60 * 60_000)
    expect([await opens(address), await opens(again.address)]).toEqual([link.id, link.id])
    // The address of the first email, too.
    const { rows } = await owner.query(
      `select count(*)::int from customer_link_token where link_id = $1 and expires_at > now() + interval '89 days'`,
      [link.id],
    )
    expect(rows).toEqual([{ count: 2 }])
    await owner.query(`update customer_link set expires_at = now() - interval '1 ms' where id = $1`, [link.id])
    const later = await linkTo(context, job.id)
    expect(later.link.id).not.toBe(link.id)
    expect([await opens(address), await opens(later.address)]).toEqual([null, later.link.id])
  })

  it('is one per person, also when it is made twice at once', async () => {
    const { context, job, link } = await withLink()
    const person = { name: 'Olivia Marsh', email: 'olivia@example.com' }
    const make = () => forOrg(context.org.id, (tx) => ensureLink(tx, context, job.id, person, 'email'))
    const all = await Promise.all([make(), make(), make()])
    expect(new Set(all.map(({ id }) => id))).toEqual(new Set([link.id]))
    const other = await linkTo(context, job.id, 'email', 'noah@example.com')
    expect(other.link.id).not.toBe(link.id)
  })

  it('in a room is opened within 30 minutes, and then lasts a day', async () => {
    const { link } = await withLink('room')
    const { rows } = await owner.query('select expires_at from customer_link_token where link_id = $1', [link.id])
    const minutes = (at: Date) => Math.round((at.getTime() - Date.now()) / 60_000)
    expect([minutes(rows[0].expires_at), minutes(link.expiresAt)]).toEqual([30, 24 * 60])
  })

  it('is its company’s alone', async () => {
    const { link } = await withLink()
    const other = await createOrg({ active: false })
    const seen = (tx: { customerLink: { findMany: () => Promise<unknown[]> } }) => tx.customerLink.findMany()
    expect(await forOrg(other.org.id, seen)).toEqual([])
    expect(await forSystem(seen)).toEqual([])
    expect(await forOrg(other.org.id, (tx) => revokeLink(tx, other, link.id))).toBe(false)
    expect(hashOfToken('x')).toHaveLength(32)
  })
})
