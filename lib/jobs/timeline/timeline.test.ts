import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { noteViewed } from '@/lib/customer-page/answer'
import { moveClock } from '@/lib/dates'
import { forOrg, readForOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { createChangeOrder } from '@/lib/documents/create-change-order'
import { createDocument } from '@/lib/documents/create-document'
import { markMilestone } from '@/lib/documents/mark-milestone'
import { setStage } from '@/lib/documents/set-stage'
import { UserError } from '@/lib/errors'
import { getJob, jobStatements, toJob } from '@/lib/jobs/queries'
import type { OrgContext } from '@/lib/orgs/context'
import { recordOutcome } from '@/lib/payments/record/record-outcome'
import { correctRecorded } from '@/lib/payments/recorded/correct-recorded'
import { recordPayment } from '@/lib/payments/recorded/record-payment'
import { idOfJob } from '@/lib/sql'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import { sentProposal } from '@/lib/testing/links'
import { accept, draft, insertPayment, plainLine, send } from '@/lib/testing/papers'
import { readPdf } from '@/lib/testing/pdf'
import { balanceOf, correctionOf, recordOf, rowsOn } from '@/lib/testing/recorded'
import { PaymentStatus } from '@/prisma/generated/enums'
import { timelineStatements, toTimeline } from './read'
import { readStatementPdf } from './statement'

let context: OrgContext
let orgId: string

beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

/** A job without any document. */
async function emptyJob(): Promise<{ id: string; number: number }> {
  return forOrg(orgId, async (tx) => {
    const last = await tx.job.findFirst({ where: { orgId }, orderBy: { number: 'desc' } })
    const customer = await tx.customer.create({ data: { orgId, firstName: 'Olivia', lastName: 'Marsh' } })
    const number = (last?.number ?? 1000) + 1
    return tx.job.create({ data: { orgId, number, title: 'Deck', customerId: customer.id } })
  })
}

/** The timeline as its page reads it. */
async function timelineOf(number: number, most = 500) {
  const text = String(number)
  const [jobs, customers, documents, amounts, ...rows] = await readForOrg(orgId, [
    ...jobStatements(orgId, text),
    ...timelineStatements(orgId, idOfJob(orgId, text), most),
  ] as const)
  const job = toJob([jobs, customers, documents, amounts])
  if (!job) throw new Error(`There is no job ${text}.`)
  return { ...toTimeline(job, rows, most), job }
}

type Job = { id: string; number: number }
type Picks = { pick: number; cents: number }

const documentsOf = ({ id: jobId }: Job) =>
  forOrg(orgId, (tx) => tx.document.findMany({ where: { orgId, jobId }, orderBy: { kind: 'asc' } }))

async function onDocument(job: Job, { pick }: Picks, act: (id: string, stage: string) => Promise<unknown>) {
  const all = await documentsOf(job)
  const document = all[pick % Math.max(1, all.length)]
  if (document) await act(document.id, document.stage)
}

/** Presses as somebody does who is sure: of what is odd about it, too. */
const sure = async (press: (answer: string | null) => Promise<unknown>) => {
  try {
    await press(null)
  } catch (error) {
    if (!(error instanceof UserError) || !error.fields?.sure) throw error
    await press(error.fields.sure)
  }
}

const STAGES = ['draft', 'sent', 'declined', 'signed', 'completed'] as const

/** What people and the worker do to a job. What isn't allowed then says so, and changes nothing. */
const ACTS: Record<string, (job: Job, picks: Picks) => Promise<unknown>> = {
  proposal: ({ id }, { cents }) =>
    createDocument(context, { jobId: id, kind: 'proposal', copyProposal: false }, plainContent([plainLine(cents)])),
  agreement: ({ id }, { cents, pick }) =>
    createDocument(
      context,
      { jobId: id, kind: 'agreement', copyProposal: pick % 2 === 0 },
      plainContent([plainLine(cents)]),
    ),
  change: ({ id }) => createChangeOrder(context, { jobId: id, documentId: randomUUID() }),
  edit: (job, picks) =>
    onDocument(job, picks, (id) => draft(context, id, plainContent([plainLine(picks.cents, 'Other')]))),
  send: (job, picks) => onDocument(job, picks, (id) => send(context, id)),
  accept: async (job) => {
    const proposal = (await documentsOf(job)).find(({ kind }) => kind === 'proposal')
    if (proposal) await accept(context, proposal.id, proposal.totalCents ?? 0)
  },
  move: (job, picks) =>
    onDocument(job, picks, (documentId, from) =>
      setStage(context, { documentId, from: from as 'sent', to: STAGES[picks.pick % STAGES.length] ?? 'sent' }),
    ),
  charge: (job, { cents, pick }) => {
    const statuses = Object.values(PaymentStatus)
    return insertPayment(context, job.id, cents, statuses[pick % statuses.length] ?? 'unknown')
  },
  hear: async ({ id: jobId }, { pick }) => {
    const payments = await forOrg(orgId, (tx) => tx.payment.findMany({ where: { orgId, jobId } }))
    const payment = payments[pick % Math.max(1, payments.length)]
    const statuses = Object.values(PaymentStatus).filter((each) => each !== 'submitting')
    const status = statuses[(pick >> 4) % statuses.length] ?? 'unknown'
    if (payment && payment.status !== 'submitting') await recordOutcome(orgId, payment.id, { status }, 'sync')
  },
  record: ({ number }, { cents }) => {
    const input = recordOf(number, cents)
    return sure((answer) => recordPayment(context, { ...input, sure: answer }))
  },
  correct: async (job, { pick }) => {
    const entries = (await rowsOn(context, job.id)).filter(({ amountCents }) => amountCents > 0)
    const entry = entries[pick % Math.max(1, entries.length)]
    const input = entry && correctionOf(entry.id)
    if (input) await sure((answer) => correctRecorded(context, { ...input, sure: answer }))
  },
}

const histories = fc.array(
  fc.record({
    act: fc.constantFrom(...Object.keys(ACTS)),
    pick: fc.nat({ max: 10_000 }),
    cents: fc.integer({ min: 100, max: 500_000 }),
  }),
  { minLength: 8, maxLength: 16, size: 'max' },
)

describe('a job’s timeline in the database', () => {
  it('ends with what the job’s balance says, after any history', async () => {
    let entriesSeen = 0
    let refused = 0
    // By chance many acts may be refused: then some more histories.
    for (let n = 0; n < 25 || entriesSeen <= 150 || refused === 0; n++) {
      const [history = []] = fc.sample(histories, 1)
      const job = await emptyJob()
      if (history[0]) await ACTS.proposal?.(job, { ...history[0], cents: 400_000 })
      for (const { act, ...picks } of history)
        await ACTS[act]?.(job, picks).catch((error: unknown) => {
          if (!(error instanceof UserError)) throw error
          refused++
        })
      const { entries, job: view } = await timelineOf(job.number)
      const balance = await balanceOf(context, job.id, view.balance.totalCents)
      const last = entries.at(-1)
      const said = { owedCents: last?.owedAfterCents ?? 0, remainingCents: last?.remainingAfterCents ?? 0 }
      expect({ history, ...said }).toEqual({
        history,
        owedCents: balance.owedCents,
        remainingCents: balance.remainingCents,
      })
      const [newest] = (await timelineOf(job.number, 1)).entries
      expect({ history, newest }).toEqual({ history, newest: last })
      entriesSeen += entries.length
    }
  })

  it('knows how a document stood before the entries that it shows', async () => {
    const job = await emptyJob()
    await createDocument(
      context,
      { jobId: job.id, kind: 'proposal', copyProposal: false },
      plainContent([plainLine(80_000)]),
    )
    await createDocument(
      context,
      { jobId: job.id, kind: 'agreement', copyProposal: false },
      plainContent([plainLine(90_000)]),
    )
    const [proposal, agreement] = await documentsOf(job)
    await draft(context, agreement?.id ?? '', plainContent([plainLine(95_000)]))
    for (let saved = 1; saved <= 3; saved++)
      await draft(context, proposal?.id ?? '', plainContent([plainLine(saved * 1_000)]))
    const { entries, isCut } = await timelineOf(job.number, 2)
    expect(isCut).toBe(true)
    expect(entries).toMatchObject([
      { title: 'Proposal edited', amountCents: 2_000, owedAfterCents: 95_000 },
      { title: 'Proposal edited', amountCents: 3_000, owedAfterCents: 95_000 },
    ])
  })

  it('knows it of one that was moved back, and of one that its customer has looked at since', async () => {
    const [moved, viewed] = [await emptyJob(), await sentProposal(context)]
    await createDocument(
      context,
      { jobId: moved.id, kind: 'proposal', copyProposal: false },
      plainContent([plainLine(80_000)]),
    )
    const documentId = (await documentsOf(moved))[0]?.id ?? ''
    await send(context, documentId)
    await setStage(context, { documentId, from: 'sent', to: 'draft' })
    for (const cents of [60_000, 70_000]) await draft(context, documentId, plainContent([plainLine(cents)]))
    const edited = { title: 'Proposal edited', amountCents: 70_000, detail: null }
    for (const most of [undefined, 1])
      expect((await timelineOf(moved.number, most)).entries.at(-1)).toMatchObject(edited)

    await noteViewed(viewed.customer, viewed.read)
    for (const cents of [60_000, 70_000]) await draft(context, viewed.documentId, plainContent([plainLine(cents)]))
    const { number } = viewed.customer.link.job
    for (const most of [undefined, 1])
      expect((await timelineOf(number, most)).entries.at(-1)).toMatchObject({
        title: 'Proposal draft edited',
        owedAfterCents: 500_000,
      })
  })

  it('tells which milestones were reached, with no amount, and knows of older ones what the job comes to', async () => {
    const job = await emptyJob()
    const due = { on: 'milestone' as const, milestone: 'Roof is dry' }
    await createDocument(
      context,
      { jobId: job.id, kind: 'agreement', copyProposal: false },
      { ...plainContent([plainLine(90_000)]), schedule: [{ id: 'roof', label: 'Roof', due, kind: 'rest' }] },
    )
    const documentId = (await documentsOf(job))[0]?.id ?? ''
    await send(context, documentId)
    await setStage(context, { documentId, from: 'sent', to: 'signed' })
    for (const isReached of [true, false, true])
      await markMilestone(context, { documentId, milestone: 'Roof is dry', isReached })
    const marked = { amountCents: null, detail: null, owedAfterCents: 90_000, who: context.user.name }
    const marks = [
      { title: 'Milestone reached: Roof is dry', kind: 'reached', ...marked },
      { title: 'Milestone not reached after all: Roof is dry', kind: 'unreached', ...marked },
      { title: 'Milestone reached: Roof is dry', kind: 'reached', ...marked },
    ]
    expect((await timelineOf(job.number)).entries.slice(-4)).toMatchObject([{ title: 'Agreement signed' }, ...marks])
    expect((await timelineOf(job.number, 2)).entries).toMatchObject(marks.slice(1))
    expect((await timelineOf(job.number, 1)).entries).toMatchObject(marks.slice(2))
  })

  it('has the emails of its payments and of its records, and nothing of another job', async () => {
    const [job, other] = [await createJob(context, 100_000), await createJob(context, 50_000)]
    const payment = await insertPayment(context, job.id, 10_000, 'authorized')
    const input = recordOf(job.number, 5_000, { receiptEmail: 'olivia@example.com' })
    await recordPayment(context, input)
    await forOrg(orgId, (tx) =>
      tx.email.create({
        data: { orgId, id: randomUUID(), paymentId: payment.id, kind: 'voided', to: 'o@example.com' },
      }),
    )
    const titles = (await timelineOf(job.number)).entries.map(({ title }) => title)
    expect(titles.sort()).toEqual([
      ...['Agreement created', 'Agreement signed', 'Check 1042 recorded', 'Payment authorized'],
      ...['Receipt on its way', 'Void email on its way'],
    ])
    expect((await timelineOf(other.number)).entries.map(({ title }) => title)).toEqual([
      'Agreement created',
      'Agreement signed',
    ])
  })

  it('doesn’t exist for another company', async () => {
    const job = await createJob(context, 100_000)
    const elsewhere = await createOrg({ active: false })
    expect(await getJob(elsewhere.org.id, String(job.number))).toBeNull()
    const statements = timelineStatements(elsewhere.org.id, idOfJob(orgId, String(job.number)), 500)
    expect((await readForOrg(elsewhere.org.id, statements)).flat()).toEqual([])
  })
})

describe('a statement', () => {
  it('lists what was paid and what was due after it, and no note of the company’s', async () => {
    const job = await createJob(context, 100_000)
    moveClock(60_000)
    await recordPayment(context, recordOf(job.number, 30_000, { note: 'Owes us for the last one' }))
    await insertPayment(context, job.id, 5_000, 'unknown')
    moveClock(0)
    const made = await readStatementPdf(orgId, String(job.number), new Date('2026-11-30T18:00:00Z'))
    if (!made || 'refused' in made) throw new Error('There is no statement.')
    expect(made.fileName).toBe(`statement-job-${job.number}-2026-11-30.pdf`)
    const { pages, isAccessible } = await readPdf(made.bytes)
    expect(isAccessible).toBe(true)
    const text = pages.join(' ')
    for (const words of ['Check 1042 recorded', '$300.00', '$700.00', 'Test Person']) expect(text).toContain(words)
    expect(text).not.toContain('Owes us')
    expect(text).not.toContain('$50.00')
  })

  it('lists what changed the total, so that its amounts add up', async () => {
    const job = await createJob(context, 100_000)
    await recordPayment(context, recordOf(job.number, 30_000))
    const documentId = randomUUID()
    await createChangeOrder(context, { jobId: job.id, documentId })
    await draft(context, documentId, plainContent([plainLine(25_000, 'Skylight')]))
    await send(context, documentId)
    await setStage(context, { documentId, from: 'sent', to: 'signed' })
    const made = await readStatementPdf(orgId, String(job.number), new Date('2026-11-30T18:00:00Z'))
    if (!made || 'refused' in made) throw new Error('There is no statement.')
    const text = (await readPdf(made.bytes)).pages.join(' ')
    expect(text).toMatch(/\$1,000\.00.*Check 1042 recorded.*\$300\.00 \$700\.00.*Change order 1 signed.*\$950\.00/)
    expect(text).not.toMatch(/Change order 1 (created|sent)/)
  })

  it.each(['0', '-1', 'x', '99999999999', '1 or 1=1', '%00'])('is of no job “%s”', async (number) => {
    expect(await readStatementPdf(orgId, number, new Date())).toBeNull()
  })
})
