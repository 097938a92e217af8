import { beforeEach, describe, expect, it } from 'vitest'
import { moveClock, now } from '@/lib/dates'
import { forOrg, readForOrg } from '@/lib/db'
import { countReviewQueue, listReviewQueue } from '@/lib/payments/review/review-queue'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, newLogin, orgId, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { madeExternally, pressTwice } from '@/lib/testing/payments'
import { asOwner } from '@/prisma/owner/as-owner'
import { ignoredStatement, ignoreExternalPayment, restoreExternalPayment } from './ignore'
import { linkExternalPayment } from './link-to-job'

// Each test has a sandbox client, and so a ledger, of its own.

setUpSandbox({ org: false, timeoutSeconds: 5 })
beforeEach(async () => takeOrg({ login: await newLogin() }))

const link = (externalId: string, jobNumber: number, sure: string | null = null) =>
  linkExternalPayment(context, { externalId, jobNumber, note: '', sure })
const linkSurely = (externalId: string, jobNumber: number) => pressTwice((sure) => link(externalId, jobNumber, sure))

describe('linking asks first', () => {
  it.each(['Test Person', ' tEST   pERSON ', 'roofs & sons  LLC'])(
    'nothing of %j, which is the customer’s name',
    async (name) => {
      const job = await createJob(context, 50_000)
      await forOrg(orgId, (tx) => tx.customer.updateMany({ data: { company: 'Roofs & Sons LLC' } }))
      const { id } = await madeExternally(name.trim(), 50_000)
      await asOwner((tx) => tx.externalPayment.updateMany({ where: { orgId }, data: { customerName: name } }), orgId)
      expect(await rowOf(await link(id, job.number))).toMatchObject({ jobId: job.id, status: 'authorized' })
    },
  )

  it('nothing of a payment whose payer PaySimple does not name', async () => {
    const job = await createJob(context, 50_000)
    const { id } = await madeExternally('Walk In', 50_000)
    await asOwner((tx) => tx.externalPayment.updateMany({ where: { orgId }, data: { customerName: '' } }), orgId)
    expect((await rowOf(await link(id, job.number))).jobId).toBe(job.id)
  })

  it('whether somebody else paid for the customer, and links when that is sure', async () => {
    const job = await createJob(context, 50_000)
    const { id } = await madeExternally('Tom Brannigan', 50_000)
    await expect(link(id, job.number)).rejects.toMatchObject({
      message: `Job ${job.number} is Test Person’s, but Tom Brannigan paid this.`,
      fields: { sure: `Job ${job.number} is Test Person’s, but Tom Brannigan paid this.` },
    })
    expect((await rowOf(await linkSurely(id, job.number))).jobId).toBe(job.id)
  })

  it('again when something else is odd by the second press', async () => {
    const job = await createJob(context, 50_000)
    const { id } = await madeExternally('Tom Brannigan', 50_000)
    const name = `Job ${job.number} is Test Person’s, but Tom Brannigan paid this.`
    await takePayment(context, paymentOf(job.number, 10_000))
    await expect(link(id, job.number, name)).rejects.toThrow('so this overpays it by $100.00')
  })

  it('whether to overpay the job, counting what is already paid', async () => {
    const job = await createJob(context, 150_000)
    await takePayment(context, paymentOf(job.number, 57_500))
    const { id } = await madeExternally('Test Person', 209_300)
    await expect(link(id, job.number)).rejects.toThrow(
      `The balance due on job ${job.number} is $925.00, so this overpays it by $1,168.00.`,
    )
    await linkSurely(id, job.number)
    const next = await madeExternally('Tom Brannigan', 10_000)
    await expect(link(next.id, job.number)).rejects.toThrow(
      `Tom Brannigan paid this. The balance due on job ${job.number} is $0.00, so this overpays it by $1,268.00.`,
    )
  })

  it('whether a job is meant that has no total yet, or an unconfirmed payment', async () => {
    const bare = await createJob(context, 150_000)
    await forOrg(orgId, (tx) => tx.document.updateMany({ where: { jobId: bare.id }, data: { stage: 'declined' } }))
    const { id } = await madeExternally('Test Person', 10_000)
    await expect(link(id, bare.number)).rejects.toThrow(
      `Job ${bare.number} has no total yet, so this overpays it by $100.00.`,
    )
    const job = await createJob(context, 15_000)
    await sandbox.fault('POST /v4/payment', 'pending')
    await takePayment(context, paymentOf(job.number, 10_000))
    await expect(link(id, job.number)).rejects.toThrow(
      `The balance due on job ${job.number} is $50.00 (Plumbline is still checking $100.00), so this overpays it by $50.00.`,
    )
  })

  it('nothing about the amount when it was voided at PaySimple, because it counts for nothing', async () => {
    const job = await createJob(context, 5_000)
    const { id, paysimpleId } = await madeExternally('Test Person', 10_000)
    await sandbox.setStatus(Number(paysimpleId), 'Voided')
    expect((await rowOf(await link(id, job.number))).status).toBe('voided')
  })

  it('and says that there is no such job, sure or not', async () => {
    const { id } = await madeExternally('Test Person', 10_000)
    for (const sure of ['There is no job 9.', null])
      await expect(link(id, 9, sure)).rejects.toMatchObject({ fields: { jobNumber: 'There is no such job.' } })
  })
})

