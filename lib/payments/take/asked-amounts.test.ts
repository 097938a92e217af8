import { expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { contentSchema } from '@/lib/documents/content'
import { markMilestone } from '@/lib/documents/mark-milestone'
import { setStage } from '@/lib/documents/set-stage'
import type { Due } from '@/lib/documents/sums'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { context, orgId, rowOf, sandbox, setUpSandbox } from '@/lib/testing/at-the-sandbox'
import { paymentOf } from '@/lib/testing/fixtures'
import { draft, insertPayment, jobWithDocument, plainLine, send } from '@/lib/testing/papers'
import { hear, refund } from '@/lib/testing/payments'
import { recordOf } from '@/lib/testing/recorded'
import { loadPaymentForm } from './payment-form'
import { takePayment } from './take-payment'

// What the dialog asks for follows from what was signed and what was paid.

setUpSandbox({ timeoutSeconds: 5 })

const TOTAL = 1_000_000
const contentWith = (dues: readonly Due[]) =>
  contentSchema.parse({
    sections: [{ id: 's', lines: [{ id: 'roof', ...plainLine(TOTAL) }] }],
    schedule: [
      { id: 'deposit', label: 'Deposit', due: dues[0], kind: 'percent', percentThousandths: 30_000 },
      { id: 'framing', label: 'Framing', due: dues[1], kind: 'fixed', amountCents: 500_000 },
      { id: 'final', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
    ],
  })
const USUAL = contentWith([{ on: 'signing' }, { on: 'milestone', milestone: 'Walls up' }])

/** A job whose agreement was sent. */
async function sentAgreement(content = USUAL) {
  const { jobId, documentId } = await jobWithDocument(context, 100)
  await draft(context, documentId, content)
  await send(context, documentId)
  const { number } = await forOrg(orgId, (tx) =>
    tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: jobId } }, select: { number: true } }),
  )
  const opened = () => loadPaymentForm(orgId, number)
  return {
    ...{ jobId, number, opened },
    asked: async () => (await opened()).asked,
    sign: () => setStage(context, { documentId, from: 'sent', to: 'signed' }),
    mark: (isReached: boolean) => markMilestone(context, { documentId, milestone: 'Walls up', isReached }),
    complete: () => setStage(context, { documentId, from: 'signed', to: 'completed' }),
  }
}

const deposit = { cents: 300_000, hint: 'Due now: Deposit.' }
const framing = { cents: 500_000, hint: 'Next draw: Framing · Walls up.' }
const none = { cents: 0, hint: '' }

it('asks by the schedule once it is signed: the deposit, again after a refund, and never twice', async () => {
  const job = await sentAgreement()
  expect(await job.asked()).toBeNull()
  await job.sign()
  expect(await job.asked()).toEqual({ due: deposit, next: framing })

  const input = paymentOf(job.number, 300_000)
  await takePayment(context, input)
  expect(await job.asked()).toEqual({ due: none, next: framing })

  const { paysimplePaymentId } = await rowOf(input.paymentId)
  await sandbox.setStatus(Number(paysimplePaymentId), 'Settled')
  await refund(await hear(input.paymentId), 0)
  expect(await rowOf(input.paymentId)).toMatchObject({ status: 'refunded' })
  expect(await job.asked()).toEqual({ due: deposit, next: framing })

  await insertPayment(context, job.jobId, 200_000, 'unknown')
  expect(await job.opened()).toMatchObject({
    ...{ asked: { due: { ...deposit, cents: 100_000 }, next: framing }, balance: { owedCents: 800_000 } },
  })
  await recordPayment(context, recordOf(job.number, 100_000))
  expect(await job.asked()).toEqual({ due: none, next: framing })

  await job.complete()
  expect(await job.opened()).toMatchObject({
    ...{ balance: { owedCents: 700_000 }, depositPercent: null },
    asked: { due: { cents: 700_000, hint: 'Due now: Framing and Final payment.' }, next: none },
  })
})

it('asks for what waits for a milestone once that is reached, and no longer once it is taken back', async () => {
  const job = await sentAgreement()
  await job.sign()
  await takePayment(context, paymentOf(job.number, 300_000))
  expect(await job.asked()).toEqual({ due: none, next: framing })

  await job.mark(true)
  const final = { cents: 200_000, hint: 'Next draw: Final payment · On completion.' }
  expect(await job.asked()).toEqual({ due: { cents: 500_000, hint: 'Due now: Framing.' }, next: final })
  await recordPayment(context, recordOf(job.number, 100_000))
  expect(await job.asked()).toMatchObject({ due: { cents: 400_000, hint: 'Due now: Framing.' } })

  await job.mark(false)
  expect(await job.opened()).toMatchObject({
    ...{ asked: { due: none, next: { ...framing, cents: 400_000 } }, balance: { paidCents: 400_000 } },
  })
})

it('asks for what waits for the end of the right to cancel from that midnight on', async () => {
  const job = await sentAgreement(contentWith([{ on: 'cancel_by' }, { on: 'milestone', milestone: 'Framing' }]))
  await job.sign()
  const upcoming = { cents: 300_000, hint: 'Next draw: Deposit · After the right to cancel has ended.' }
  expect(await job.asked()).toEqual({ due: none, next: upcoming })
  moveClock(2 * 86_400_000)
  expect(await job.asked()).toEqual({ due: none, next: upcoming })
  moveClock(10 * 86_400_000)
  expect(await job.asked()).toEqual({ due: deposit, next: { cents: 500_000, hint: 'Next draw: Framing.' } })
})

it('asks for no more than may be charged, whatever the schedule says', async () => {
  const job = await sentAgreement()
  await job.sign()
  const { jobId } = job
  await forOrg(orgId, (tx) => tx.document.updateMany({ where: { orgId, jobId }, data: { totalCents: 200_000 } }))
  expect(await job.asked()).toEqual({ due: { ...deposit, cents: 200_000 }, next: { ...framing, cents: 200_000 } })
})

it('leaves a job alone whose agreement has no schedule, or was signed before versions were kept', async () => {
  const whole = await sentAgreement({ ...USUAL, schedule: [] })
  await whole.sign()
  expect(await whole.opened()).toMatchObject({ asked: null, depositPercent: 30 })

  const { jobId } = await jobWithDocument(context, TOTAL, { stage: 'signed' })
  const old = await forOrg(orgId, (tx) => tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: jobId } } }))
  expect(await loadPaymentForm(orgId, old.number)).toMatchObject({ asked: null, depositPercent: 30 })
})
