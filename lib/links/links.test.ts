import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forSystem, queryUnscoped } from '@/lib/db'
import { env } from '@/lib/env'
import { startSession } from '@/lib/sessions/session-record'
import { createOrg } from '@/lib/testing/fixtures'
import { createLink, type NewLink } from './create-link'
import { LINK_LASTS, type LinkKind, linkProblemWords } from './link-kinds'
import { linkAddress, linkIdOf, linkToken } from './link-token'
import { readLink } from './read-link'

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

const make = (link: NewLink) => forSystem((tx) => createLink(tx, link))
const setPassword = async (id: string, hash: string) => {
  const text = 'select public.set_password_by_link($1, $2) as user'
  const [row] = await queryUnscoped<{ user: string | null }>('set_password_by_link', text, [id, hash])
  return row?.user ?? null
}
const confirm = async (id: string) => {
  const text = 'select public.confirm_email_by_link($1) as done'
  const [row] = await queryUnscoped<{ done: boolean | null }>('confirm_email_by_link', text, [id])
  return row?.done
}
const problemOf = async (id: string) => {
  const link = await readLink(linkToken(id))
  return 'problem' in link ? link.problem : null
}

describe('a token', () => {
  it('is of its link, whichever of the keys signed it, and nothing else is', () => {
    const id = randomUUID()
    const [key, before] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    expect(linkIdOf(linkToken(id))).toBe(id)
    expect(linkIdOf(linkToken(id, before), [key, before])).toBe(id)
    expect(linkIdOf(linkToken(id, before), [key])).toBeNull()
    expect(linkAddress(id)).toBe(`${env().APP_URL}/link/${linkToken(id)}`)
    const token = linkToken(id)
    const changed = [...token].map(
      (letter, at) => token.slice(0, at) + (letter === 'A' ? 'B' : 'A') + token.slice(at + 1),
    )
    for (const odd of [...changed, token.slice(1), `${token}A`, '', randomUUID(), `${token.slice(0, 64)}\0`])
      expect(linkIdOf(odd), odd).toBeNull()
  })
})

describe('a link', () => {
  it('is read as often as somebody likes, and used once', async () => {
    const { user } = await createOrg({ active: false })
    const { id } = await make({ kind: 'password_reset', userId: user.id, email: user.email })
    for (let read = 0; read < 3; read++)
      expect(await readLink(linkToken(id))).toMatchObject({ id, kind: 'password_reset', email: user.email })
    const used = await Promise.all(['one', 'two', 'three'].map((hash) => setPassword(id, hash)))
    expect(used.filter((each) => each !== null)).toEqual([user.id])
    expect(await problemOf(id)).toBe('used')
    expect(await setPassword(id, 'again')).toBeNull()
  })

  it('ends every session and every other link of its kind with the password', async () => {
    const { user } = await createOrg({ active: false })
    const session = await startSession(user.id, { address: '192.0.2.1', userAgent: 'a test' })
    const [one, other] = [
      await make({ kind: 'password_reset', userId: user.id, email: user.email }),
      await make({ kind: 'password_reset', userId: user.id, email: user.email }),
    ]
    expect(await setPassword(one.id, 'new')).toBe(user.id)
    expect(await problemOf(other.id)).toBe('revoked')
    const { rows } = await owner.query('select end_reason from session where id = $1', [session.id])
    expect(rows).toEqual([{ end_reason: 'password_changed' }])
    const { rows: events } = await owner.query(
      `select event from security_event where user_id = $1 and event = 'password_changed'`,
      [user.id],
    )
    expect(events).toHaveLength(1)
  })

  it.each(Object.keys(LINK_LASTS) as LinkKind[])(
    '%s that has expired or was taken back is for nothing',
    async (kind) => {
      const { org, user } = await createOrg({ active: false })
      const of = {
        staff_setup: { kind: 'staff_setup', userId: user.id },
        password_reset: { kind: 'password_reset', userId: user.id },
        invitation: { kind: 'invitation', orgId: org.id, role: 'contractor' },
        email_change: { kind: 'email_change', userId: user.id, newEmail: 'x@example.com', pair: randomUUID() },
      } as const
      for (const [what, column] of [
        ['expired', 'expires_at'],
        ['revoked', 'revoked_at'],
      ] as const) {
        const { id, expiresAt } = await make({ ...of[kind], email: `${randomUUID()}@example.com` })
        expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(LINK_LASTS[kind] - 60_000)
        expect(await problemOf(id)).toBeNull()
        await owner.query(`update one_time_link set ${column} = now() - interval '1 second' where id = $1`, [id])
        expect(await problemOf(id)).toBe(what)
        expect(await setPassword(id, 'x')).toBeNull()
        expect(await confirm(id)).toBeNull()
        const { words } = linkProblemWords(what, kind)
        expect(words).toMatch(/\.$/)
      }
    },
  )

  it('of a change of email changes it once both addresses have confirmed, in any order and at once', async () => {
    for (const isAtOnce of [false, true]) {
      const { user } = await createOrg({ active: false })
      const newEmail = `${randomUUID()}@example.com`
      const change = { kind: 'email_change', userId: user.id, newEmail, pair: randomUUID() } as const
      const links = [await make({ ...change, email: user.email }), await make({ ...change, email: newEmail })]
      const email = async () => (await owner.query('select email from app_user where id = $1', [user.id])).rows[0].email
      if (isAtOnce) expect((await Promise.all(links.map(({ id }) => confirm(id)))).toSorted()).toEqual([false, true])
      else {
        expect(await confirm(links[1]?.id ?? '')).toBe(false)
        expect(await email()).toBe(user.email)
        expect(await confirm(links[1]?.id ?? '')).toBeNull()
        expect(await confirm(links[0]?.id ?? '')).toBe(true)
      }
      expect(await email()).toBe(newEmail)
    }
  })

  it('is used by the database’s functions alone, and stays used', async () => {
    const { user } = await createOrg({ active: false })
    const { id } = await make({ kind: 'password_reset', userId: user.id, email: user.email })
    await expect(
      forSystem((tx) => tx.oneTimeLink.update({ where: { id }, data: { usedAt: new Date() } })),
    ).rejects.toThrow('permission denied')
    await setPassword(id, 'x')
    await expect(owner.query('update one_time_link set used_at = null where id = $1', [id])).rejects.toThrow('stays so')
  })
})
