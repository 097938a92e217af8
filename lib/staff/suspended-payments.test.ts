import { randomUUID } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { reconcilePayment } from '@/lib/payments/reconcile/reconcile-payment'
import { syncOrg } from '@/lib/payments/reconcile/sync-org'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, ledgerOf, newLogin, orgId, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { createStaff } from '@/lib/testing/staff'
import { getStaffOrg } from './list-orgs'
import { resumeOrg, suspendOrg } from './suspend-org'

// What a suspension does to money: nothing more is charged, and what was sent is still found out.

setUpSandbox({ org: false, timeoutSeconds: 30 })

const suspension = () => ({ orgId, reason: `Why ${randomUUID()}` })

it('a payment under way is not charged, and one after it is resumed is', async () => {
  await takeOrg()
  const staff = await createStaff()
  const job = await createJob(context, 10_000)
  const input = paymentOf(job.number, 1_000)
  // Its preparation takes so long that the suspension comes first.
  await sandbox.fault('POST /v4/account/creditcard', 'delay', { ms: 4_000 })
  const taking = takePayment(context, input)
  await vi.waitFor(() => rowOf(input.paymentId), 30_000) // it has begun
  await suspendOrg(staff, suspension())
  expect(await taking).toMatchObject({ state: 'not_taken' })
  expect(await ledgerOf(input.paymentId)).toEqual([])
  await resumeOrg(staff, suspension())
  await sandbox.clearFaults()
  const again = paymentOf(job.number, 1_000)
  expect(await takePayment(context, again)).toMatchObject({ state: 'authorized' })
})

it('a payment in doubt is reconciled while it is suspended, and the comparison goes on', async () => {
  await takeOrg({ login: await newLogin() })
  const staff = await createStaff()
  const job = await createJob(context, 10_000)
  const input = paymentOf(job.number, 1_000)
  await sandbox.fault('POST /v4/payment', 'reset-after')
  await takePayment(context, input)
  expect((await rowOf(input.paymentId)).status).toBe('unknown')
  await suspendOrg(staff, suspension())
  await sandbox.clearFaults()
  await reconcilePayment(orgId, input.paymentId)
  expect((await rowOf(input.paymentId)).status).toBe('authorized')
  expect(await ledgerOf(input.paymentId)).toHaveLength(1)

  expect((await getStaffOrg(staff.user.id, context.org.slug))?.org.lastSyncAt).toBeNull()
  await syncOrg(orgId)
  const found = await getStaffOrg(staff.user.id, context.org.slug)
  expect(found?.org).toMatchObject({ lastPaymentAt: expect.any(Date), lastSyncAt: expect.any(Date), syncFailures: 0 })
  expect(found?.org.workedAt).toEqual(found?.org.lastSyncAt)
})
