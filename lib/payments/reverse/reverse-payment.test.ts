import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg, forUser } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { reconcileReversal } from '@/lib/payments/reconcile/reconcile-reversal'
import { computeBalance } from '@/lib/payments/rules/balance'
import { context, orgId, paysimple, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { bankAccount, createOrg, signedIn } from '@/lib/testing/fixtures'
import { asked, hear, settled as settledOf, taken } from '@/lib/testing/payments'
import type { Payment } from '@/prisma/generated/client'
import { asOwner } from '@/prisma/owner/as-owner'
import { reversePayment } from './reverse-payment'

// Against the real sandbox process and the real database. Only the clock is moved.

const AFTER_THE_HORIZON = 8 * 60_000

setUpSandbox()

const reversalOf = (id: string) =>
  forOrg(orgId, (tx) => tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id } } }))
const emailsOf = async (paymentId: string) =>
  (await forOrg(orgId, (tx) => tx.email.findMany({ where: { orgId, paymentId }, orderBy: { createdAt: 'asc' } }))).map(
    (email) => email.kind,
  )
const owedOn = (jobId: string) =>
  forOrg(orgId, async (tx) => computeBalance(100_000, await tx.payment.findMany({ where: { orgId, jobId } })).owedCents)
/** A payment's status at PaySimple. */
const ledgerStatus = async ({ id }: Payment) => (await sandbox.ledger()).find((row) => row.orderId === id)?.status

const AMOUNTS = { totalCents: 100_000, amountCents: 40_000 }
const authorized = (changes: Parameters<typeof taken>[1] = {}) => taken(AMOUNTS, changes)
const settled = (changes: Parameters<typeof taken>[1] = {}) => settledOf(AMOUNTS, changes)

describe('a void or refund that may no longer be sent', () => {
  afterEach(() => void vi.restoreAllMocks())

  /** Every clock reading after the first, which is the press, is two minutes later: the process was paused. */
  function pauseAfterPress() {
    const real = performance.now.bind(performance)
    let isPress = true
    vi.spyOn(performance, 'now').mockImplementation(() => {
      const at = real() + (isPress ? 0 : 2 * 60_000)
      isPress = false
      return at
    })
  }

  it.each([
    ['its time is past by the database’s clock', () => moveClock(-2 * 60_000)],
    ['its process was paused since the press', pauseAfterPress],
  ])('is not, when %s', async (_, expire) => {
    for (const payment of [await authorized(), await settled()]) {
      const before = await ledgerStatus(payment)
      expire()
      const reversal = await reversePayment(context, asked(payment))
      expect(reversal).toMatchObject({ status: 'not_done', reason: 'unreachable' })
      vi.restoreAllMocks()
      moveClock(0)
      expect(await ledgerStatus(payment)).toBe(before)
      expect((await rowOf(payment.id)).status).toBe(payment.status)
    }
  })
})

describe('a void', () => {
  it.each([
    ['card', {}],
    ['bank account', { source: bankAccount() }],
  ])('takes a %s payment back before it settles, and writes to the customer', async (_, changes) => {
    const payment = await authorized(changes)
    expect(await owedOn(payment.jobId)).toBe(60_000)
    const reversal = await reversePayment(context, asked(payment))
    expect(reversal).toMatchObject({ status: 'done', kind: 'void', requestedByName: 'Ada Admin', retainedCents: 0 })
    expect(reversal.decidedAt).not.toBeNull()
    expect((await rowOf(payment.id)).status).toBe('voided')
    expect(await ledgerStatus(payment)).toBe('Voided')
    expect(await emailsOf(payment.id)).toEqual(['receipt', 'voided'])
    expect(await owedOn(payment.jobId)).toBe(100_000)
  })

  it('fault 41: the same id with another amount or reason is refused, and sends nothing', async () => {
    const payment = await settled()
    const input = asked(payment)
    await reversePayment(context, input)
    for (const change of [{ retainedCents: 100 }, { note: 'Another reason' }])
      await expect(reversePayment(context, { ...input, ...change })).rejects.toThrow('already sent with another')
    expect(await reversePayment(context, input)).toMatchObject({ status: 'done', retainedCents: 0 })
  })

  it('is refused when it is too late for it, and a refund while it is too early', async () => {
    const payment = await authorized()
    await expect(reversePayment(context, asked(payment, { kind: 'refund' }))).rejects.toThrow(
      'hasn’t settled yet. Void it instead',
    )
    moveClock(3 * 86_400_000)
    await expect(reversePayment(context, asked(payment))).rejects.toThrow('too late to void')
    await expect(reversePayment(context, asked(payment, { kind: 'refund' }))).rejects.toThrow('too early to refund')
    expect(await ledgerStatus(payment)).toBe('Authorized')
  })

  it('that meets the settlement is not done, with PaySimple’s words, and the refund is next', async () => {
    const payment = await authorized()
    await sandbox.setStatus(Number(payment.paysimplePaymentId), 'Settled')
    const reversal = await reversePayment(context, asked(payment))
    expect(reversal).toMatchObject({
      status: 'not_done',
      reason: 'refused',
      paysimpleMessage: expect.stringMatching(/./),
    })
    await hear(payment.id)
    const refund = await reversePayment(context, asked(await rowOf(payment.id)))
    expect(refund.status).toBe('done')
    expect(await ledgerStatus(payment)).toBe('Reversed')
  })
})

