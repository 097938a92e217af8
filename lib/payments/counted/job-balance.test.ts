import { randomUUID } from 'node:crypto'
import { render } from '@react-email/render'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { getHeldCents } from '@/lib/documents/lock-document'
import { saveDraft } from '@/lib/documents/save-draft'
import { writeMessage } from '@/lib/email/write-message'
import { getJob, listCustomerJobs } from '@/lib/jobs/queries'
import { matchToJob } from '@/lib/payments/external/job-for-link'
import { getReceiptBalance, getRecordedReceiptBalance } from '@/lib/payments/receipt'
import { correctRecorded } from '@/lib/payments/recorded/correct-recorded'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { loadPaymentForm } from '@/lib/payments/take/payment-form'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, newLogin, orgId, rowOf, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { createJob, paymentOf } from '@/lib/testing/fixtures'
import { listJobs } from '@/lib/testing/listed'
import { pressTwice } from '@/lib/testing/payments'
import { balanceOf, correctionOf, entryOf, recordOf, rowsOn } from '@/lib/testing/recorded'

// Everything that says or holds what a job owes counts what is recorded.

const TOTAL = 100_000
let job: { id: string; number: number }

setUpSandbox({ org: false, timeoutSeconds: 5 })
beforeEach(async () => {
  await takeOrg({ login: await newLogin() })
  job = await createJob(context, TOTAL)
})
afterEach(() => moveClock(0))
const check = (amountCents: number, changes: Parameters<typeof recordOf>[2] = {}) =>
  recordPayment(context, recordOf(job.number, amountCents, changes))

describe('what is recorded counts', () => {
  it('on the job, in both lists of jobs, and in the Make Payment dialog', async () => {
    await check(30_000)
    const listed = { paidCents: 30_000, owedCents: 70_000 }
    const counted = { ...listed, remainingCents: 70_000 }
    const found = await getJob(orgId, String(job.number))
    expect(found?.balance).toMatchObject(counted)
    expect((await listJobs(orgId)).jobs[0]?.balance).toMatchObject(listed)
    expect((await listCustomerJobs(orgId, found?.customerId ?? ''))[0]?.balance).toMatchObject(listed)
    expect(await loadPaymentForm(orgId, job.number)).toMatchObject({ balance: counted, blocked: null })
    await check(70_000, { reference: '1043' })
    expect(await loadPaymentForm(orgId, job.number)).toMatchObject({ blocked: 'nothing_to_pay' })
  })

  it('when a card is charged: no more than is still owed, until a counter-entry frees it', async () => {
    const { id } = await check(70_000)
    await expect(takePayment(context, paymentOf(job.number, 30_001))).rejects.toThrow('The balance due is $300.00')
    await correctRecorded(context, correctionOf(id))
    expect(await takePayment(context, paymentOf(job.number, 100_000))).toMatchObject({ state: 'authorized' })
  })

  it('when an external payment is matched to the job', async () => {
    await check(70_000)
    const match = forOrg(orgId, (tx) =>
      matchToJob(tx, orgId, { jobNumber: job.number, payerName: '', countsCents: 40_000, sure: null }),
    )
    await expect(match).rejects.toThrow(
      `The balance due on job ${job.number} is $300.00, so this overpays it by $100.00.`,
    )
  })

  it('below which the total of a document can’t go', async () => {
    await check(70_000)
    expect(await forOrg(orgId, (tx) => getHeldCents(tx, orgId, job.id))).toBe(70_000)
    const document = await forOrg(orgId, (tx) => tx.document.findFirstOrThrow({ where: { orgId, jobId: job.id } }))
    const content = plainContent([{ description: 'Roof', quantityHundredths: 100, unitPriceCents: 69_999 }])
    await forOrg(orgId, (tx) =>
      tx.document.update({ where: { orgId_id: { orgId, id: document.id } }, data: { stage: 'draft' } }),
    )
    await expect(
      saveDraft(context, { documentId: document.id, version: 1, formId: randomUUID(), content }),
    ).rejects.toThrow('$700.00')
  })
})

it('a card and a check at the same moment: at most one of them passes without being asked', async () => {
  for (let round = 0; round < 3; round++) {
    job = await createJob(context, TOTAL)
    const [card, recorded] = await Promise.allSettled([
      takePayment(context, paymentOf(job.number, 80_000, { receiptEmail: '' })),
      check(80_000),
    ])
    expect([card, recorded].filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await balanceOf(context, job.id, TOTAL)).toMatchObject({ paidCents: 80_000, overpaidCents: 0 })
  }
})

