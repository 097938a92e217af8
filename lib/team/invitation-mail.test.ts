import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { sendAccountMail } from '@/lib/email/send-account-mail'
import { createOrg } from '@/lib/testing/fixtures'
import { type MailServer, startMailServer } from '@/lib/testing/mail-server'
import { queryAsOwner } from '@/lib/testing/people'
import { invite, listInvitations, resendInvitation, revokeInvitation } from './invite'
import { join, signUp } from './join'

// An invitation as it arrives: by a mail server, with all that somebody needs to join.

let server: MailServer
beforeAll(async () => {
  server = await startMailServer()
  process.env.SMTP_URL = server.url.replace('//', '//plumbline:secret@')
})
afterAll(() => server.stop())

const SOURCE = { address: '192.0.2.9', requestId: randomUUID(), userAgent: 'a test' }
/** The token of the link in the newest mail to an address. */
const tokenIn = (email: string): string => {
  const mail = server.received.findLast(({ to }) => [to ?? []].flat().some(({ text }) => text === email))
  return /\/link\/([\w-]+)/.exec(mail?.text ?? '')?.[1] ?? ''
}

it('names the company, the role and the address, goes once, and joins whom it was sent to', async () => {
  const context = await createOrg({ active: false })
  const email = `nora-${randomUUID().slice(0, 8)}@example.com`
  await invite(context, { email, role: 'bookkeeper' })
  const [open] = await listInvitations(context.org.id)
  for (let times = 0; times < 2; times++) await sendAccountMail(open?.id ?? '')
  expect(server.received).toHaveLength(1)
  const text = server.received[0]?.text ?? ''
  for (const word of [context.org.name, email, 'Ada Admin', 'bookkeeper', '7 days']) expect(text).toContain(word)
  expect((await listInvitations(context.org.id))[0]?.sentAt).not.toBeNull()

  await resendInvitation(context, { id: open?.id ?? '' })
  const first = tokenIn(email)
  const [again] = await listInvitations(context.org.id)
  await sendAccountMail(again?.id ?? '')
  expect(tokenIn(email)).not.toBe(first)
  const nora = { name: 'Nora New', password: 'seven lanterns by the canal' }
  await expect(signUp({ token: first, ...nora }, SOURCE)).rejects.toThrow('no longer works')
  const { session } = await signUp({ token: tokenIn(email), ...nora }, SOURCE)
  const [{ role } = {}] = await queryAsOwner<{ role: string }>('select role from membership where user_id = $1', [
    session.userId,
  ])
  expect(role).toBe('bookkeeper')
  const user = { id: session.userId, email, name: 'Nora New', isStaff: false }
  await expect(join({ user, session, source: SOURCE }, { token: tokenIn(email) })).rejects.toThrow('used already')
})

it('isn’t sent once it is taken back', async () => {
  const context = await createOrg({ active: false })
  const before = server.received.length
  await invite(context, { email: `late-${randomUUID()}@example.com`, role: 'contractor' })
  const [open] = await listInvitations(context.org.id)
  await revokeInvitation(context, { id: open?.id ?? '' })
  await sendAccountMail(open?.id ?? '')
  expect(server.received).toHaveLength(before)
})
