import { expect, it } from 'vitest'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { takePayment } from '@/lib/payments/take/take-payment'
import { sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { nextCheckOf } from '@/lib/testing/payments'
import { asOwner } from '@/prisma/owner/as-owner'
import { reconcilePayment } from './reconcile-payment'

setUpSandbox({ org: false, timeoutSeconds: 5 })

it('waits long for the last check of a payment concluded absent, where other credentials are in use now', async () => {
  const context = await createOrg()
  const orgId = context.org.id
  const job = await createJob(context, 10_000)
  const input = paymentOf(job.number, 10_000)
  await takePayment(context, input)
  await asOwner(
    (tx) =>
      tx.payment.update({
        where: { orgId_id: { orgId, id: input.paymentId } },
        data: { status: 'not_taken', reason: 'absent', paysimplePaymentId: null, merchantKey: 'local:earlier' },
      }),
    orgId,
  )
  expect(await reconcilePayment(orgId, input.paymentId)).toBe(false)
  expect((await nextCheckOf(input.paymentId)).inMs).toBeGreaterThan(10 * 60_000)
})

it('leaves the later check in place when somebody concluded the absence while it was checking', async () => {
  const context = await createOrg()
  const orgId = context.org.id
  const job = await createJob(context, 10_000)
  const input = paymentOf(job.number, 10_000)
  await sandbox.fault('POST /v4/payment', 'reset-before')
  await takePayment(context, input)
  await sandbox.fault('GET /v4/customer/*/payments', 'slow', { ms: 1_500 })
  const asking = reconcilePayment(orgId, input.paymentId)
  await recordOutcome(orgId, input.paymentId, { status: 'not_taken', reason: 'absent' }, 'reconciler')
  await asking
  expect((await nextCheckOf(input.paymentId)).inMs).toBeGreaterThan(50 * 60_000)
})
