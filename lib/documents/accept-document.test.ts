import { beforeAll, describe, expect, test } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import {
  accept,
  draft,
  insertPayment,
  jobWithDocument,
  plainLine,
  readRow,
  readVersions,
  send,
} from '@/lib/testing/papers'
import { acceptDocument } from './accept-document'
import { contentSchema, type DocumentContent, plainContent } from './content'
import { getContractTotal } from './contract-total'
import { createDocument } from './create-document'
import { readContent } from './lock-document'
import { setStage } from './set-stage'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const line = (id: string, unitPriceCents: number) => ({ id, ...plainLine(unitPriceCents, id) })
/** P13: $10,000 with a $3,000 component, and alternatives of $4,000 and $5,000. */
const choice: DocumentContent = contentSchema.parse({
  sections: [{ id: 's', lines: [line('base', 700_000), { ...line('gutters', 50_000), optional: { taken: false } }] }],
  optionGroups: [
    {
      ...{ id: 'windows', title: 'Windows', sectionId: 's', defaultOptionId: 'good' },
      options: [
        { id: 'good', title: 'Good', lines: [line('w-good', 300_000)] },
        { id: 'better', title: 'Better', lines: [line('w-better', 400_000)] },
        { id: 'best', title: 'Best', lines: [line('w-best', 500_000)] },
      ],
    },
  ],
  schedule: [
    { id: 'deposit', label: 'Deposit', due: { on: 'signing' }, kind: 'percent', percentThousandths: 33_333 },
    { id: 'rest', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
  ],
})
const better = { options: [{ groupId: 'windows', optionId: 'better' }] }

async function sentChoice() {
  const { documentId, jobId } = await jobWithDocument(context, 100, { kind: 'proposal' })
  await draft(context, documentId, choice)
  await send(context, documentId)
  return { documentId, jobId }
}
const total = (jobId: string) => forOrg(orgId, (tx) => getContractTotal(tx, orgId, jobId))

describe('accepting', () => {
  test('P12, P13: names one option of each choice, and the job costs what they come to', async () => {
    const { documentId, jobId } = await sentChoice()
    expect(await readRow(context, documentId)).toMatchObject({ totalCents: null })
    await expect(accept(context, documentId, 1_000_000)).rejects.toThrow('Choose one of the options')
    await accept(context, documentId, 1_150_000, { ...better, lines: [{ lineId: 'gutters', taken: true }] })
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'accepted', totalCents: 1_150_000 })
    expect(await total(jobId)).toEqual({ cents: 1_150_000, kind: 'proposal' })
  })

  test('P27: at another total than the server’s is refused, and nothing is recorded', async () => {
    const { documentId } = await sentChoice()
    await expect(accept(context, documentId, 1_100_001, better)).rejects.toThrow('The total is $11,000.00')
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'sent', acceptanceId: null })
  })

  test('P16: of two different options at once, one is accepted and the other hears which', async () => {
    const { documentId } = await sentChoice()
    const best = { options: [{ groupId: 'windows', optionId: 'best' }] }
    const both = await Promise.allSettled([
      accept(context, documentId, 1_100_000, better),
      accept(context, documentId, 1_200_000, best),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = both.find((each) => each.status === 'rejected')
    expect(String(refused?.reason)).toMatch(/accepted already at \$1[12],000\.00, recorded by/)
  })

  test('sent twice is recorded once', async () => {
    const { documentId } = await sentChoice()
    await Promise.all(Array.from({ length: 5 }, () => accept(context, documentId, 1_100_000, better)))
    expect(await forOrg(orgId, (tx) => tx.acceptance.count({ where: { documentId } }))).toBe(1)
  })

  test('D8: of a version that was replaced since is refused', async () => {
    const { documentId } = await sentChoice()
    const [first] = await readVersions(context, documentId)
    await draft(context, documentId, { ...choice, note: 'Cheaper now' })
    await send(context, documentId)
    const input = { documentId, versionNumber: 1, sha256: first?.sha256 ?? '', totalCents: 1_100_000 }
    const late = acceptDocument(context, { ...input, choices: { ...better, lines: [] } })
    await expect(late).rejects.toThrow('has changed since you opened it')
  })

  test('P18: once it has expired is refused', async () => {
    const { documentId } = await jobWithDocument(context, 100, { kind: 'proposal' })
    const day = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10)
    await draft(context, documentId, { ...plainContent([plainLine(100)]), expiresOn: day })
    await send(context, documentId)
    moveClock(5 * 86_400_000)
    try {
      await expect(accept(context, documentId, 100)).rejects.toThrow('was good until')
    } finally {
      moveClock(0)
    }
    await accept(context, documentId, 100)
  })

  test('of one that was sent before versions were kept freezes it', async () => {
    const { documentId } = await jobWithDocument(context, 700, { kind: 'proposal', stage: 'sent' })
    await accept(context, documentId, 700)
    expect(await readVersions(context, documentId)).toHaveLength(1)
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'accepted', totalCents: 700, sentVersion: 1 })
  })

  test('for less than was paid is refused', async () => {
    const { documentId, jobId } = await sentChoice()
    await insertPayment(context, jobId, 1_150_000, 'unknown')
    await expect(accept(context, documentId, 1_100_000, better)).rejects.toThrow('can’t be below $11,500.00')
  })

  test('taken back leaves the acceptance on record, and the choice open', async () => {
    const { documentId } = await sentChoice()
    await accept(context, documentId, 1_100_000, better)
    await setStage(context, { documentId, from: 'accepted', to: 'sent' })
    expect(await readRow(context, documentId)).toMatchObject({ totalCents: null, acceptanceId: null })
    expect(await forOrg(orgId, (tx) => tx.acceptance.count({ where: { documentId } }))).toBe(1)
  })
})

