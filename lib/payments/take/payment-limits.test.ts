import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg, forUser } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { liftLimit, listLocks } from '@/lib/limits/locks'
import { LIMITS } from '@/lib/limits/table'
import type { OrgContext } from '@/lib/orgs/context'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { PasswordNeeded } from '@/lib/sessions/step-up'
import { context, ledgerOf, orgId, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { DECLINED, otherVisa } from '@/lib/testing/cards'
import { createJob, createOrg, paymentOf, signedIn, visa } from '@/lib/testing/fixtures'
import type { MakePayment } from './schema'
import { takePayment } from './take-payment'

// V3 of the attack, and what a limit must never do: lose a payment, stop an honest day, or let one company stop another.

setUpSandbox()
beforeEach(async () => takeOrg({ limitFactor: 1 }))

const TOTAL = 40_000_000
let amount = 100
/** Another amount each time: the same twice within minutes is asked about. */
const another = () => ++amount

type Result = { state: string; message?: string; fields?: Record<string, string> }
/** What one try comes to. */
async function tried(who: OrgContext, input: MakePayment): Promise<Result> {
  try {
    return await takePayment(who, input)
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return {
      state: error instanceof PasswordNeeded ? 'password' : 'refused',
      message: error.message,
      fields: error.fields,
    }
  }
}
const statesOf = (results: readonly Result[]) =>
  Object.fromEntries(
    [...new Set(results.map(({ state }) => state))].map((state) => [
      state,
      results.filter((result) => result.state === state).length,
    ]),
  )
async function inTurn(many: number, one: (n: number) => Promise<Result>): Promise<Result[]> {
  const results: Result[] = []
  for (let n = 0; n < many; n++) results.push(await one(n))
  return results
}
/** What the security log and the alarms have about limits. */
const limitEvents = () =>
  forOrg(orgId, (tx) =>
    tx.securityEvent.findMany({
      where: { orgId, event: { in: ['limit_hit', 'limit_cleared'] } },
      orderBy: { id: 'asc' },
      select: { event: true, detail: true, userId: true, address: true },
    }),
  )
const alarmKinds = () =>
  forOrg(orgId, async (tx) =>
    (await tx.alarm.findMany({ where: { orgId, kind: { in: ['limits', 'declines'] } } })).map(({ kind }) => kind),
  )
const paymentsOf = (id: string) => forOrg(id, (tx) => tx.payment.count({ where: { orgId: id } }))
/** Another member of the company, at another place. */
async function member(name: string, address = '198.51.100.7'): Promise<OrgContext> {
  const id = randomUUID()
  const user = { id, name, email: `${id}@example.com`, isStaff: false }
  const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
  await owner.connect()
  await owner.query(`insert into app_user (id, email, name, password_hash) values ($1, $2, $3, 'none')`, [
    id,
    user.email,
    name,
  ])
  await owner.query(`insert into membership (org_id, user_id, role) values ($1, $2, 'contractor')`, [orgId, id])
  await owner.end()
  const source = { address, requestId: '', userAgent: '' }
  return { ...context, user, role: 'contractor', session: await signedIn(id), source }
}
const withoutPassword = async (who: OrgContext) => {
  await forUser(who.user.id, (tx) =>
    tx.session.updateMany({ where: { id: who.session?.id ?? '' }, data: { passwordAt: new Date(0) } }),
  )
  return who
}

describe('card testing', () => {
  it('sixty cards in a row are stopped early on one job, and early on many', async () => {
    const who = await member('Tess')
    const job = await createJob(context, TOTAL)
    const onOne = await inTurn(30, () => tried(who, paymentOf(job.number, another(), { source: otherVisa() })))
    expect(statesOf(onOne)).toEqual({ authorized: LIMITS.job_cards.most, refused: 30 - LIMITS.job_cards.most })
    expect(onOne.at(-1)?.message).toContain('12 different cards and bank accounts were typed today on this job')
    expect(Object.keys(onOne.at(-1)?.fields ?? {})).toEqual(['cardNumber'])

    const onMany = await inTurn(30, async () => {
      const { number } = await createJob(context, TOTAL)
      return tried(who, paymentOf(number, another(), { source: otherVisa() }))
    })
    const left = LIMITS.member_new_cards_hour.most - LIMITS.job_cards.most
    expect(statesOf(onMany)).toEqual({ authorized: left, refused: 30 - left })
    // Of another member nothing is used up, nor of these cards' own customers.
    const { number } = await createJob(context, TOTAL)
    expect(await tried(await member('Mia'), paymentOf(number, another(), { source: otherVisa() }))).toMatchObject({
      state: 'authorized',
    })
    // A card that was typed before is none of the different ones.
    const again = paymentOf(job.number, another(), { source: visa() })
    expect(await tried(context, again)).toMatchObject({ state: 'refused' })
  })

  it('thirty declines of one card with thirty codes are ten at the bank, one after the other or at once, anywhere', async () => {
    const job = await createJob(context, TOTAL)
    const [one, other] = [otherVisa(), otherVisa()]
    const guess = (source: MakePayment['source'], code: number) => {
      if (source.method !== 'card') throw new Error('a card')
      return { ...source, card: { ...source.card, securityCode: String(100 + code) } }
    }
    const decline = (who: OrgContext, number: number, source: MakePayment['source']) =>
      tried(who, paymentOf(number, DECLINED, { source }))
    const inARow = await inTurn(30, (n) => decline(context, job.number, guess(one, n)))
    expect(statesOf(inARow)).toEqual({ declined: 10, refused: 20 })
    expect(inARow.at(-1)?.message).toMatch(/declined 10 times today.*Nothing was charged.*ends by itself in 24 hours/)

    const elsewhere = await createOrg({ limitFactor: 1 })
    const there = await createJob(elsewhere, TOTAL)
    expect(await decline(elsewhere, there.number, one)).toMatchObject({ state: 'refused' })
    // Of customers of their own: a second payment of one is asked about.
    const jobs = []
    for (let n = 0; n < 30; n++) jobs.push(await createJob(elsewhere, TOTAL))
    const atOnce = await Promise.all(jobs.map(({ number }, n) => decline(elsewhere, number, guess(other, n))))
    expect(statesOf(atOnce)).toEqual({ declined: 10, refused: 20 })

    // Nothing is left that could still be sent, and any other card goes on.
    expect([await paymentsOf(orgId), await paymentsOf(elsewhere.org.id)]).toEqual([10, 10])
    expect(await tried(elsewhere, paymentOf(there.number, another(), { source: otherVisa() }))).toMatchObject({
      state: 'authorized',
    })
  })

  it('a card that is paid begins again, and one that isn’t sent isn’t counted', async () => {
    const job = await createJob(context, TOTAL)
    const source = otherVisa()
    const decline = () => tried(context, paymentOf(job.number, DECLINED, { source }))
    expect(statesOf(await inTurn(9, decline))).toEqual({ declined: 9 })
    await sandbox.fault('POST /v4/account/creditcard', 'refuse')
    expect(await decline()).toMatchObject({ state: 'not_taken' })
    expect(await tried(context, paymentOf(job.number, another(), { source }))).toMatchObject({ state: 'authorized' })
    expect(statesOf(await inTurn(9, decline))).toEqual({ declined: 9 })
  })

  it('many forms at once with one card are asked about or refused as before, and count nothing', async () => {
    const source = otherVisa()
    const job = await createJob(context, TOTAL)
    const same = another()
    const asked = await Promise.all(
      Array.from({ length: 20 }, () => tried(context, paymentOf(job.number, same, { source }))),
    )
    expect(statesOf(asked)).toEqual({ authorized: 1, repeat: 19 })
    const small = await createJob(context, 10_000)
    const both = await Promise.all(
      Array.from({ length: 12 }, (_, n) => tried(context, paymentOf(small.number, 6_000 + n, { source }))),
    )
    expect(statesOf(both)).toEqual({ authorized: 1, refused: 11 })
    for (const { state, message } of both) if (state === 'refused') expect(message).toContain('balance due')
    const decline = () => tried(context, paymentOf(job.number, DECLINED, { source }))
    expect(statesOf(await inTurn(11, decline))).toEqual({ declined: 10, refused: 1 })
  })

  it('a decline that the worker learns of counts, too', async () => {
    const who = await member('Tess')
    const job = await createJob(context, TOTAL)
    const declines = async () => {
      const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
      await owner.connect()
      const { rows } = await owner.query('select count(*)::int as n from limit_count where count = 1')
      await owner.end()
      return rows[0].n as number
    }
    const input = paymentOf(job.number, DECLINED, { source: otherVisa() })
    await sandbox.fault('POST /v4/payment', 'no-answer-after')
    expect(await tried(who, input)).toMatchObject({ state: 'checking' })
    const before = await declines()
    await reconcilePayment(orgId, input.paymentId)
    // member, job, address, company, and the burst with its card
    expect((await declines()) - before).toBe(6)
  })

  it('stopped here, the card that a customer saved at another company pays there', async () => {
    const home = await createOrg({ limitFactor: 1 })
    const { number } = await createJob(home, TOTAL)
    const source = otherVisa()
    await takePayment(home, paymentOf(number, another(), { source, saveAccount: true }))
    const job = await createJob(context, TOTAL)
    await inTurn(11, () => tried(context, paymentOf(job.number, DECLINED, { source })))
    const saved = await forOrg(home.org.id, (tx) =>
      tx.paymentAccount.findFirstOrThrow({ where: { orgId: home.org.id } }),
    )
    const again = { method: 'saved', accountId: saved.id, secCode: 'Web' } as const
    expect(await tried(home, paymentOf(number, another(), { source: again }))).toMatchObject({ state: 'authorized' })
  })
})

describe('the same payment id', () => {
  it('gets its outcome when every limit is over, and a refused one leaves nothing', async () => {
    const job = await createJob(context, TOTAL)
    const source = otherVisa()
    const first = paymentOf(job.number, another(), { source })
    await takePayment(context, first)
    await inTurn(10, () => tried(context, paymentOf(job.number, DECLINED, { source })))
    const refused = paymentOf(job.number, another(), { source })
    expect(await tried(context, refused)).toMatchObject({ state: 'refused' })
    expect(await tried(context, first)).toMatchObject({ state: 'authorized' })
    expect(await ledgerOf(first.paymentId)).toHaveLength(1)
    expect(await ledgerOf(refused.paymentId)).toEqual([])
    expect(await paymentsOf(orgId)).toBe(11)
  })

  it('counts once however often it is sent, and with another card again', async () => {
    const job = await createJob(context, TOTAL)
    const [one, other] = [otherVisa(), otherVisa()]
    const input = paymentOf(job.number, DECLINED, { source: one })
    const results = await Promise.all(Array.from({ length: 40 }, () => tried(context, input)))
    expect(statesOf(results).refused).toBeUndefined()
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
    expect(statesOf(await inTurn(10, () => tried(context, paymentOf(job.number, DECLINED, { source: one }))))).toEqual({
      ...{ declined: 9, refused: 1 },
    })
    // An id doesn't carry other cards past their counts.
    const tries = await inTurn(12, () => tried(context, paymentOf(job.number, DECLINED, { source: other })))
    expect(statesOf(tries)).toEqual({ declined: 10, refused: 2 })
  })

  it('isn’t charged when nobody can count, and says so', async () => {
    const job = await createJob(context, TOTAL)
    const input = paymentOf(job.number, another())
    const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
    await owner.connect()
    await owner.query('alter function take_within rename to away')
    try {
      const { state, message } = await tried(context, input)
      expect({ state, message }).toMatchObject({ state: 'refused' })
      expect(message).toMatch(/couldn’t check its limits. Nothing was charged.*Try again in a minute/)
    } finally {
      await owner.query('alter function away rename to take_within')
      await owner.end()
    }
    expect(await ledgerOf(input.paymentId)).toEqual([])
    expect(await paymentsOf(orgId)).toBe(0)
    expect(await tried(context, input)).toMatchObject({ state: 'authorized' })
  })
})

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
    expect(refused?.fields?.receiptEmail).toContain('different addresses today')
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

it('one member who meets every limit stops neither the others nor another company', async () => {
  const [bad, good] = [await member('Bad'), await member('Good')]
  await inTurn(60, async () => {
    const { number } = await createJob(context, TOTAL)
    return tried(bad, paymentOf(number, DECLINED, { source: otherVisa() }))
  })
  const job = await createJob(context, TOTAL)
  expect(await tried(good, paymentOf(job.number, another(), { source: otherVisa() }))).toMatchObject({
    state: 'authorized',
  })
})
