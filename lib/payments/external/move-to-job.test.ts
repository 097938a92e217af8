import { beforeEach, describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { getContractTotal } from '@/lib/documents/contract-total'
import { getPayment } from '@/lib/payments/queries'
import { computeBalance } from '@/lib/payments/rules/balance'
import { takePayment } from '@/lib/payments/take/take-payment'
import { context, newLogin, orgId, rowOf, sandbox, setUpSandbox, takeOrg } from '@/lib/testing/at-the-sandbox'
import { createJob, createOrg, paymentOf } from '@/lib/testing/fixtures'
import { hear, madeExternally, pressTwice, refund, taken } from '@/lib/testing/payments'
import { asOwner } from '@/prisma/owner/as-owner'
import { linkExternalPayment } from './link-to-job'
import { moveToJob } from './move-to-job'

type TestJob = Awaited<ReturnType<typeof createJob>>
let wrong: TestJob
let right: TestJob

// Each test has a sandbox client, and so a ledger, of its own.
setUpSandbox({ org: false, timeoutSeconds: 5 })
beforeEach(async () => {
  await takeOrg({ login: await newLogin() })
  wrong = await createJob(context, 100_000)
  right = await createJob(context, 100_000)
})

/** An external payment of $400.00, linked to the wrong job. @returns its id */
async function linked(name = 'Test Person'): Promise<string> {
  const { id } = await madeExternally(name, 40_000)
  return pressTwice((sure) => linkExternalPayment(context, { externalId: id, jobNumber: wrong.number, note: '', sure }))
}

/** The same once it has settled, as a partial refund requires. */
async function settledThere(): Promise<string> {
  const id = await linked()
  await sandbox.setStatus(Number((await rowOf(id)).paysimplePaymentId), 'Settled')
  await hear(id)
  return id
}

const move = (paymentId: string, jobNumber: number, sure: string | null = null) =>
  moveToJob(context, { paymentId, jobNumber, note: 'Typed wrongly', sure })

const owedOn = ({ id }: TestJob) =>
  forOrg(orgId, async (tx) => {
    const payments = await tx.payment.findMany({ where: { orgId, jobId: id } })
    return computeBalance((await getContractTotal(tx, orgId, id)).cents, payments).owedCents
  })

describe('a linked payment that is moved', () => {
  it('counts on the other job and no longer on the first, and who moved it is recorded', async () => {
    const id = await linked()
    const before = await rowOf(id)
    expect([await owedOn(wrong), await owedOn(right)]).toEqual([60_000, 100_000])
    await move(id, right.number)
    expect([await owedOn(wrong), await owedOn(right)]).toEqual([100_000, 60_000])
    const search = expect.stringContaining(`job ${right.number}`) // it is found by its new job
    expect(await rowOf(id)).toEqual({ ...before, jobId: right.id, search })
    expect((await getPayment(orgId, id))?.decisions).toMatchObject([
      {
        ...{ action: 'linked_payment_moved', actorName: 'Ada Admin' },
        detail: `$400.00 from job ${wrong.number} to job ${right.number}. Typed wrongly`,
      },
    ])
  })

  it('is followed and refunded on its new job', async () => {
    const id = await settledThere()
    await move(id, right.number)
    const { rechargeId } = await refund(await rowOf(id), 10_000)
    expect((await rowOf(rechargeId ?? '')).jobId).toBe(right.id)
    expect([await owedOn(wrong), await owedOn(right)]).toEqual([100_000, 90_000])
  })

  it('is taken for one of a proposal on a job that has no agreement', async () => {
    const id = await linked()
    await asOwner((tx) => tx.document.updateMany({ where: { jobId: right.id }, data: { kind: 'proposal' } }), orgId)
    await move(id, right.number)
    expect((await rowOf(id)).takenOn).toBe('proposal')
  })
})

describe('moving asks first', () => {
  it('whether somebody else paid for that customer', async () => {
    const id = await linked('Tom Brannigan')
    await expect(move(id, right.number)).rejects.toMatchObject({
      message: `Job ${right.number} is Test Person’s, but Tom Brannigan paid this.`,
      fields: { sure: `Job ${right.number} is Test Person’s, but Tom Brannigan paid this.` },
    })
    await pressTwice((sure) => move(id, right.number, sure))
    expect((await rowOf(id)).jobId).toBe(right.id)
  })

  it('whether to overpay that job, unless the payment counts for nothing', async () => {
    const id = await linked()
    await takePayment(context, paymentOf(right.number, 70_000))
    await expect(move(id, right.number)).rejects.toThrow('is $300.00, so this overpays it by $100.00.')
    await sandbox.setStatus(Number((await rowOf(id)).paysimplePaymentId), 'Voided')
    await hear(id)
    await move(id, right.number)
    expect((await rowOf(id)).jobId).toBe(right.id)
  })

  it('also while somebody takes a payment there: the two together never pay too much unseen', async () => {
    const id = await linked()
    const results = await Promise.allSettled([
      move(id, right.number),
      takePayment(context, paymentOf(right.number, 70_000)),
    ])
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1)
  })
})

describe('refuses to move', () => {
  it('to no job, and to the one that it is on', async () => {
    const id = await linked()
    for (const sure of ['It is odd.', null]) {
      await expect(move(id, 9, sure)).rejects.toThrow('There is no job 9.')
      await expect(move(id, wrong.number, sure)).rejects.toThrow(`It’s already on job ${wrong.number}.`)
    }
  })

  it('what was taken here, and what is another organization’s', async () => {
    const { id, jobId } = await taken({ totalCents: 100_000, amountCents: 10_000 })
    await expect(move(id, right.number)).rejects.toThrow('Only a payment made in PaySimple')
    expect((await rowOf(id)).jobId).toBe(jobId)
    const asked = { paymentId: await linked(), jobNumber: right.number, note: '', sure: null }
    await expect(moveToJob(await createOrg(), asked)).rejects.toThrow('Only a payment made in PaySimple')
  })

  it('what has a retained amount recharged on its job', async () => {
    const id = await settledThere()
    await refund(await rowOf(id), 10_000)
    await expect(move(id, right.number)).rejects.toThrow(
      `The $100.00 you keep of its refund is charged again on job ${wrong.number}.`,
    )
    expect((await rowOf(id)).jobId).toBe(wrong.id)
  })

  it('when it is refunded at the same moment', async () => {
    const id = await settledThere()
    const [refunded] = await Promise.all([refund(await rowOf(id), 10_000), move(id, right.number).catch(() => {})])
    expect((await rowOf(refunded.rechargeId ?? '')).jobId).toBe((await rowOf(id)).jobId)
  })
})
