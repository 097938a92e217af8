import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { forOrg } from '@/lib/db'
import { createPaySimple } from '@/lib/paysimple/client'
import { PaySimpleError } from '@/lib/paysimple/errors'
import { ledgerOf, orgId, paysimple, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { taken } from '@/lib/testing/payments'
import type { Payment } from '@/prisma/generated/client'
import { sendCharge } from './send-charge'

setUpSandbox()

const nobody = createPaySimple({ baseUrl: 'http://127.0.0.1:9', userName: 'nobody', apiKey: 'none' })

/** What is stored of PaySimple's message when it refuses the account with it. */
async function refusalOf(message: string, secrets: string[]) {
  const prepare = () =>
    Promise.reject(
      new PaySimpleError({ kind: 'refused', route: 'POST /v4/account/ach', messages: [{ field: '', message }] }),
    )
  return (await sendCharge(nobody, {} as Payment, { prepare, secrets, sendBefore: 0 })).paysimpleMessage
}

describe('a message of PaySimple that quotes what was typed is not stored', () => {
  it.each([
    ['a bank account number', 'Account number 751111 is not valid.', ['751111']],
    ['a bank account number in groups', 'Account number 751-111 111 is not valid.', ['751111111']],
    ['a security code', 'CVV 996 is not valid.', ['4111111111111111', '996']],
  ])('%s', async (_what, message, secrets) => {
    expect(await refusalOf(message, secrets)).toBeUndefined()
  })

  it('but others are', async () => {
    expect(await refusalOf('RoutingNumber is not valid.', ['751111'])).toBe('RoutingNumber is not valid.')
  })
})

describe('a charge that may no longer be sent', () => {
  afterEach(() => void vi.useRealTimers())

  /** The row of a payment ready to charge, and its account. */
  async function submitting() {
    const { paysimplePaymentId: _, ...like } = await taken({ totalCents: 100_000, amountCents: 1_000 })
    const id = randomUUID()
    const data = { ...like, id, orderId: id, status: 'submitting' as const, sendBy: new Date(Date.now() + 60_000) }
    const payment = await forOrg(orgId, (tx) => tx.payment.create({ data }))
    return { payment, accountId: Number(like.paysimpleAccountId) }
  }

  it.each([
    ['was concluded before its call began', { early: true, sleeps: false }],
    ['was concluded while its machine slept, which the wall clock alone shows', { early: false, sleeps: true }],
  ])('is not, when it %s', async (_, { early, sleeps }) => {
    const { payment, accountId } = await submitting()
    const conclude = () =>
      forOrg(orgId, (tx) =>
        tx.payment.update({ where: { orgId_id: { orgId, id: payment.id } }, data: { status: 'not_taken' } }),
      )
    if (early) await conclude()
    vi.useFakeTimers({ toFake: ['Date'] })
    const outcome = await sendCharge(await paysimple(), payment, {
      async prepare() {
        if (!early) await conclude()
        if (sleeps) vi.setSystemTime(Date.now() + 7 * 60_000)
        return accountId
      },
      sendBefore: performance.now() + 60_000,
    })
    expect(outcome).toEqual({ status: 'not_taken', reason: 'unreachable' })
    expect(await ledgerOf(payment.id)).toHaveLength(0)
  })

  it('is sent when neither happened', async () => {
    const { payment, accountId } = await submitting()
    const the = { prepare: async () => accountId, sendBefore: performance.now() + 60_000 }
    expect(await sendCharge(await paysimple(), payment, the)).toMatchObject({ status: 'authorized' })
    expect(await ledgerOf(payment.id)).toHaveLength(1)
  })
})