describe('a refund', () => {
  it('refunds a settled payment once, with the number of its credit', async () => {
    const payment = await settled()
    const input = asked(payment)
    const reversal = await reversePayment(context, input)
    expect(reversal).toMatchObject({ status: 'done', kind: 'refund', note: 'Changed their mind' })
    expect(reversal.paysimpleCreditId).not.toBeNull()
    expect(await rowOf(payment.id)).toMatchObject({ status: 'refunded' })
    expect(await ledgerStatus(payment)).toBe('Reversed')
    expect(await emailsOf(payment.id)).toEqual(['receipt', 'refunded'])

    expect(await reversePayment(context, input)).toMatchObject({ id: reversal.id, status: 'done' })
    await expect(reversePayment(context, asked(payment))).rejects.toThrow('already voided or refunded')
  })

  it('is made once of ten at the same instant, each with an id of its own', async () => {
    const payment = await settled()
    const before = (await sandbox.ledger()).length
    const results = await Promise.allSettled(Array.from({ length: 10 }, () => reversePayment(context, asked(payment))))
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1)
    expect((await sandbox.ledger()).length - before).toBe(1)
    const puts = (await sandbox.journal()).filter((line) => line.endsWith(`/${payment.paysimplePaymentId}/reverse`))
    expect(puts).toHaveLength(1)
  })

  it('is sent once by ten presses of one button', async () => {
    const payment = await settled()
    const input = asked(payment)
    await Promise.all(Array.from({ length: 10 }, () => reversePayment(context, input)))
    const puts = (await sandbox.journal()).filter((line) => line.endsWith(`/${payment.paysimplePaymentId}/reverse`))
    expect(puts).toHaveLength(1)
    expect(await reversalOf(input.reversalId)).toMatchObject({ status: 'done' })
  })

  it('is not a contractor’s to make; a void is', async () => {
    const contractor: OrgContext = { ...context, role: 'contractor' }
    await expect(reversePayment(contractor, asked(await settled()))).rejects.toThrow('owner, admin or bookkeeper')
    expect((await reversePayment(contractor, asked(await authorized()))).status).toBe('done')
    const others = { ...contractor, user: { ...context.user, id: randomUUID() } }
    await expect(reversePayment(others, asked(await authorized()))).rejects.toThrow('only payments that you took')
    const bookkeeper = { ...others, role: 'bookkeeper' } as const
    expect((await reversePayment(bookkeeper, asked(await authorized()))).status).toBe('done')
    expect((await reversePayment({ ...context, role: 'bookkeeper' }, asked(await settled()))).status).toBe('done')
  })

  it('is of the whole only where the role doesn’t charge cards', async () => {
    const bookkeeper: OrgContext = { ...context, role: 'bookkeeper' }
    const payment = await settled()
    await expect(reversePayment(bookkeeper, asked(payment, { retainedCents: 39_999 }))).rejects.toThrow(
      'Refunding a part charges the rest again',
    )
    expect(await ledgerStatus(payment)).toBe('Settled')
    expect(
      (await reversePayment({ ...context, role: 'admin' }, asked(payment, { retainedCents: 39_999 }))).status,
    ).toBe('done')
  })

  it('asks for the password again, and a void doesn’t', async () => {
    const payment = await settled()
    const session = await signedIn(context.user.id)
    const longAgo = { ...context, session }
    const data = { passwordAt: new Date(Date.now() - 5 * 60_000 - 1) }
    await forUser(context.user.id, (tx) => tx.session.update({ where: { id: session.id }, data }))
    await expect(reversePayment(longAgo, asked(payment))).rejects.toThrow('Enter your password again')
    await expect(reversePayment({ ...context, session: undefined }, asked(payment))).rejects.toThrow('password')
    expect(await ledgerStatus(payment)).toBe('Settled')
    expect((await reversePayment(longAgo, asked(await authorized()))).status).toBe('done')
  })

  it('is refused of another organization’s payment', async () => {
    const other = await createOrg()
    await expect(reversePayment(other, asked(await settled()))).rejects.toThrow('no longer exists')
  })

  it('of a payment that was refunded in PaySimple is not done, and says why', async () => {
    const payment = await settled()
    await (await paysimple()).payments.reverse(Number(payment.paysimplePaymentId))
    const reversal = await reversePayment(context, asked(payment))
    expect(reversal).toMatchObject({ status: 'not_done', reason: 'refused' })
    expect(await hear(payment.id)).toMatchObject({ status: 'refunded' })
    // It wasn't ours: the refused reversal doesn't claim it.
    expect(await reversalOf(reversal.id)).toMatchObject({ status: 'not_done' })
  })

  it('done in PaySimple without a request here changes the payment', async () => {
    const payment = await settled()
    await (await paysimple()).payments.reverse(Number(payment.paysimplePaymentId))
    expect(await hear(payment.id)).toMatchObject({ status: 'refunded' })
    expect(await emailsOf(payment.id)).toEqual(['receipt', 'refunded'])
  })

  it('whose credit is voided at PaySimple is undone: the payment counts again, and can be refunded again', async () => {
    const payment = await settled()
    const { id, paysimpleCreditId } = await reversePayment(context, asked(payment))
    expect(await owedOn(payment.jobId)).toBe(100_000)
    await (await paysimple()).payments.void(Number(paysimpleCreditId))
    expect(await hear(payment.id)).toMatchObject({ status: 'settled' })
    expect(await reversalOf(id)).toMatchObject({ status: 'canceled' })
    expect(await owedOn(payment.jobId)).toBe(60_000)
    expect((await reversePayment(context, asked(payment))).status).toBe('done')
  })
})