describe('P20: an agreement from an accepted proposal', () => {
  test('has what was taken and nothing to choose, its schedule in dollars, also when it is made twice at once', async () => {
    const { documentId, jobId } = await sentChoice()
    await accept(context, documentId, 1_100_000, better)
    const make = () => createDocument(context, { jobId, kind: 'agreement', copyProposal: true })
    const made = await Promise.all([make(), make(), make()])
    expect(made.filter(({ created }) => created)).toHaveLength(1)
    const rows = await forOrg(orgId, (tx) => tx.document.findMany({ where: { orgId, jobId, kind: 'agreement' } }))
    expect(rows).toMatchObject([{ totalCents: 1_100_000, stage: 'draft' }])
    const content = readContent(rows[0]?.content)
    expect(content.optionGroups).toEqual([])
    expect(content.sections.flatMap(({ lines }) => lines.map(({ id }) => id))).toEqual(['base', 'w-better'])
    expect(content.schedule).toMatchObject([{ kind: 'fixed', amountCents: 366_663 }, { kind: 'rest' }])
    await send(context, rows[0]?.id ?? '')
    expect(await total(jobId)).toEqual({ cents: 1_100_000, kind: 'agreement' })
  })

  test('keeps the proposal from being sent again', async () => {
    const { documentId, jobId } = await sentChoice()
    await accept(context, documentId, 1_100_000, better)
    await createDocument(context, { jobId, kind: 'agreement', copyProposal: true })
    await draft(context, documentId, { ...choice, note: 'x' })
    await expect(send(context, documentId)).rejects.toThrow('Change the agreement instead')
  })

  test('from a proposal whose choice is open can’t be sent until it is made', async () => {
    const { documentId, jobId } = await sentChoice()
    await createDocument(context, { jobId, kind: 'agreement', copyProposal: true })
    const rows = await forOrg(orgId, (tx) => tx.document.findMany({ where: { orgId, jobId, kind: 'agreement' } }))
    await expect(send(context, rows[0]?.id ?? '')).rejects.toThrow('Choose one option of each')
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'sent' })
  })
})