it.each([
  ['401', 'didn’t accept your company’s credentials, so nothing was changed. Enter them again under Settings'],
  ['500-before', 'couldn’t show this payment, so nothing was changed. Try again in a minute.'],
])('linking is refused with what to do when PaySimple answers %s, and nothing is changed', async (kind, words) => {
  const job = await createJob(context, 10_000)
  const { id } = await madeExternally('Test Person', 10_000)
  await sandbox.fault('GET /v4/payment/*', kind, { times: 3 })
  await expect(link(id, job.number)).rejects.toThrow(words)
  expect(await forOrg(orgId, (tx) => tx.payment.count())).toBe(0)
  await sandbox.clearFaults()
  await link(id, job.number)
})

describe('an ignored payment', () => {
  const aside = async () => (await readForOrg(orgId, [ignoredStatement(orgId)]))[0]
  const waiting = () =>
    forOrg(orgId, async (tx) => {
      const { external } = await listReviewQueue(tx, orgId, now(), 'admin')
      expect(await countReviewQueue(tx, orgId, now(), 'admin')).toBe(external.length)
      return external.map(({ id }) => id)
    })

  it('is listed with who did it and why, the newest first, and restored as it was', async () => {
    const one = await madeExternally('Tom Brannigan', 10_000)
    const other = await madeExternally('Walk In', 20_000)
    expect(await aside()).toEqual([])
    await ignoreExternalPayment(context, { externalId: one.id, note: 'Another shop’s' })
    moveClock(60_000)
    await ignoreExternalPayment(context, { externalId: other.id, note: 'A private sale' })
    expect(await waiting()).toEqual([])
    expect(await aside()).toMatchObject([
      { id: other.id, count: 2, decidedByName: 'Ada Admin', note: 'A private sale' },
      { id: one.id, customerName: 'Tom Brannigan', amountCents: 10_000, paysimpleId: one.paysimpleId },
    ])

    await restoreExternalPayment(context, { externalId: one.id })
    expect(await waiting()).toEqual([one.id])
    expect(await aside()).toMatchObject([{ id: other.id, count: 1 }])
    expect(await forOrg(orgId, (tx) => tx.externalPayment.findFirst({ where: { id: one.id } }))).toEqual(one)
    await expect(restoreExternalPayment(context, { externalId: one.id })).rejects.toThrow(
      'already decided about this payment',
    )
    const audit = await forOrg(orgId, (tx) => tx.auditEvent.findMany({ where: { action: 'outside_payment_taken_up' } }))
    expect(audit).toMatchObject([{ subject: one.paysimpleId, detail: '$100.00', actorName: 'Ada Admin' }])
    const job = await createJob(context, 10_000)
    expect((await rowOf(await linkSurely(one.id, job.number))).jobId).toBe(job.id)
  })

  it('is not restored by another organization', async () => {
    const { id } = await madeExternally('Walk In', 20_000)
    await ignoreExternalPayment(context, { externalId: id, note: 'A private sale' })
    await expect(restoreExternalPayment(await createOrg(), { externalId: id })).rejects.toThrow(
      'decided about this payment',
    )
    expect(await aside()).toHaveLength(1)
  })
})
