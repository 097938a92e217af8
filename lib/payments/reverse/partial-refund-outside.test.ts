import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { linkExternalPayment } from '@/lib/payments/external/link-to-job'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { context, orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob } from '@/lib/testing/fixtures'
import { madeExternally, pressTwice } from '@/lib/testing/payments'
import { reversePayment } from './reverse-payment'

setUpSandbox()

const refund = (paymentId: string) =>
  reversePayment(context, { paymentId, reversalId: randomUUID(), kind: 'refund', retainedCents: 1_000, note: '' })

describe('a partial refund of an external payment', () => {
  it('finds its recharge again when the answer is lost, though the customer at PaySimple is none of ours', async () => {
    const id = await linked()
    await sandbox.fault('POST /v4/payment', 'reset-after')
    const againId = (await refund(id)).rechargeId ?? ''
    expect((await rowOf(againId)).status).toBe('unknown')
    moveClock(8 * 60_000) // after the horizon
    await reconcilePayment(orgId, againId)
    expect((await rowOf(againId)).status).toBe('authorized')
    expect((await sandbox.ledger()).filter(({ orderId }) => orderId === againId)).toHaveLength(1)
  })

  it('is refused before anything is sent when PaySimple did not say which account paid', async () => {
    const id = await linked()
    await forOrg(orgId, (tx) =>
      tx.payment.update({ where: { orgId_id: { orgId, id } }, data: { paysimpleAccountId: null } }),
    )
    await expect(refund(id)).rejects.toThrow(/can’t be charged again/)
    expect((await rowOf(id)).status).toBe('settled')
  })
})

/** An external payment that has settled at PaySimple, linked to a job. @returns its id */
async function linked(): Promise<string> {
  const outside = await madeExternally('Walk In', 4_000)
  await sandbox.setStatus(Number(outside.paysimpleId), 'Settled')
  const job = await createJob(context, 100_000)
  return pressTwice((sure) =>
    linkExternalPayment(context, { externalId: outside.id, jobNumber: job.number, note: '', sure }),
  )
}
