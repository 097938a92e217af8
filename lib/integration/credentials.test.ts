import { describe, expect, it } from 'vitest'
import { forOrg, forUser } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { takePayment } from '@/lib/payments/take/take-payment'
import { newLogin, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf, signedIn } from '@/lib/testing/fixtures'
import { pressTwice } from '@/lib/testing/payments'
import { createPerson } from '@/lib/testing/people'
import { asOwner } from '@/prisma/owner/as-owner'
import { confirmProposal, discardProposal, disconnect, saveCredentials } from './credentials'
import { connectPaySimple, getIntegration } from './integration'

setUpSandbox({ org: false, timeoutSeconds: 5 })

const viewOf = ({ org }: OrgContext) => forOrg(org.id, (tx) => getIntegration(tx, org.id))
const inUse = async ({ org }: OrgContext) => (await forOrg(org.id, (tx) => connectPaySimple(tx, org.id)))?.merchantKey
const noticesOf = ({ org }: OrgContext) =>
  forOrg(org.id, (tx) => tx.email.findMany({ where: { orgId: org.id, kind: 'notice' }, orderBy: { createdAt: 'asc' } }))
const actionsOf = ({ org }: OrgContext) =>
  forOrg(org.id, async (tx) =>
    (await tx.auditEvent.findMany({ where: { orgId: org.id }, orderBy: { id: 'asc' } })).map(({ action }) => action),
  )
const local = async () => ({ endpoint: 'local' as const, ...(await newLogin()) })

/** The same person, who gave the password longer ago than it lasts. */
async function later(context: OrgContext): Promise<OrgContext> {
  const session = await signedIn(context.user.id)
  const data = { passwordAt: new Date(Date.now() - 5 * 60_000 - 1) }
  await forUser(context.user.id, (tx) => tx.session.update({ where: { id: session.id }, data }))
  return { ...context, session }
}

describe('credentials where there are none', () => {
  it.each(['owner', 'admin', 'staff'] as const)('are entered by %s, and every owner is told', async (role) => {
    const owner = await createOrg({ active: false })
    const other = await createPerson(owner, 'owner')
    await createPerson(owner, 'admin')
    const who = role === 'owner' ? owner : await createPerson(owner, role)
    const login = await local()
    expect(await saveCredentials(who, login)).toBe('active')
    expect(await inUse(owner)).toBe(`local:${login.userName}`)
    const notices = await noticesOf(owner)
    expect(notices.map(({ to }) => to).sort()).toEqual([owner.user.email, other.user.email].sort())
    const told = JSON.stringify(notices[0]?.notice)
    for (const each of [who.user.name, login.userName, '192.0.2.1', 'Local sandbox', 'If you didn’t expect this'])
      expect(told).toContain(each)
    expect(told).not.toContain(login.apiKey)
    expect(await forOrg(owner.org.id, (tx) => tx.integration.findFirst())).toMatchObject({
      change: 'entered',
      changedByName: who.user.name,
    })
  })
})