describe('a receipt', () => {
  it('of a card payment says what was paid then, whatever is recorded or corrected later', async () => {
    const { id } = await check(20_000)
    const input = paymentOf(job.number, 10_000)
    await takePayment(context, input)
    const receipt = async () => {
      const payment = await rowOf(input.paymentId)
      return forOrg(orgId, (tx) => getReceiptBalance(tx, payment))
    }
    const then = { totalCents: TOTAL, paidCents: 30_000, remainingCents: 70_000 }
    expect(await receipt()).toEqual(then)
    await check(5_000, { reference: '7' })
    await correctRecorded(context, correctionOf(id))
    expect(await receipt()).toEqual(then)
  })

  it('of a recorded payment likewise, and of one that replaces another', async () => {
    await takePayment(context, paymentOf(job.number, 10_000))
    const { id } = await check(20_000)
    const entry = entryOf(25_000)
    await correctRecorded(context, correctionOf(id, { entry }))
    await check(5_000, { reference: '7' })
    const rows = await rowsOn(context, job.id)
    const paid = (rowId: string) => {
      const row = rows.find((each) => each.id === rowId)
      return row && forOrg(orgId, (tx) => getRecordedReceiptBalance(tx, row))
    }
    expect(await paid(id)).toMatchObject({ paidCents: 30_000 })
    expect(await paid(entry.id)).toMatchObject({ paidCents: 35_000, remainingCents: 65_000 })
  })

  it('says the same whichever server’s clock is ahead, of a check and of a card', async () => {
    moveClock(3000)
    const first = await check(20_000)
    moveClock(0)
    const card = paymentOf(job.number, 10_000)
    await takePayment(context, card)
    moveClock(-3000)
    const last = await check(5_000, { reference: '7' })
    const other = paymentOf(job.number, 1_000, { confirmedRepeatOf: null })
    await takePayment(context, other)
    const rows = await rowsOn(context, job.id)
    const paidOf = async (row: (typeof rows)[number] | undefined) =>
      row && (await forOrg(orgId, (tx) => getRecordedReceiptBalance(tx, row))).paidCents
    const paidByCard = async (id: string) => {
      const payment = await rowOf(id)
      return (await forOrg(orgId, (tx) => getReceiptBalance(tx, payment))).paidCents
    }
    expect(await paidOf(rows.find(({ id }) => id === first.id))).toBe(20_000)
    expect(await paidByCard(card.paymentId)).toBe(30_000)
    expect(await paidOf(rows.find(({ id }) => id === last.id))).toBe(35_000)
    expect(await paidByCard(other.paymentId)).toBe(36_000)
  })

  it('by email says how and when it was paid, what remains and what it replaces, and nothing of PaySimple’s', async () => {
    moveClock(new Date('2026-11-28T18:00:00Z').getTime() - Date.now())
    const { id } = await check(20_000, { receiptEmail: 'olivia@example.com', receivedOn: '2026-11-20' })
    const entry = entryOf(25_000, { receiptEmail: 'olivia@example.com', receivedOn: '2026-11-21', note: 'secret' })
    await pressTwice((sure) => correctRecorded(context, correctionOf(id, { entry, why: 'secret: mistyped', sure })))
    const written = async (recordedPaymentId: string) => {
      const message = await forOrg(orgId, async (tx) =>
        writeMessage(tx, await tx.email.findFirstOrThrow({ where: { orgId, recordedPaymentId } })),
      )
      if (message.kind !== 'message') return { subject: '', text: message.kind }
      return { subject: message.subject, text: await render(message.element, { plainText: true }) }
    }
    const [first, second] = [await written(id), await written(entry.id)]
    expect(first.text).toBe('superseded')
    expect(second.subject).toBe(`${context.org.name}: your payment of $250.00`)
    expect(second.text).toContain('Check 1042, received Nov 21, 2026')
    expect(second.text.replace(/\s+/g, ' ')).toContain(
      'This replaces our receipt for $200.00 (Check 1042, received Nov 20, 2026).',
    )
    expect(second.text).toContain('$750.00')
    for (const { text } of [first, second]) expect(text).not.toMatch(/authorized|settle|reference|secret|card/i)
  })
})
