import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { computeBalance } from '@/lib/payments/rules/balance'
import { context, ledgerOf, orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf, visa } from '@/lib/testing/fixtures'
import { asOwner } from '@/prisma/owner/as-owner'
import { takePayment } from './take-payment'
import { warmUpPayment } from './warm-up'

// Against the real sandbox process and the real database. Only the clock is moved.

setUpSandbox()

const emailsOf = (paymentId: string) => forOrg(orgId, (tx) => tx.email.findMany({ where: { orgId, paymentId } }))
const eventsOf = async (paymentId: string) =>
  (await forOrg(orgId, (tx) => tx.paymentEvent.findMany({ where: { orgId, paymentId }, orderBy: { at: 'asc' } }))).map(
    (event) => event.to,
  )
const balanceOf = (jobId: string, totalCents: number) =>
  forOrg(orgId, async (tx) => computeBalance(totalCents, await tx.payment.findMany({ where: { orgId, jobId } })))

describe('takePayment', () => {
  it('charges once and keeps what is needed to find it again', async () => {
    const job = await createJob(context, 1_000_000)
    const input = paymentOf(job.number, 150_000)
    const view = await takePayment(context, input)

    expect(view).toMatchObject({ state: 'authorized', amountCents: 150_000, accountLabel: 'Visa', lastFour: '1111' })
    const row = await rowOf(input.paymentId)
    expect(row).toMatchObject({ status: 'authorized', paysimpleStatus: 'Authorized', takenByName: 'Ada Admin' })
    expect(view).toMatchObject({ reference: row.paysimplePaymentId })
    expect(await ledgerOf(input.paymentId)).toMatchObject([{ amountCents: 150_000, status: 'Authorized' }])
    expect(await eventsOf(input.paymentId)).toEqual(['submitting', 'authorized'])
    expect(await emailsOf(input.paymentId)).toMatchObject([{ to: 'test.person@example.com', status: 'queued' }])
    expect((await balanceOf(job.id, 1_000_000)).owedCents).toBe(850_000)
  })

  it('makes one payment of twenty parallel submits of one dialog', async () => {
    const job = await createJob(context, 1_000_000)
    const input = paymentOf(job.number, 50_000)
    const views = await Promise.all(Array.from({ length: 20 }, () => takePayment(context, input)))
    expect(views.filter((view) => view.state === 'authorized').length).toBeGreaterThanOrEqual(1)
    expect(views.every((view) => view.state === 'authorized' || view.state === 'checking')).toBe(true)
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
    expect(await emailsOf(input.paymentId)).toHaveLength(1)
    expect((await takePayment(context, input)).state).toBe('authorized')
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
  })

  it('fault 41: the same id with other data is refused, whatever differs', async () => {
    const job = await createJob(context, 1_000_000)
    const input = paymentOf(job.number, 50_000)
    await takePayment(context, input)
    for (const change of [
      { amountCents: 60_000 },
      { source: visa('4012888888881881') },
      { payerName: 'Somebody Else' },
      { receiptEmail: 'other@example.com' },
      { saveAccount: true },
      { source: { method: 'saved', accountId: randomUUID(), secCode: 'Web' } as const },
    ])
      await expect(takePayment(context, { ...input, ...change })).rejects.toThrow('already used for another payment')
    expect((await takePayment(context, input)).state).toBe('authorized')
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
  })

  it('never charges two payments that together are more than is owed', async () => {
    const job = await createJob(context, 100_000)
    const inputs = Array.from({ length: 5 }, () => paymentOf(job.number, 60_000))
    const results = await Promise.allSettled(inputs.map((input) => takePayment(context, input)))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    for (const result of results)
      if (result.status === 'rejected') {
        expect(result.reason).toBeInstanceOf(UserError)
        expect(result.reason.message).toContain('The balance due is $400.00')
      }
    const ours = new Set(inputs.map((input) => input.paymentId))
    expect((await sandbox.ledger()).filter((row) => ours.has(row.orderId ?? ''))).toHaveLength(1)
  })

  it('refuses an id that was used for another amount, card or job', async () => {
    const job = await createJob(context, 1_000_000)
    const other = await createJob(context, 1_000_000)
    const input = paymentOf(job.number, 10_000)
    await takePayment(context, input)
    await expect(takePayment(context, { ...input, amountCents: 20_000 })).rejects.toThrow(UserError)
    await expect(takePayment(context, { ...input, jobNumber: other.number })).rejects.toThrow(
      'already used for another payment',
    )
    await expect(takePayment(context, { ...input, source: visa('4012888888881881') })).rejects.toThrow(UserError)
    expect(await ledgerOf(input.paymentId)).toHaveLength(1)
  })

  it.each([
    [999_901, 'declined'],
    [999_903, 'card_number'],
    [999_904, 'expired'],
    [999_905, 'hold'],
    [999_908, 'check_failed'],
  ])('keeps a decline of %i cents with its reason and owes no less', async (amountCents, reason) => {
    const job = await createJob(context, 5_000_000)
    const input = paymentOf(job.number, amountCents)
    const view = await takePayment(context, input)
    expect(view).toMatchObject({ state: 'declined', words: { next: expect.stringMatching(/./) } })
    expect(await rowOf(input.paymentId)).toMatchObject({ status: 'declined', reason })
    expect(await emailsOf(input.paymentId)).toHaveLength(0)
    expect((await balanceOf(job.id, 5_000_000)).owedCents).toBe(5_000_000)
  })

  it('refuses before any call when the integration is not active', async () => {
    const other = await createOrg({ active: false })
    const job = await createJob(other, 100_000)
    const before = (await sandbox.journal()).length
    await expect(takePayment(other, paymentOf(job.number, 100))).rejects.toThrow('aren’t switched on')
    expect(await sandbox.journal()).toHaveLength(before)
  })

  it("does not find another organization's job", async () => {
    const [one, other] = [await createOrg(), await createOrg()]
    const { number } = await createJob(one, 100_000)
    const input = paymentOf(number, 50_000)
    await expect(takePayment(other, input)).rejects.toThrow('no longer exists')
    // Not even where it has a job of that number itself.
    expect(await createJob(other, 10_000)).toMatchObject({ number })
    await expect(takePayment(other, input)).rejects.toThrow('The balance due is $100.00')
    expect(await ledgerOf(input.paymentId)).toEqual([])
  })

  it('makes a new PaySimple customer when the noted one is gone there', async () => {
    const job = await createJob(context, 100_000)
    const first = paymentOf(job.number, 1_000)
    await takePayment(context, first)
    await asOwner(async (tx) => {
      const { customerId } = await tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: job.id } } })
      await tx.paySimpleCustomer.updateMany({ where: { orgId, customerId }, data: { paysimpleId: '99999999' } })
    }, orgId)
    const again = paymentOf(job.number, 1_000, { confirmedRepeatOf: first.paymentId })
    expect((await takePayment(context, again)).state).toBe('authorized')
  })
})