// What the sandbox can do to a PUT. `done`: PaySimple carried it out.
const LOST = [
  ...['no-answer-after', 'reset-after', 'cut', '500-after', 'slow', 'duplicate-after', '204-body'].map(
    (fault) => [fault, true] as const,
  ),
  ...['refuse', 'no-answer-before', 'reset-before', '500-before', '502-html', '503-html'].map(
    (fault) => [fault, false] as const,
  ),
]

describe.each(['void', 'refund'] as const)('a %s whose answer is lost', (kind) => {
  const route = kind === 'void' ? 'PUT /v4/payment/*/void' : 'PUT /v4/payment/*/reverse'
  const prepare = () => (kind === 'void' ? authorized() : settled())
  const [ours, theirs] = kind === 'void' ? (['voided', 'Voided'] as const) : (['refunded', 'Reversed'] as const)

  it.each(LOST)('by %s is unknown, then read from the payment (done: %s)', async (fault, done) => {
    const payment = await prepare()
    await sandbox.fault(route, fault)
    const input = asked(payment)
    expect(await reversePayment(context, input)).toMatchObject({ status: 'unknown', reason: 'no_answer' })
    await expect(reversePayment(context, asked(payment))).rejects.toThrow('already under way')

    await reconcileReversal(orgId, input.reversalId)
    expect((await reversalOf(input.reversalId)).status).toBe(done ? 'done' : 'unknown')
    moveClock(AFTER_THE_HORIZON)
    await reconcileReversal(orgId, input.reversalId)
    await reconcileReversal(orgId, input.reversalId)
    if (done) {
      expect((await rowOf(payment.id)).status).toBe(ours)
      expect(await ledgerStatus(payment)).toBe(theirs)
      expect(await emailsOf(payment.id)).toEqual(['receipt', ours])
      if (kind === 'refund') expect((await reversalOf(input.reversalId)).paysimpleCreditId).not.toBeNull()
    } else {
      expect(await reversalOf(input.reversalId)).toMatchObject({ status: 'not_done', reason: 'absent' })
      expect((await rowOf(payment.id)).status).toBe(payment.status)
      expect(await emailsOf(payment.id)).toEqual(['receipt'])
    }
  })

  it('because the credentials were not accepted is not done', async () => {
    const payment = await prepare()
    await sandbox.fault(route, '401')
    expect(await reversePayment(context, asked(payment))).toMatchObject({ status: 'not_done', reason: 'credentials' })
    expect((await reversePayment(context, asked(payment))).status).toBe('done')
  })

  it('and that PaySimple does later still is found, whoever looks first', async () => {
    const payment = await prepare()
    await sandbox.fault(route, 'late-commit', { ms: 1500 })
    const input = asked(payment)
    expect((await reversePayment(context, input)).status).toBe('unknown')
    await expect.poll(() => ledgerStatus(payment)).toBe(theirs)
    await Promise.all([reconcileReversal(orgId, input.reversalId), hear(payment.id)])
    expect((await reversalOf(input.reversalId)).status).toBe('done')
    expect((await rowOf(payment.id)).status).toBe(ours)
  })

  it('and that was concluded not done yields to PaySimple’s own record', async () => {
    const payment = await prepare()
    await sandbox.fault(route, 'no-answer-after')
    const input = asked(payment)
    await reversePayment(context, input)
    await forOrg(orgId, (tx) =>
      tx.reversal.update({
        where: { orgId_id: { orgId, id: input.reversalId } },
        data: { status: 'not_done', reason: 'absent' },
      }),
    )
    await hear(payment.id)
    expect((await reversalOf(input.reversalId)).status).toBe('done')
  })

  it('is asked about again while PaySimple is down, and shown to a person after a day', async () => {
    const payment = await prepare()
    await sandbox.fault(route, '500-before')
    const input = asked(payment)
    await reversePayment(context, input)
    moveClock(25 * 3_600_000)
    await sandbox.fault('GET /v4/payment/*', '500-before', { times: 3 })
    await reconcileReversal(orgId, input.reversalId)
    const row = await reversalOf(input.reversalId)
    expect(row.status).toBe('unknown')
    expect(row.needsPersonAt).not.toBeNull()
    await reconcileReversal(orgId, input.reversalId)
    expect(await reversalOf(input.reversalId)).toMatchObject({ status: 'not_done', needsPersonAt: null })
  })
})

