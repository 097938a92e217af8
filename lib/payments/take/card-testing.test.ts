import pg from 'pg'
import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { LIMITS } from '@/lib/limits/table'
import type { OrgContext } from '@/lib/orgs/context'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { context, ledgerOf, orgId, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { DECLINED, otherVisa } from '@/lib/testing/cards'
import { createJob, createOrg, paymentOf, visa } from '@/lib/testing/fixtures'
import { another, inTurn, member, paymentsOf, statesOf, TOTAL, tried } from '@/lib/testing/limited'
import type { MakePayment } from './schema'
import { takePayment } from './take-payment'

// V3 of the attack, and what a limit must never do: lose a payment, stop an honest day, or let one company stop another.

setUpSandbox()
beforeEach(async () => takeOrg({ limitFactor: 1 }))

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
    // So many at once may find a slow machine without time for one: it isn't at the bank either.
    const { declined, refused = 0, not_taken = 0, ...others } = statesOf(atOnce)
    expect({ declined, unsent: refused + not_taken, others }).toEqual({ declined: 10, unsent: 20, others: {} })

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
