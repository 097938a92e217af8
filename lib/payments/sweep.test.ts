import pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { taken } from '@/lib/testing/payments'
import { lookAgain } from './jobs'
import { settlePayment } from './settle-payment'
import { sweep } from './sweep'

setUpSandbox({ timeoutSeconds: 5 })

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL })
beforeAll(() => owner.connect())
afterAll(() => owner.end())

/** The look that waits for a payment: in how many seconds, and with which priority. */
async function lookAt(paymentId: string) {
  const { rows } = await owner.query<{ in: number; priority: number }>(
    `select extract(epoch from run_at - now())::float as "in", priority from graphile_worker.jobs where key like $1`,
    [`settle:%:${paymentId}`],
  )
  expect(rows).toHaveLength(1)
  return rows[0] ?? { in: Number.NaN, priority: Number.NaN }
}

/** A payment in doubt that is to be looked at in ten minutes. */
async function inDoubt(lastAskedAt: Date | null) {
  await sandbox.fault('POST /v4/payment', 'reset-before')
  const { id } = await taken({ totalCents: 10_000, amountCents: 10_000 })
  const key = { orgId_id: { orgId, id } }
  await forOrg(orgId, async (tx) => {
    const payment = await tx.payment.update({ where: key, data: { lastAskedAt } })
    await lookAgain(tx, payment, { inMs: 600_000 })
  })
  return id
}

const ago = (seconds: number) => new Date(now().getTime() - seconds * 1000)

it('asks about everything when the worker starts, first about what nobody has asked about yet', async () => {
  const [unasked, asked] = [await inDoubt(null), await inDoubt(ago(60))]
  await sweep({ atOnce: true })
  const [first, second] = [await lookAt(unasked), await lookAt(asked)]
  expect([first.in, second.in].every((seconds) => seconds < 1)).toBe(true)
  expect(first.priority).toBeLessThan(second.priority)
})

it('leaves alone what was asked about a moment ago, however often workers start', async () => {
  const id = await inDoubt(ago(3))
  await sweep({ atOnce: true })
  expect((await lookAt(id)).in).toBeGreaterThan(500)
})

it('leaves every look where it is while the worker runs', async () => {
  const id = await inDoubt(ago(60))
  await sweep()
  expect((await lookAt(id)).in).toBeGreaterThan(500)
})

it('puts a look back once PaySimple has answered with nothing certain, and not while it does not answer', async () => {
  const id = await inDoubt(null)
  await sandbox.fault('GET /v4/customer/*/payments', '503-html', { times: 3 })
  expect(await settlePayment(orgId, id)).toBe(false)
  const unanswered = await lookAt(id)
  expect(await settlePayment(orgId, id)).toBe(true)
  expect((await rowOf(id)).status).toBe('unknown')
  expect(unanswered.priority).toBeLessThan((await lookAt(id)).priority)
})