it('an unconfirmed void whose payment has settled is not done, at once', async () => {
  const payment = await authorized()
  await sandbox.fault('PUT /v4/payment/*/void', 'reset-before')
  const { id, status } = await reversePayment(context, asked(payment))
  expect(status).toBe('unknown')
  await sandbox.setStatus(Number(payment.paysimplePaymentId), 'Settled')
  await reconcileReversal(orgId, id)
  expect(await reversalOf(id)).toMatchObject({ status: 'not_done' })
  expect((await rowOf(payment.id)).status).toBe('settled')
})

it('an unconfirmed reversal whose payment changed otherwise ends as not done', async () => {
  const payment = await settled()
  await sandbox.fault('PUT /v4/payment/*/reverse', '500-before')
  const input = asked(payment)
  await reversePayment(context, input)
  await sandbox.setStatus(Number(payment.paysimplePaymentId), 'Chargeback')
  moveClock(AFTER_THE_HORIZON)
  await reconcileReversal(orgId, input.reversalId)
  expect((await rowOf(payment.id)).status).toBe('chargeback')
  expect(await reversalOf(input.reversalId)).toMatchObject({ status: 'not_done' })
})

it('a payment taken with other credentials is not reversed with the ones in use now', async () => {
  const payment = await authorized()
  await asOwner(
    (tx) =>
      tx.payment.update({ where: { orgId_id: { orgId, id: payment.id } }, data: { merchantKey: 'local:Another' } }),
    orgId,
  )
  await expect(reversePayment(context, asked(payment))).rejects.toThrow('different PaySimple credentials')
})
