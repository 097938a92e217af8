import { generateSync } from 'otplib'
import { beforeEach, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import type { OrgContext } from '@/lib/orgs/context'
import { beginAuthenticator, confirmAuthenticator } from '@/lib/second-step/set-up'
import { SecondStepNeeded } from '@/lib/sessions/step-up'
import { context as at, ledgerOf, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { signedIn } from '@/lib/testing/fixtures'
import { asked, settled, taken } from '@/lib/testing/payments'
import { queryAsOwner } from '@/lib/testing/people'
import type { Payment } from '@/prisma/generated/client'
import { reversePayment } from './reverse-payment'

// Several refunds, each of them below the amount above which the second step is asked for.

setUpSandbox({ org: false })

const DAY = 24 * 60 * 60_000
/** The owner's amount: $1,000. */
const AMOUNT = 100_000
/** What the sandbox's bank declines. */
const DECLINED = 999_901
let context: OrgContext
beforeEach(async () => {
  await takeOrg()
  context = { ...at, org: { ...at.org, stepUpRefundCents: AMOUNT } }
})

const of = (amountCents: number) => settled({ totalCents: 5_000_000, amountCents })
const refund = (payment: Payment, as = context, changes = {}) => reversePayment(as, asked(payment, changes))
const stateOf = async ({ id }: Payment) => [(await rowOf(id)).status, (await ledgerOf(id))[0]?.status]

/** Has the admin set up an authenticator app, whose code was given an hour ago. */
async function withSecondStep(): Promise<void> {
  const { user, session = await signedIn(user.id) } = context
  const own = { user, session, source: { address: '192.0.2.1', requestId: '', userAgent: '' } }
  const { key } = await beginAuthenticator(own)
  const now = Math.floor(Date.now() / 1000)
  await confirmAuthenticator(own, generateSync({ secret: key.replaceAll(' ', ''), epoch: now }))
  await stepGiven('1 hour')
}
const stepGiven = (ago: string) =>
  queryAsOwner(`update session set second_step_at = now() - $2::interval, password_at = now() where user_id = $1`, [
    context.user.id,
    ago,
  ])

describe('refunds that come to more than the amount together', () => {
  it('ask for the second step, and nothing is refunded before it was given', async () => {
    await withSecondStep()
    await refund(await of(60_000))
    const exact = await of(40_000)
    await refund(exact)
    const next = await of(100)
    await expect(refund(next)).rejects.toThrow(SecondStepNeeded)
    expect(await stateOf(next)).toEqual(['settled', 'Settled'])
    await stepGiven('0')
    expect(await refund(next)).toMatchObject({ status: 'done' })
  })

  it('count what went back, not what was kept and charged again', async () => {
    await withSecondStep()
    await refund(await of(90_000), context, { retainedCents: 40_000 })
    await refund(await of(50_000))
    await expect(refund(await of(100))).rejects.toThrow(SecondStepNeeded)
  })

  it('count what was to be kept, where charging it again was declined', async () => {
    await withSecondStep()
    await refund(await of(DECLINED + 10_000), context, { retainedCents: DECLINED })
    await expect(refund(await of(100))).rejects.toThrow(SecondStepNeeded)
  })

  it('are completed by voiding what was kept and charged again, which asks like a refund', async () => {
    await withSecondStep()
    const payment = await of(900_000)
    const { id, rechargeId } = await refund(payment, context, { retainedCents: 890_000 })
    const recharge = await rowOf(rechargeId ?? '')
    expect(recharge).toMatchObject({ status: 'authorized', reversalId: id })
    const voided = () => refund(recharge, context, { kind: 'void' })
    await expect(voided()).rejects.toThrow(SecondStepNeeded)
    expect((await rowOf(recharge.id)).status).toBe('authorized')
    await stepGiven('0')
    expect(await voided()).toMatchObject({ status: 'done' })
    await stepGiven('1 hour')
    await expect(refund(await of(100))).rejects.toThrow(SecondStepNeeded)
  })

  it('don’t ask before another charge is voided', async () => {
    await withSecondStep()
    const payment = await taken({ totalCents: 1_000_000, amountCents: 900_000 })
    expect(await refund(payment, context, { kind: 'void' })).toMatchObject({ status: 'done' })
    expect(await refund(await of(90_000))).toMatchObject({ status: 'done' })
  })

  it('count for 24 hours', async () => {
    await withSecondStep()
    await refund(await of(90_000))
    const next = await of(90_000)
    moveClock(DAY - 60_000)
    await expect(refund(next)).rejects.toThrow(SecondStepNeeded)
    moveClock(DAY + 60_000)
    expect(await refund(next)).toMatchObject({ status: 'done' })
  })

  it('count one whose answer was lost', async () => {
    await withSecondStep()
    const [first, next] = [await of(90_000), await of(90_000)]
    await sandbox.fault('PUT /v4/payment/*/reverse', 'reset-after')
    expect((await refund(first)).status).not.toBe('not_done')
    await expect(refund(next)).rejects.toThrow(SecondStepNeeded)
  })

  it('don’t count one that wasn’t done', async () => {
    await withSecondStep()
    const [first, next] = [await of(90_000), await of(90_000)]
    moveClock(-2 * 60_000) // its time to be sent is past by the database's clock
    expect((await refund(first)).status).toBe('not_done')
    moveClock(0)
    expect(await refund(next)).toMatchObject({ status: 'done' })
  })

  it('of one person only', async () => {
    await withSecondStep()
    await refund(await of(90_000))
    await queryAsOwner('update reversal set requested_by_id = gen_random_uuid()')
    expect(await refund(await of(90_000))).toMatchObject({ status: 'done' })
  })

  it('of two at once, of which each alone may pass, ask for one', async () => {
    await withSecondStep()
    const payments = [await of(60_000), await of(60_000)]
    const both = await Promise.allSettled(payments.map((payment) => refund(payment)))
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((one) => one.status === 'rejected')
    expect(refused?.reason).toBeInstanceOf(SecondStepNeeded)
    expect((await Promise.all(payments.map(stateOf))).map(([status]) => status).sort()).toEqual(['refunded', 'settled'])
  })

  it('ask whoever has no second step for the password alone', async () => {
    await refund(await of(90_000))
    expect(await refund(await of(90_000))).toMatchObject({ status: 'done' })
  })
})
