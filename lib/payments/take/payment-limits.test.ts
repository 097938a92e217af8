import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg, forUser } from '@/lib/db'
import { liftLimit, listLocks } from '@/lib/limits/locks'
import { LIMITS } from '@/lib/limits/table'
import { PasswordNeeded } from '@/lib/sessions/step-up'
import { context, ledgerOf, orgId, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { DECLINED, otherVisa } from '@/lib/testing/cards'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import {
  alarmKinds,
  another,
  inTurn,
  limitEvents,
  member,
  paymentsOf,
  statesOf,
  TOTAL,
  tried,
  withoutPassword,
} from '@/lib/testing/limited'
import { takePayment } from './take-payment'

// V3 of the attack, and what a limit must never do: lose a payment, stop an honest day, or let one company stop another.

setUpSandbox()
beforeEach(async () => takeOrg({ limitFactor: 1 }))

describe('amounts', () => {
  it('$1,990,000 on a saved card through a draft is above the top, which an owner raises', async () => {
    const who = await member('Tess')
    const first = await createJob(context, 300_000_000)
    await takePayment(context, paymentOf(first.number, another(), { saveAccount: true }))
    const saved = await forOrg(orgId, (tx) => tx.paymentAccount.findFirstOrThrow({ where: { orgId } }))
    const source = { method: 'saved', accountId: saved.id, secCode: 'Web' } as const
    const huge = paymentOf(first.number, 199_000_000, { source })
    const { state, message } = await tried(who, huge)
    expect({ state, message }).toMatchObject({
      state: 'refused',
      message: expect.stringContaining('$500,000.00 at most'),
    })

    const raised = { ...context, org: { ...context.org, mostPaymentCents: 200_000_000 } }
    expect(await tried(await withoutPassword(raised), huge)).toMatchObject({ state: 'password' })
    expect(await ledgerOf(huge.paymentId)).toEqual([])
  })

  it.each([
    ['a large one', 2_500_001, 'signed', true],
    ['one that isn’t large', 2_500_000, 'signed', false],
    ['one on a draft', 1_000_001, 'draft', true],
    ['a small one on a draft', 1_000_000, 'draft', false],
  ] as const)('the password is asked for again for %s, of %i cents (%s): %s', async (_, cents, stage, asks) => {
    const who = await withoutPassword(await member('Tess'))
    const job = await createJob(context, TOTAL)
    await forOrg(orgId, (tx) => tx.document.updateMany({ where: { orgId, jobId: job.id }, data: { stage } }))
    const input = paymentOf(job.number, cents, { source: otherVisa() })
    expect(await tried(who, input)).toMatchObject({ state: asks ? 'password' : 'authorized' })
    expect(await paymentsOf(orgId)).toBe(asks ? 0 : 1)
    await forUser(who.user.id, (tx) =>
      tx.session.updateMany({ where: { userId: who.user.id }, data: { passwordAt: new Date() } }),
    )
    expect(await tried(who, input)).toMatchObject({ state: 'authorized' })
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
  })

  it('and for a saved card on a job that it hasn’t paid on, and for the sum of a day', async () => {
    const who = await member('Tess')
    const first = await createJob(context, TOTAL)
    await takePayment(who, paymentOf(first.number, another(), { saveAccount: true }))
    const saved = await forOrg(orgId, (tx) => tx.paymentAccount.findFirstOrThrow({ where: { orgId } }))
    const source = { method: 'saved', accountId: saved.id, secCode: 'Web' } as const
    const second = await createJob(context, TOTAL)
    await forOrg(orgId, (tx) =>
      tx.job.update({ where: { orgId_id: { orgId, id: second.id } }, data: { customerId: saved.customerId } }),
    )
    await withoutPassword(who)
    expect(await tried(who, paymentOf(first.number, 600_000, { source }))).toMatchObject({ state: 'authorized' })
    expect(await tried(who, paymentOf(second.number, 600_001, { source }))).toMatchObject({ state: 'password' })
    expect(await tried(who, paymentOf(second.number, 500_000, { source }))).toMatchObject({ state: 'authorized' })

    const day = await inTurn(5, (n) => tried(who, paymentOf(first.number, 2_400_000 + n, { source })))
    expect(statesOf(day)).toEqual({ authorized: 3, password: 2 })
  })
})

describe('receipts', () => {
  it('sixteen to eight strangers aren’t sent', async () => {
    const job = await createJob(context, TOTAL)
    const results = await inTurn(16, (n) =>
      tried(context, paymentOf(job.number, another(), { receiptEmail: `stranger-${n % 8}@example.com` })),
    )
    expect(statesOf(results)).toEqual({ authorized: 8, refused: 8 })
    const to = await forOrg(orgId, (tx) =>
      tx.email.findMany({ where: { orgId, paymentId: { not: null } }, distinct: ['to'] }),
    )
    expect(to).toHaveLength(LIMITS.job_inboxes.most)
    const refused = results.find(({ state }) => state === 'refused')
    expect(refused).toMatchObject({
      message: expect.stringContaining('different addresses today'),
      fields: { receiptEmail: 'This meets a limit.' },
    })
    // Without a receipt it's paid.
    const without = await tried(context, paymentOf(job.number, another(), { receiptEmail: '' }))
    expect(without).toMatchObject({ state: 'authorized' })
  })
})

describe('owners', () => {
  it('see who is held up, hear of it, and end it with the password; a card’s declines end by themselves', async () => {
    const who = await member('Tess')
    const job = await createJob(context, TOTAL)
    const source = otherVisa()
    await inTurn(11, () => tried(who, paymentOf(job.number, DECLINED, { source })))
    await inTurn(12, () => tried(who, paymentOf(job.number, another(), { source: otherVisa() })))
    const locks = await listLocks(orgId)
    expect(locks).toMatchObject([
      { subject: `Job ${job.number}`, byOwner: true },
      { subject: expect.stringMatching(/^Visa \d{4}$/), byOwner: false },
    ])
    const [ofJob, ofCard] = locks.map(({ id }) => ({ id }))
    if (!ofJob || !ofCard) throw new Error('two locks')
    const elsewhere = await createOrg()
    await expect(liftLimit(elsewhere, ofJob)).rejects.toThrow('no longer there')
    expect(await listLocks(elsewhere.org.id)).toEqual([])
    await expect(liftLimit({ ...context, role: 'admin' }, ofJob)).rejects.toThrow('Only an owner')
    await expect(liftLimit(await withoutPassword(context), ofJob)).rejects.toThrow(PasswordNeeded)
    await forUser(context.user.id, (tx) =>
      tx.session.updateMany({ where: { userId: context.user.id }, data: { passwordAt: new Date() } }),
    )
    await expect(liftLimit(context, ofCard)).rejects.toThrow('support')
    await liftLimit(context, ofJob)
    await liftLimit(context, ofJob)
    expect(await listLocks(orgId)).toMatchObject([{ byOwner: false }])
    expect(await tried(who, paymentOf(job.number, another(), { source: otherVisa() }))).toMatchObject({
      state: 'authorized',
    })
    const audit = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { orgId, action: 'limit_lifted' } }))
    expect(audit).toMatchObject([{ detail: expect.stringContaining(`Job ${job.number}`) }])
    const events = await limitEvents()
    expect(events.map(({ event }) => event)).toEqual(['limit_hit', 'limit_hit', 'limit_cleared'])
    expect(JSON.stringify(events)).not.toMatch(/4000\d{12}/)
    expect(await alarmKinds()).toEqual(['limits'])
  })

  it('hear of five declined cards within minutes, once', async () => {
    const who = await member('Tess')
    for (let n = 0; n < 7; n++) {
      const { number } = await createJob(context, TOTAL)
      await tried(who, paymentOf(number, DECLINED, { source: otherVisa() }))
    }
    expect(await limitEvents()).toMatchObject([
      { event: 'limit_hit', userId: who.user.id, detail: expect.stringContaining('tried by Tess') },
    ])
    expect(await alarmKinds()).toEqual(['declines'])
  })
})