describe('the calls of a payment', () => {
  const CUSTOMER = 'POST /v4/customer'
  const CARD = 'POST /v4/account/creditcard'
  const PAYMENT = 'POST /v4/payment'
  const callsOf = async (input: Parameters<typeof takePayment>[1]) => {
    const before = (await sandbox.journal()).length
    expect((await takePayment(context, input)).state).toBe('authorized')
    return (await sandbox.journal()).slice(before)
  }

  it('are three for a new customer, two for one who returns, and one for a saved account', async () => {
    const job = await createJob(context, 100_000)
    expect(await callsOf(paymentOf(job.number, 1_000, { saveAccount: true }))).toEqual([CUSTOMER, CARD, PAYMENT])
    expect(await callsOf(paymentOf(job.number, 2_000))).toEqual([CARD, PAYMENT])
    const saved = await forOrg(orgId, (tx) =>
      tx.paymentAccount.findFirstOrThrow({ where: { customer: { jobs: { some: { id: job.id } } } } }),
    )
    const source = { method: 'saved', accountId: saved.id, secCode: 'Web' } as const
    expect(await callsOf(paymentOf(job.number, 3_000, { source }))).toEqual([PAYMENT])
  })

  it('are one less for a new customer whose dialog has warmed up', async () => {
    const job = await createJob(context, 100_000)
    await warmUpPayment(context, job.number)
    expect(await callsOf(paymentOf(job.number, 1_000))).toEqual([CARD, PAYMENT])
  })
})

