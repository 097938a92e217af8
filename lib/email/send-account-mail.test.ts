import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { forSystem } from '@/lib/db'
import { createLink, sendLink } from '@/lib/links/create-link'
import { linkAddress } from '@/lib/links/link-token'
import { readLink } from '@/lib/links/read-link'
import { createOrg } from '@/lib/testing/fixtures'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { queryAsOwner } from '@/lib/testing/people'
import { sendAccountMail } from './send-account-mail'

// One-time links by a real mail server.

let server: MailServer
beforeAll(async () => {
  server = await startMailServer()
  process.env.SMTP_URL = server.url // before the environment is read
})
afterAll(() => server.stop())
beforeEach(() => {
  server.behave({})
  server.received.length = 0
})

type Kind = 'staff_setup' | 'password_reset' | 'invitation' | 'email_change'
const KINDS: Kind[] = ['staff_setup', 'password_reset', 'invitation', 'email_change']

/** A link that waits to be sent, to a mailbox of its own. */
async function waitingLink(kind: Kind, email = `${randomUUID()}@example.com`) {
  const { user, org } = await createOrg({ active: false })
  const link = {
    staff_setup: { kind, userId: user.id, email },
    password_reset: { kind, userId: user.id, email },
    invitation: { kind, orgId: org.id, role: 'contractor' as const, email, by: { id: user.id, name: user.name } },
    email_change: { kind, userId: user.id, email, newEmail: email, pair: randomUUID() },
  }[kind] as Parameters<typeof sendLink>[1]
  return { ...(await forSystem((tx) => sendLink(tx, link))), org, user }
}
const set = (id: string, assignment: string) =>
  queryAsOwner(`update one_time_link set ${assignment} where id = $1`, [id])

/** Every row of the database, and of its queue, as text. */
async function everything(): Promise<string> {
  const tables = await queryAsOwner<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'graphile_worker')`,
  )
  const texts = await Promise.all(
    tables.map(({ name }) =>
      queryAsOwner<{ text: string }>(`select coalesce(string_agg(to_jsonb(t)::text, ' '), '') as text from ${name} t`),
    ),
  )
  return texts.map(([row]) => row?.text).join('\n')
}

describe.each(KINDS)('a link of kind %s', (kind) => {
  it('reaches its mailbox once, opens what it is for, and what opens it stands nowhere', async () => {
    const { id, email, org } = await waitingLink(kind)
    await sendAccountMail(id)
    await sendAccountMail(id)
    expect(server.received).toHaveLength(1)
    const [mail] = server.received
    expect([mail?.to].flat().map((to) => to?.text)).toEqual([email])
    const address = linkAddress(id)
    expect(mail?.text).toContain(address)
    expect(mail?.html).toContain(`href="${address}"`)
    // No other place to press, and none that tells on whoever reads.
    const places = Array.from(String(mail?.html).matchAll(/(?:href|src)="([^"]+)"/g), ([, place]) => place)
    expect(places.filter((place) => place !== address)).toEqual([])
    if (kind === 'invitation') {
      expect(mail?.subject).toContain(org.name)
      expect(mail?.text).toContain(email)
    }
    expect(await readLink(address.split('/').at(-1) ?? '')).toMatchObject({ id, kind, email })
    expect(await everything()).not.toContain(address.slice(-43))
  })

  it.each([
    ['was used', `used_at = now()`],
    ['was taken back', `revoked_at = now()`],
    ['has expired', `expires_at = now() - interval '1 second'`],
  ])('isn’t sent once it %s', async (_, assignment) => {
    const { id } = await waitingLink(kind)
    await set(id, assignment)
    await sendAccountMail(id)
    expect(server.received).toEqual([])
  })
})

it('waits for a mail server that can’t take it, and goes out then', async () => {
  const { id } = await waitingLink('password_reset')
  server.behave({ banner: '421 Come back later' })
  await expect(sendAccountMail(id)).rejects.toThrow()
  server.behave({})
  await sendAccountMail(id)
  expect(server.received).toHaveLength(1)
})

it('isn’t sent again and again to a mailbox that isn’t there', async () => {
  const { id } = await waitingLink('password_reset', 'nobody@example.com')
  await sendAccountMail(id)
  const tries = server.connections()
  await sendAccountMail(id)
  expect(server.connections()).toBe(tries)
  expect(server.received).toEqual([])
})

it('has nothing to press that somebody typed into a name', async () => {
  const { org } = await createOrg({ active: false })
  await queryAsOwner(`update org set name = 'Pay at www.evil.example <b>now</b>' where id = $1`, [org.id])
  const by = { id: null, name: 'https://evil.example/login' }
  const invitation = { kind: 'invitation', orgId: org.id, role: 'admin', email: 'ann@example.com', by } as const
  const { id } = await forSystem((tx) => createLink(tx, invitation))
  await sendAccountMail(id)
  const [mail] = server.received
  const html = String(mail?.html)
  expect(html).not.toContain('<b>now</b>')
  expect(`${html}${mail?.text}${mail?.subject}`).not.toMatch(/https?:\/\/evil|www\.evil\.example/)
})
