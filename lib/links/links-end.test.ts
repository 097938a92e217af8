import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { forSystem, forUser } from '@/lib/db'
import { startSession } from '@/lib/sessions/session-record'
import { createOrg } from '@/lib/testing/fixtures'
import { queryAsOwner } from '@/lib/testing/people'
import { createLink, type NewLink } from './create-link'
import { linkToken } from './link-token'
import { readLink } from './read-link'

// What ends links before their time: the database does, whoever changes the person, and by whatever way.

const SOURCE = { address: '192.0.2.1', userAgent: 'a test' }
const make = (link: NewLink) => forSystem((tx) => createLink(tx, link))
const problemOf = async (id: string) => {
  const link = await readLink(linkToken(id))
  return 'problem' in link ? link.problem : null
}

/** A person with a link of each kind that is about a person, and one to join a company. */
async function withLinks() {
  const context = await createOrg({ active: false })
  const { user, org } = context
  const of = { userId: user.id, email: user.email }
  const change = { kind: 'email_change', ...of, newEmail: `${randomUUID()}@example.com`, pair: randomUUID() } as const
  return {
    ...context,
    own: [
      await make({ kind: 'password_reset', ...of }),
      await make({ kind: 'staff_setup', ...of }),
      await make(change),
      await make({ ...change, email: change.newEmail }),
    ],
    invitation: await make({ kind: 'invitation', orgId: org.id, role: 'contractor', email: user.email }),
  }
}

const set = (assignment: string) => (userId: string) =>
  queryAsOwner(`update app_user set ${assignment} where id = $1`, [userId])

describe('links that were sent before', () => {
  it.each([
    ['another password', set(`password_hash = 'another'`)],
    ['another email', set(`email = gen_random_uuid() || '@example.com'`)],
    ['being disabled', set('disabled_at = now()')],
  ])('end with %s, and nobody else’s do', async (_, change) => {
    const [one, other] = [await withLinks(), await withLinks()]
    await change(one.user.id)
    for (const { id, kind } of one.own)
      expect({ kind, problem: await problemOf(id) }).toEqual({ kind, problem: 'revoked' })
    for (const { id } of [...other.own, one.invitation]) expect(await problemOf(id)).toBeNull()
  })

  it.each([
    ['another name', set(`name = 'Another'`)],
    ['the same password and email again', set('password_hash = password_hash, email = email')],
  ])('go on with %s', async (_, change) => {
    const { user, own } = await withLinks()
    await change(user.id)
    for (const { id } of own) expect(await problemOf(id)).toBeNull()
  })

  it('to the mailbox of before set no password once the email has changed', async () => {
    const { user, own } = await withLinks()
    const [reset, , ...pair] = own
    for (const { id } of pair)
      await forUser(user.id, (tx) => tx.$queryRaw`select public.confirm_email_by_link(${id}::uuid)`)
    const [row] = await forUser(
      user.id,
      (tx) => tx.$queryRaw<{ of: string | null }[]>`
        select public.set_password_by_link(${reset?.id}::uuid, 'stolen')::text as of`,
    )
    expect(row).toEqual({ of: null })
    expect(await queryAsOwner('select password_hash from app_user where id = $1', [user.id])).not.toEqual([
      { password_hash: 'stolen' },
    ])
  })
})

it('somebody who is disabled begins no session, at the same instant either', async () => {
  const { user, session } = await createOrg({ active: false })
  const [began] = await Promise.allSettled([startSession(user.id, SOURCE), set('disabled_at = now()')(user.id)])
  if (began.status === 'rejected') expect(String(began.reason)).toContain('disabled')
  const open = await queryAsOwner('select id from session where user_id = $1 and ended_at is null', [user.id])
  expect({ open, session: session?.id }).toEqual({ open: [], session: session?.id })
  await expect(startSession(user.id, SOURCE)).rejects.toThrow('disabled')
  await set('disabled_at = null')(user.id)
  await startSession(user.id, SOURCE)
})