describe('credentials in use', () => {
  it.each(['admin', 'staff'] as const)('wait for an owner where %s enters new ones', async (role) => {
    const owner = await createOrg()
    const before = await inUse(owner)
    const who = await createPerson(owner, role)
    const login = await local()
    expect(await saveCredentials(who, login)).toBe('proposed')
    expect(await inUse(owner)).toBe(before)
    const view = await viewOf(owner)
    expect(view).toMatchObject({ proposedUserName: login.userName, proposedByName: who.user.name })
    expect(JSON.stringify(view)).not.toContain(login.apiKey)
    expect(JSON.stringify((await noticesOf(owner)).at(-1)?.notice)).toContain('wait for an owner')

    const proposedAt = view?.proposedAt?.toISOString() ?? ''
    for (const each of [who, await createPerson(owner, 'contractor')])
      await expect(confirmProposal(each, { proposedAt, sure: null })).rejects.toThrow('Only an owner')
    await expect(disconnect(who)).rejects.toThrow('Only an owner')
    expect(await inUse(owner)).toBe(before)

    await confirmProposal(owner, { proposedAt, sure: null })
    expect(await inUse(owner)).toBe(`local:${login.userName}`)
    expect(await viewOf(owner)).toMatchObject({ proposedUserName: null, proposedAt: null })
    expect(await actionsOf(owner)).toEqual(['credentials_saved', 'credentials_proposed', 'credentials_replaced'])
    await expect(confirmProposal(owner, { proposedAt, sure: null })).rejects.toThrow('in the meantime')
  })

  it('are not replaced by others than the owner saw, nor by discarded ones, nor by ones that are dead by then', async () => {
    const owner = await createOrg()
    const before = await inUse(owner)
    const admin = await createPerson(owner, 'admin')
    await saveCredentials(admin, await local())
    const seen = (await viewOf(owner))?.proposedAt?.toISOString() ?? ''
    const second = await local()
    await saveCredentials(admin, second)
    await expect(confirmProposal(owner, { proposedAt: seen, sure: null })).rejects.toThrow('in the meantime')
    const proposedAt = (await viewOf(owner))?.proposedAt?.toISOString() ?? ''
    await sandbox.addClient(second.userName, 'another-key') // PaySimple changed the Token since
    await expect(confirmProposal(owner, { proposedAt, sure: null })).rejects.toThrow('didn’t accept')
    await discardProposal(admin)
    await expect(confirmProposal(owner, { proposedAt, sure: null })).rejects.toThrow('in the meantime')
    expect(await inUse(owner)).toBe(before)
  })

  it('are an admin’s to replace while there is no owner, and then admins are told', async () => {
    const owner = await createOrg()
    const admin = await createPerson(owner, 'admin')
    await asOwner(async (tx) => {
      await tx.$queryRaw`select set_config('app.leaves_no_owner', 'on', true)`
      await tx.membership.updateMany({ where: { orgId: owner.org.id, role: 'owner' }, data: { role: 'contractor' } })
    })
    const login = await local()
    expect(await saveCredentials(await createPerson(owner, 'staff'), login)).toBe('proposed')
    expect(await saveCredentials(admin, login)).toBe('active')
    expect((await noticesOf(owner)).at(-1)?.to).toBe(admin.user.email)
    await disconnect(admin)
    expect(await inUse(owner)).toBeUndefined()
  })

  it('are not touched without the password', async () => {
    const owner = await createOrg()
    const again = await later(owner)
    const before = await inUse(owner)
    const asks = 'Enter your password again'
    await expect(saveCredentials(again, await local())).rejects.toThrow(asks)
    await expect(disconnect(again)).rejects.toThrow(asks)
    await expect(confirmProposal(again, { proposedAt: new Date().toISOString(), sure: null })).rejects.toThrow(asks)
    expect(await inUse(owner)).toBe(before)
  })

  it('of the same merchant are known by the payments that they show, and others are asked about', async () => {
    const login = await newLogin()
    const owner = await createOrg({ login })
    const job = await createJob(owner, 100_000)
    await takePayment(owner, paymentOf(job.number, 1_000))
    await saveCredentials(owner, { endpoint: 'local', ...login })
    expect(JSON.stringify((await noticesOf(owner)).at(-1)?.notice)).toContain('The same as before')

    const other = await local()
    const problem = await saveCredentials(owner, other).catch((error) => error)
    expect(problem.fields.sure).toContain('another merchant account')
    expect(await inUse(owner)).toBe(`local:${login.userName}`)
    // The answer holds for the credentials that were asked about.
    await expect(saveCredentials(owner, { ...(await local()), sure: problem.fields.sure })).rejects.toThrow('merchant')
    await pressTwice((sure) => saveCredentials(owner, { ...other, sure }))
    expect(await inUse(owner)).toBe(`local:${other.userName}`)
    expect(JSON.stringify((await noticesOf(owner)).at(-1)?.notice)).toContain('Another one than before')
  })
})
