import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { forSystem } from '@/lib/db'
import { linkToken } from '@/lib/links/link-token'
import { createOrg, signedIn } from '@/lib/testing/fixtures'
import { queryAsOwner, setPassword } from '@/lib/testing/people'
import { requestPasswordReset } from './forgot-password'
import { changeName, confirmEmail, requestEmailChange } from './own-details'
import { setPasswordByLink } from './set-password'
import { signIn } from './sign-in'
import { newPasswordProblem } from './weak-password'

const from = () => ({ address: `198.51.100.${Math.ceil(Math.random() * 250)}`, requestId: '', userAgent: 'a test' })
const PASSWORD = 'maple gutter ladder 41'

async function person() {
  const context = await createOrg({ active: false })
  return { user: context.user, session: await signedIn(context.user.id), source: { ...from(), address: randomUUID() } }
}
const linksOf = (userId: string) =>
  forSystem((tx) => tx.oneTimeLink.findMany({ where: { userId, revokedAt: null }, orderBy: { createdAt: 'asc' } }))
const waiting = async (linkId: string) => {
  const rows = await queryAsOwner<{ payload: object }>(
    `select payload from graphile_worker._private_jobs where key = $1`,
    [`account-mail:${linkId}`],
  )
  return rows.length
}

describe('a forgotten password', () => {
  it('is set by a link, once, and ends the old one and every session', async () => {
    const own = await person()
    await setPassword(own, 'the one of before 12')
    await (await requestPasswordReset(own, { email: own.user.email.toUpperCase() })).done
    const [link] = await linksOf(own.user.id)
    expect(link).toMatchObject({ kind: 'password_reset', email: own.user.email })
    expect(await waiting(link?.id ?? '')).toBe(1)
    const token = linkToken(link?.id ?? '')
    for (const weak of ['short', 'password1234567', own.user.email])
      await expect(setPasswordByLink(own, { token, newPassword: weak })).rejects.toMatchObject({
        fields: { newPassword: expect.any(String) },
      })
    await setPasswordByLink(own, { token, newPassword: PASSWORD })
    await expect(setPasswordByLink(own, { token, newPassword: `${PASSWORD}!` })).rejects.toThrow('works once')
    const tries = { source: own.source, deviceCookie: '', wait: async () => {} }
    expect(await signIn({ email: own.user.email, password: 'the one of before 12' }, tries)).toBeNull()
    expect(await signIn({ email: own.user.email, password: PASSWORD }, tries)).toMatchObject({ email: own.user.email })
  })

  it('is answered in the same way for somebody without a sign-in, and for one mailbox only now and then', async () => {
    const own = await person()
    const nobody = `${randomUUID()}@example.com`
    for (let asked = 0; asked < 5; asked++) {
      const source = { ...own.source, address: randomUUID() }
      await (await requestPasswordReset({ source }, { email: nobody })).done
      await (await requestPasswordReset({ source }, { email: own.user.email })).done
    }
    const all = await forSystem((tx) => tx.oneTimeLink.count({ where: { userId: own.user.id } }))
    expect(all).toBe(3)
    expect(await linksOf(own.user.id)).toHaveLength(3) // a stranger who asks takes none from its owner
  })

  it('is not asked for again and again from one place', async () => {
    const { source } = await person()
    const tried = async () => {
      try {
        await (await requestPasswordReset({ source }, { email: `${randomUUID()}@example.com` })).done
        return 'asked'
      } catch (error) {
        return (error as Error).message
      }
    }
    const said: string[] = []
    for (let n = 0; n < 11; n++) said.push(await tried())
    expect(said.slice(0, 10)).toEqual(Array(10).fill('asked'))
    expect(said[10]).toMatch(/^There were too many tries\. Wait .+, then try again\.$/)
  })

  it('is nobody’s who was disabled', async () => {
    const own = await person()
    await setPassword(own, PASSWORD)
    await queryAsOwner('update app_user set disabled_at = now() where id = $1', [own.user.id])
    await (await requestPasswordReset(own, { email: own.user.email })).done
    expect(await linksOf(own.user.id)).toEqual([])
    const tries = { source: own.source, deviceCookie: '', wait: async () => {} }
    expect(await signIn({ email: own.user.email, password: PASSWORD }, tries)).toBeNull()
    const rows = await queryAsOwner('select end_reason from session where user_id = $1', [own.user.id])
    expect(rows.every((row) => 'end_reason' in row && row.end_reason !== null)).toBe(true)
  })
})

describe('a new password', () => {
  const who = { name: 'Ada Admin', email: 'ada@roofing.example' }
  it.each(['maple gutter ladder 41', 'Tür-Zange-Öl-Kamin', 'k3!vX9#qL2mW7zR'])('may be %s', async (password) => {
    expect(await newPasswordProblem(password, who)).toBeNull()
  })
  it.each([
    '123456789012345',
    'passwordpassword',
    'qwertyuiopasdfg',
    'ada@roofing.example',
    'P@ssw0rd1234567',
    'iloveyouiloveyou',
  ])('isn’t %s', async (password) => {
    expect(await newPasswordProblem(password, who)).toMatch(/\.$/)
  })
})

describe('one’s own details', () => {
  it('are changed under one’s own name in the log', async () => {
    const own = await person()
    await changeName(own, { name: 'Ada Lovelace' })
    const [row] = await queryAsOwner('select name from app_user where id = $1', [own.user.id])
    expect(row).toEqual({ name: 'Ada Lovelace' })
    const [entry] = await queryAsOwner(
      `select actor_id from security_event where user_id = $1 and event = 'name_changed'`,
      [own.user.id],
    )
    expect(entry).toEqual({ actor_id: own.user.id })
  })

  it('an email changes once both addresses have confirmed it, and tells nobody whose it is', async () => {
    const [own, other] = [await person(), await person()]
    const newEmail = `${randomUUID()}@example.com`
    await requestEmailChange(own, { email: newEmail.toUpperCase() })
    const [first, second] = await linksOf(own.user.id)
    expect([first?.email, second?.email].toSorted()).toEqual([newEmail, own.user.email].toSorted())
    expect(await confirmEmail(own, { token: linkToken(first?.id ?? '') })).toEqual({ changedTo: null })
    expect(await confirmEmail(own, { token: linkToken(second?.id ?? '') })).toEqual({ changedTo: newEmail })
    await expect(confirmEmail(own, { token: linkToken(second?.id ?? '') })).rejects.toThrow('works once')

    await requestEmailChange(own, { email: other.user.email })
    const toOther = (await linksOf(own.user.id)).find(({ email, usedAt }) => email === other.user.email && !usedAt)
    expect(await waiting(toOther?.id ?? '')).toBe(0)
  })
})
