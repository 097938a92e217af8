import { randomUUID } from 'node:crypto'
import type { JobHelpers } from 'graphile-worker'
import { expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { reversePayment } from '@/lib/payments/reverse/reverse-payment'
import { takePayment } from '@/lib/payments/take/take-payment'
import { taskInWords } from '@/lib/staff/status-words'
import { context, orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { asked, taken } from '@/lib/testing/payments'
import { crontab, mailTasks, moneyTasks, paperTasks } from './tasks'

setUpSandbox()

/** Runs a job as the queue does: by the name under which it waits, with the payload that it was queued with. */
const run = (name: string, payload: object) => moneyTasks[name]?.(payload, {} as JobHelpers)

it.each(['reconcile-payment', 'settle-payment'])('a payment whose job waits as %s is reconciled', async (name) => {
  const job = await createJob(context, 100_000)
  const input = paymentOf(job.number, 40_000)
  await sandbox.fault('POST /v4/payment', 'reset-after')
  await takePayment(context, input)
  expect((await rowOf(input.paymentId)).status).toBe('unknown')
  await run(name, { orgId, paymentId: input.paymentId })
  expect((await rowOf(input.paymentId)).status).toBe('authorized')
})

it.each(['reconcile-reversal', 'settle-reversal'])('a void whose job waits as %s is reconciled', async (name) => {
  const payment = await taken({ totalCents: 100_000, amountCents: 40_000 })
  const reversalId = randomUUID()
  await sandbox.fault('PUT /v4/payment/*/void', 'reset-after')
  await reversePayment(context, asked(payment, { reversalId }))
  await run(name, { orgId, reversalId })
  expect(await rowOf(payment.id)).toMatchObject({ status: 'voided' })
  const { status } = await forOrg(orgId, (tx) =>
    tx.reversal.findUniqueOrThrow({ where: { orgId_id: { orgId, id: reversalId } } }),
  )
  expect(status).toBe('done')
})

it('what the clock runs is among the tasks', () => {
  const names = crontab.split('\n').map((line) => line.split(' ')[5] ?? '')
  expect(names).toContain('send-reminders')
  for (const name of names) expect(moneyTasks[name], name).toBeTypeOf('function')
})

it('staff read in words what each task does', () => {
  for (const name of Object.keys({ ...moneyTasks, ...mailTasks, ...paperTasks }))
    expect(taskInWords(name)).not.toBe(name)
})