describe('a charge that fails on the way', () => {
  it.each(['POST /v4/customer', 'POST /v4/account/creditcard'])('is not taken when %s fails', async (route) => {
    for (const kind of ['refuse', 'reset-after', '500-after', '401', 'no-answer-after']) {
      const job = await createJob(context, 100_000)
      await sandbox.fault(route, kind)
      const input = paymentOf(job.number, 1_000)
      expect((await takePayment(context, input)).state, kind).toBe('not_taken')
      expect(await ledgerOf(input.paymentId), kind).toHaveLength(0)
      expect((await balanceOf(job.id, 100_000)).owedCents, kind).toBe(100_000)
    }
  })

  it.each(['no-answer-after', 'reset-after', 'cut', '500-after', 'duplicate-after', '204-body'])(
    'is unknown and then found: %s',
    async (kind) => {
      const job = await createJob(context, 100_000)
      await sandbox.fault('POST /v4/payment', kind)
      const input = paymentOf(job.number, 1_000)
      expect((await takePayment(context, input)).state).toBe('checking')
      expect(await balanceOf(job.id, 100_000)).toMatchObject({ checkingCents: 1_000, owedCents: 99_000 })
      await reconcilePayment(orgId, input.paymentId)
      expect((await rowOf(input.paymentId)).status).toBe('authorized')
      expect(await ledgerOf(input.paymentId)).toHaveLength(1)
      expect(await emailsOf(input.paymentId)).toHaveLength(1)
      await reconcilePayment(orgId, input.paymentId)
      expect(await emailsOf(input.paymentId)).toHaveLength(1)
    },
  )

  it.each(['no-answer-before', 'reset-before', '500-before', '502-html', '503-html'])(
    'is unknown until its absence is proven: %s',
    async (kind) => {
      const job = await createJob(context, 100_000)
      await sandbox.fault('POST /v4/payment', kind)
      const input = paymentOf(job.number, 1_000)
      expect((await takePayment(context, input)).state).toBe('checking')
      await reconcilePayment(orgId, input.paymentId)
      expect((await rowOf(input.paymentId)).status).toBe('unknown')
      moveClock(7 * 60_000)
      await reconcilePayment(orgId, input.paymentId)
      expect(await rowOf(input.paymentId)).toMatchObject({ status: 'not_taken', reason: 'absent' })
      expect(await ledgerOf(input.paymentId)).toHaveLength(0)
      expect((await balanceOf(job.id, 100_000)).owedCents).toBe(100_000)
    },
  )

  it('stays unknown while PaySimple says Pending, however long', async () => {
    const job = await createJob(context, 100_000)
    await sandbox.fault('POST /v4/payment', 'pending')
    const input = paymentOf(job.number, 1_000)
    expect((await takePayment(context, input)).state).toBe('checking')
    moveClock(48 * 3_600_000)
    await reconcilePayment(orgId, input.paymentId)
    const row = await rowOf(input.paymentId)
    expect(row).toMatchObject({ status: 'unknown', reason: 'pending' })
    expect(row.needsPersonAt).not.toBeNull()
  })

  it('is not charged when the credentials are no longer valid', async () => {
    const job = await createJob(context, 100_000)
    await sandbox.fault('POST /v4/payment', '401')
    const input = paymentOf(job.number, 1_000)
    expect((await takePayment(context, input)).state).toBe('not_taken')
    expect(await rowOf(input.paymentId)).toMatchObject({ status: 'not_taken', reason: 'credentials' })
  })

  it('is found under a new customer record although the one before is gone', async () => {
    for (const [kind, expected] of [
      ['reset-after', 'authorized'],
      ['reset-before', 'not_taken'],
    ] as const) {
      const job = await createJob(context, 100_000)
      await takePayment(context, paymentOf(job.number, 1_000))
      await asOwner(async (tx) => {
        const { customerId } = await tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: job.id } } })
        await tx.paySimpleCustomer.updateMany({
          where: { orgId, customerId },
          data: { paysimpleId: `9999999${kind.length}` },
        })
      }, orgId)
      await sandbox.fault('POST /v4/payment', kind)
      const input = paymentOf(job.number, 2_000)
      expect((await takePayment(context, input)).state).toBe('checking')
      moveClock(7 * 60_000)
      await reconcilePayment(orgId, input.paymentId)
      expect((await rowOf(input.paymentId)).status, kind).toBe(expected)
      moveClock(0)
    }
  })

  it('is no longer sent once somebody has concluded that it wasn’t', async () => {
    const job = await createJob(context, 100_000)
    const input = paymentOf(job.number, 1_000)
    // Long enough for what happens meanwhile on a machine that has much else to do.
    await sandbox.fault('POST /v4/account/creditcard', 'delay', { ms: 5_000 })
    const click = takePayment(context, input)
    // What the reconciler writes when the whole machine stopped for too long.
    await expect
      .poll(() => forOrg(orgId, (tx) => tx.payment.findFirst({ where: { orgId, id: input.paymentId } })))
      .not.toBeNull()
    moveClock(7 * 60_000)
    await reconcilePayment(orgId, input.paymentId)
    moveClock(0)
    expect((await click).state).toBe('not_taken')
    expect(await ledgerOf(input.paymentId)).toHaveLength(0)
  })

  /** A payment that PaySimple has although we concluded that it hadn't. @returns its id */
  async function concludedAbsent(kind: string): Promise<string> {
    const job = await createJob(context, 100_000)
    await sandbox.fault('POST /v4/payment', kind)
    const input = paymentOf(job.number, 1_000)
    await takePayment(context, input)
    const data = { status: 'not_taken', reason: 'absent', paysimplePaymentId: null } as const
    await forOrg(orgId, (tx) => tx.payment.update({ where: { orgId_id: { orgId, id: input.paymentId } }, data }))
    return input.paymentId
  }

  it('records a payment that shows up as Pending after it was concluded absent', async () => {
    const id = await concludedAbsent('pending')
    await reconcilePayment(orgId, id)
    const row = await rowOf(id)
    expect(row).toMatchObject({ status: 'unknown', reason: 'pending' })
    expect(row.paysimplePaymentId).not.toBeNull()
  })

  it('believes PaySimple’s record over its own conclusion that there was none', async () => {
    const id = await concludedAbsent('reset-after')
    await reconcilePayment(orgId, id)
    expect((await rowOf(id)).status).toBe('authorized')
  })
})

describe('syncOrg', () => {
  it('follows an authorized payment to settled', async () => {
    const job = await createJob(context, 100_000)
    const input = paymentOf(job.number, 1_000)
    await takePayment(context, input)
    await syncOrg(orgId)
    expect((await rowOf(input.paymentId)).status).toBe('authorized')
    await sandbox.advanceDays(3)
    await syncOrg(orgId)
    const row = await rowOf(input.paymentId)
    expect(row.status).toBe('settled')
    expect(row.settledOn).not.toBeNull()
    expect(await emailsOf(input.paymentId)).toHaveLength(1)
  })
})
