import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { now } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { contractDocument, contractTotalCents } from '@/lib/documents/contract-total'
import type { OrgContext } from '@/lib/orgs/context'
import { computeBalance } from '@/lib/payments/rules/balance'
import { createOrg } from '@/lib/testing/fixtures'
import { listJobs } from '@/lib/testing/listed'
import { DocumentStage, PaymentStatus } from '@/prisma/generated/enums'
import { jobCondition } from './conditions'
import { ALL_JOBS, type JobFilter, jobFilterHref, jobFilterParam, STAGE_FILTERS } from './filters'
import { addUpJobs } from './queries'
import { sumJobs } from './standing'

const document = fc.option(
  fc.record({
    stage: fc.constantFrom(...Object.values(DocumentStage)),
    totalCents: fc.option(fc.integer({ min: 0, max: 200_000_000 })),
  }),
)
const payment = fc.record({
  amountCents: fc.integer({ min: 1, max: 100_000_000 }),
  status: fc.constantFrom(...Object.values(PaymentStatus)),
})
const change = fc.record({
  stage: fc.constantFrom(...(['draft', 'sent', 'signed', 'signed', 'declined'] as const)),
  totalCents: fc.option(fc.integer({ min: -100_000_000, max: 100_000_000 })),
})
const job = fc.record({
  ...{ proposal: document, agreement: document },
  ...{ changes: fc.array(change, { maxLength: 3 }), payments: fc.array(payment, { maxLength: 3 }) },
})

let context: OrgContext
let orgId: string
type Expected = { number: number; stage: string; owedCents: number; overpaidCents: number; totalCents: number }
let jobs: Expected[]

beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  const samples = fc.sample(job, 120)
  const customer = { orgId, id: randomUUID(), firstName: 'Test', lastName: 'Person' }
  const made = samples.map((sample, index) => ({ ...sample, id: randomUUID(), number: 1000 + index }))
  const documents = made.flatMap(({ id: jobId, proposal, agreement, changes }) => [
    ...Object.entries({ proposal, agreement }).flatMap(([kind, each]) =>
      each ? [{ jobId, id: randomUUID(), kind: kind as 'proposal' | 'agreement', ordinal: 0, ...each }] : [],
    ),
    ...changes.map((each, at) => ({
      ...{ jobId, id: randomUUID(), kind: 'change_order' as const, ordinal: at + 1, ...each },
    })),
  ])
  await forOrg(orgId, async (tx) => {
    await tx.customer.create({ data: customer })
    await tx.job.createMany({
      data: made.map(({ id, number }) => ({ orgId, id, number, title: 'Roof', customerId: customer.id })),
    })
    await tx.document.createMany({ data: documents.map((each) => ({ orgId, ...each })) })
    await tx.payment.createMany({
      data: made.flatMap(({ id: jobId, payments }) =>
        payments.map((each) => ({
          ...{ orgId, id: randomUUID(), jobId, takenOn: 'agreement' as const, accountLabel: 'Visa' },
          ...{ lastFour: '1111', payerName: 'T', takenById: context.user.id, takenByName: 'Ada', sendBy: now() },
          ...{ merchantKey: 'local:x', ...each },
        })),
      ),
    })
  })
  jobs = made.map(({ id, number, payments }) => {
    const own = documents.filter(({ jobId }) => jobId === id)
    const contract = contractDocument(own)
    const { owedCents, overpaidCents, totalCents } = computeBalance(contractTotalCents(own), payments)
    const stage = contract ? `${contract.kind}-${contract.stage}` : 'none'
    return { number, stage, owedCents, overpaidCents, totalCents }
  })
})

const numbers = async (filter: Pick<JobFilter, 'money' | 'stage'>) => {
  const found: number[] = []
  const whole = { ...ALL_JOBS, query: 'person', ...filter }
  for (let before: number | undefined; ; ) {
    const { jobs: rows, older } = await listJobs(orgId, whole, before)
    found.push(...rows.map(({ number }) => number))
    if (older === undefined) {
      expect((await addUpJobs(orgId, whole))?.jobs).toBe(found.length)
      return found
    }
    before = older
  }
}
const expected = (matches: (job: Expected) => boolean) =>
  jobs
    .filter(matches)
    .map(({ number }) => number)
    .reverse()

describe('the view job_standing', () => {
  it('computes for any job what the rules compute', async () => {
    const rows = await forOrg(orgId, (tx) =>
      tx.jobStanding.findMany({ where: { orgId }, include: { job: { select: { number: true } } } }),
    )
    const seen = rows.map(({ job: { number }, kind, stage, ...cents }) => ({
      number,
      stage: kind ? `${kind}-${stage}` : 'none',
      owedCents: Number(cents.owedCents),
      overpaidCents: Number(cents.overpaidCents),
      totalCents: Number(cents.totalCents),
    }))
    expect(seen.sort((one, another) => one.number - another.number)).toEqual(jobs)
  })

  it('shows an organization nothing of another', async () => {
    const stranger = await createOrg({ active: false })
    expect(await forOrg(stranger.org.id, (tx) => tx.jobStanding.findMany())).toEqual([])
    expect(await forOrg(stranger.org.id, (tx) => sumJobs(tx, orgId, jobCondition(orgId, ALL_JOBS)))).toMatchObject({
      jobs: 0,
      owedCents: 0,
    })
  })
})

describe('the filters of the list of jobs', () => {
  it('find the unpaid, the overpaid and each stage, over all pages', async () => {
    expect(await numbers({ money: 'unpaid', stage: null })).toEqual(expected((each) => each.owedCents > 0))
    expect(await numbers({ money: 'overpaid', stage: null })).toEqual(expected((each) => each.overpaidCents > 0))
    for (const { key } of STAGE_FILTERS)
      expect(await numbers({ money: null, stage: key }), key).toEqual(expected(({ stage }) => stage === key))
    expect(await numbers({ money: 'unpaid', stage: 'agreement-sent' })).toEqual(
      expected((each) => each.owedCents > 0 && each.stage === 'agreement-sent'),
    )
  })

  it('come with what is owed on all of them', async () => {
    const unpaid = jobs.filter(({ owedCents }) => owedCents > 0)
    const filter: JobFilter = { ...ALL_JOBS, query: 'person', money: 'unpaid' }
    expect(await forOrg(orgId, (tx) => sumJobs(tx, orgId, jobCondition(orgId, filter)))).toMatchObject({
      jobs: unpaid.length,
      owedCents: unpaid.reduce((sum, { owedCents }) => sum + owedCents, 0),
    })
  })

  it('are kept in the address, and what is unknown there filters nothing', () => {
    const search = { q: 'elm', money: 'unpaid', stage: 'proposal-sent', archived: '1' }
    const href = jobFilterHref('/jobs', jobFilterParam(search))
    expect(Object.fromEntries(new URL(href, 'http://x').searchParams)).toEqual(search)
    expect(jobFilterParam({ q: ' ', money: 'toString', stage: 'agreement-accepted', archived: 'x' })).toEqual({
      ...{ query: '', money: null, stage: null, archived: false },
    })
  })
})
