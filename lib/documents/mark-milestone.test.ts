import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { draft, insertPayment, jobWithDocument, plainLine, readRow, send } from '@/lib/testing/papers'
import { plainContent } from './content'
import { createChangeOrder } from './create-change-order'
import { getJobView } from './job-view'
import { readContent } from './lock-document'
import { markMilestone } from './mark-milestone'
import { setStage } from './set-stage'

const ROOF = 'Roof is dry'
let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

/** A sent agreement over $10,000: $3,000 on signing, $4,500 once the roof is dry, and the rest of $2,500 at the end. */
async function agreement() {
  const { jobId, documentId } = await jobWithDocument(context, 0)
  await draft(context, documentId, {
    ...plainContent([{ id: 'roof', ...plainLine(10_000_00) }]),
    schedule: [
      { id: 'deposit', label: 'Deposit', due: { on: 'signing' }, kind: 'fixed', amountCents: 3_000_00 },
      {
        ...{ id: 'roof', label: 'Roof', due: { on: 'milestone', milestone: ROOF } },
        ...{ kind: 'fixed', amountCents: 4_500_00 },
      },
      { id: 'final', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
    ],
  })
  await send(context, documentId)
  const view = async () => {
    const job = await forOrg(orgId, (tx) => getJobView(tx, orgId, jobId))
    if (!job) throw new Error('nothing is signed')
    return job
  }
  return {
    ...{ jobId, documentId, view },
    move: (from: 'sent' | 'signed', to: 'sent' | 'signed' | 'completed') => setStage(context, { documentId, from, to }),
    mark: (isReached: boolean, milestone = ROOF) => markMilestone(context, { documentId, milestone, isReached }),
    states: async () => Object.fromEntries((await view()).view.parts.map(({ id, state }) => [id, state])),
    events: () =>
      forOrg(orgId, (tx) =>
        tx.documentEvent.findMany({
          where: { orgId, documentId, act: { in: ['reached', 'unreached'] } },
          orderBy: { at: 'asc' },
        }),
      ),
  }
}
async function signed() {
  const job = await agreement()
  await job.move('sent', 'signed')
  return job
}

const audited = () =>
  forOrg(orgId, (tx) =>
    tx.auditEvent.findMany({
      where: { orgId, action: { in: ['milestone_reached', 'milestone_taken_back'] } },
      select: { action: true, subject: true, detail: true, actorName: true },
      orderBy: { at: 'desc' },
      take: 1,
    }),
  )

describe('a milestone', () => {
  test('is reached: what waits for it is due, the log says who, and taken back it isn’t', async () => {
    const job = await signed()
    await insertPayment(context, job.jobId, 3_000_00, 'settled')
    expect(await job.states()).toEqual({ deposit: 'paid', roof: 'upcoming', final: 'upcoming' })
    await job.mark(true)
    expect(await job.states()).toEqual({ deposit: 'paid', roof: 'due', final: 'upcoming' })
    const { job: of } = await forOrg(orgId, (tx) =>
      tx.document.findFirstOrThrow({ where: { orgId, id: job.documentId }, select: { job: true } }),
    )
    const entry = { subject: `Agreement of job ${of.number}, Deck`, detail: ROOF, actorName: context.user.name }
    expect(await audited()).toEqual([{ action: 'milestone_reached', ...entry }])
    await insertPayment(context, job.jobId, 500_00, 'settled')
    await job.mark(false)
    expect(await audited()).toEqual([{ action: 'milestone_taken_back', ...entry }])
    expect(await job.states()).toEqual({ deposit: 'paid', roof: 'upcoming', final: 'upcoming' })
    expect((await job.view()).view).toMatchObject({ paidCents: 3_500_00, owedCents: 6_500_00 })
  })

  test('marked twice, also at once, is recorded once', async () => {
    const job = await signed()
    await job.mark(false)
    await Promise.all([job.mark(true), job.mark(true)])
    await job.mark(true)
    expect(await job.events()).toMatchObject([
      { act: 'reached', detail: ROOF, totalCents: null, actorName: context.user.name },
    ])
  })

  test('taken back by a server whose clock is behind stays taken back', async () => {
    const job = await signed()
    moveClock(3_000)
    await job.mark(true)
    moveClock(0)
    await job.mark(false)
    await job.mark(true)
    await job.mark(false)
    expect((await job.events()).map(({ act }) => act)).toEqual(['reached', 'unreached', 'reached', 'unreached'])
    expect((await job.view()).reached.size).toBe(0)
  })

  test('stays reached through a change order, and once the agreement is signed again', async () => {
    const job = await signed()
    await job.mark(true)
    await job.move('signed', 'sent')
    await expect(job.mark(false)).rejects.toThrow('isn’t signed')
    await job.move('sent', 'signed')
    const documentId = randomUUID()
    await createChangeOrder(context, { jobId: job.jobId, documentId })
    const lines = plainContent([{ id: 'more', ...plainLine(500_00, 'Skylight') }])
    const content = readContent((await readRow(context, documentId)).content)
    await draft(context, documentId, { ...content, sections: lines.sections, landing: 'own' })
    await send(context, documentId)
    await setStage(context, { documentId, from: 'sent', to: 'signed' })
    expect(await job.states()).toEqual({ deposit: 'due', roof: 'due', 'change-1': 'due', final: 'upcoming' })
    await job.mark(false)
    expect(await job.states()).toMatchObject({ roof: 'upcoming', 'change-1': 'due' })
    await expect(markMilestone(context, { documentId, milestone: ROOF, isReached: true })).rejects.toThrow(
      'Only the payments of an agreement wait for milestones.',
    )
  })

  test('that no payment waits for is refused, and so is any of an agreement that isn’t signed, or is completed', async () => {
    const job = await agreement()
    await expect(job.mark(true)).rejects.toThrow('The agreement isn’t signed')
    await job.move('sent', 'signed')
    await expect(job.mark(true, 'Roof is wet')).rejects.toThrow(
      'No payment of the signed schedule waits for “Roof is wet”',
    )
    await expect(job.mark(true, 'roof is dry')).rejects.toThrow(UserError)
    await job.move('signed', 'completed')
    await expect(job.mark(true)).rejects.toThrow('The agreement is completed')
    expect(await job.events()).toEqual([])
    expect(await job.states()).toEqual({ deposit: 'due', roof: 'due', final: 'due' })

    const old = await jobWithDocument(context, 100_00, { stage: 'signed' })
    const marked = markMilestone(context, { documentId: old.documentId, milestone: ROOF, isReached: true })
    await expect(marked).rejects.toThrow(UserError)
  })

  test('of another company’s agreement is none', async () => {
    const job = await signed()
    const other = await createOrg({ active: false })
    const marked = markMilestone(other, { documentId: job.documentId, milestone: ROOF, isReached: true })
    await expect(marked).rejects.toThrow('This document no longer exists.')
    expect(await job.events()).toEqual([])
  })
})
