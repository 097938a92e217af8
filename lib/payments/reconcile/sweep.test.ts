import { expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { queueReconcilePayment } from '@/lib/queue/jobs'
import { orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { nextCheckOf, taken } from '@/lib/testing/payments'
import { reconcilePayment } from './reconcile-payment'
import { sweep } from './sweep'

setUpSandbox({ timeoutSeconds: 5 })

/** An unknown payment that is due for a check in ten minutes. */
async function inDoubt(lastAskedAt: Date | null) {
  await sandbox.fault('POST /v4/payment', 'reset-before')
  const { id } = await taken({ totalCents: 10_000, amountCents: 10_000 })
  const key = { orgId_id: { orgId, id } }
  await forOrg(orgId, async (tx) => {
    const payment = await tx.payment.update({ where: key, data: { lastAskedAt } })
    await queueReconcilePayment(tx, payment, { inMs: 600_000 })
  })
  return id
}

const ago = (seconds: number) => new Date(now().getTime() - seconds * 1000)

it('checks everything when the worker starts, first what nobody has checked yet', async () => {
  const [unasked, asked] = [await inDoubt(null), await inDoubt(ago(60))]
  await sweep({ atOnce: true })
  const [first, second] = [await nextCheckOf(unasked), await nextCheckOf(asked)]
  expect([first.inMs, second.inMs].every((ms) => ms < 1_000)).toBe(true)
  expect(first.priority).toBeLessThan(second.priority)
})

it('leaves alone what was checked a moment ago, however often workers start', async () => {
  const id = await inDoubt(ago(3))
  await sweep({ atOnce: true })
  expect((await nextCheckOf(id)).inMs).toBeGreaterThan(500_000)
})

it('leaves every check in its place while the worker runs', async () => {
  const id = await inDoubt(ago(60))
  await sweep()
  expect((await nextCheckOf(id)).inMs).toBeGreaterThan(500_000)
})

it('delays a check once PaySimple has answered without certainty, and not while it doesn’t answer', async () => {
  const id = await inDoubt(null)
  await sandbox.fault('GET /v4/customer/*/payments', '503-html', { times: 3 })
  expect(await reconcilePayment(orgId, id)).toBe(false)
  const unanswered = await nextCheckOf(id)
  expect(await reconcilePayment(orgId, id)).toBe(true)
  expect((await rowOf(id)).status).toBe('unknown')
  expect(unanswered.priority).toBeLessThan((await nextCheckOf(id)).priority)
})
