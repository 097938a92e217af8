import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { forOrg } from '@/lib/db'
import { contentSchema, type DocumentContent, plainContent } from '@/lib/documents/content'
import { readContent } from '@/lib/documents/lock-document'
import { setStage } from '@/lib/documents/set-stage'
import { priceContent } from '@/lib/documents/standing-total'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { accept, draft, jobWithDocument, plainLine, readRow, send } from '@/lib/testing/papers'
import type { DocumentKind } from '@/prisma/generated/enums'
import { findCopySources } from './copy-source'
import { startDocumentSchema } from './schema'
import { startDocument } from './start-document'

let context: OrgContext
let orgId: string
let jobId: string
let lastJob: number
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  lastJob = 0
  jobId = await addJob('Lee', 'Shed')
})

const addJob = (lastName: string, title: string, archivedAt: Date | null = null): Promise<string> =>
  forOrg(orgId, async (tx) => {
    const customer = await tx.customer.create({ data: { orgId, firstName: 'Ann', lastName } })
    const data = { orgId, number: 41 + ++lastJob, title, customerId: customer.id, archivedAt }
    return (await tx.job.create({ data })).id
  })

const line = (id: string, unitPriceCents: number, costCents: number | null = null) => ({
  ...{ id, description: `Line ${id}`, quantityHundredths: 100, unitPriceCents, costCents },
})
const ROOF = contentSchema.parse({
  ...{ title: 'New roof', note: 'Dear customer', internalNote: 'Check the permit', terms: '# Terms' },
  ...{ expiresOn: '2026-12-31', taxExemption: { reason: 'Church' } },
  taxRates: [{ id: 'tax', name: 'State', rateThousandths: 10_000 }],
  sections: [{ id: 'roof', title: 'Roof', lines: [{ ...line('a', 100_000, 40_000), taxRateIds: ['tax'] }] }],
  optionGroups: [
    {
      ...{ id: 'g', title: 'Shingles', sectionId: 'roof', defaultOptionId: 'good' },
      options: [
        { id: 'good', title: 'Good', lines: [line('b', 50_000)] },
        { id: 'best', title: 'Best', lines: [line('c', 90_000)] },
      ],
    },
  ],
  discounts: [{ id: 'd', kind: 'amount', amountCents: 10_000, title: 'Spring' }],
  schedule: [
    { id: 'p', label: 'Deposit', kind: 'percent', percentThousandths: 30_000, due: { on: 'signing' } },
    { id: 'r', label: 'Final', kind: 'rest', due: { on: 'completion' } },
  ],
  choices: { options: [{ groupId: 'g', optionId: 'best' }], lines: [] },
  photos: [{ id: 'ph', hash: 'ab'.repeat(32), width: 4, height: 3, caption: 'The ridge' }],
})
/** The job and the proposal of it that is copied. */
async function proposalOf(content: DocumentContent = ROOF) {
  const made = await jobWithDocument(context, 100, { kind: 'proposal' })
  await draft(context, made.documentId, content)
  return made.documentId
}

const copy = (copyOf: string, into = jobId, kind: DocumentKind = 'proposal', of = context) =>
  startDocument(of, startDocumentSchema.parse({ jobId: into, kind, copyProposal: false, copyOf }))
const copied = async (into = jobId) => {
  const row = await forOrg(orgId, (tx) => tx.document.findFirstOrThrow({ where: { jobId: into } }))
  return { ...row, content: readContent(row.content) }
}

describe('a document that begins as a copy', () => {
  it('has a draft’s content with costs and photos, without what is of its customer, and its own number', async () => {
    const id = await proposalOf()
    const before = await readRow(context, id)
    expect(await copy(id)).toEqual({ created: true })
    const { content, number, stage, version, totalCents } = await copied()
    expect({ stage, version, totalCents }).toEqual({ stage: 'draft', version: 1, totalCents: null })
    expect(number).toBeGreaterThan(before.number)
    expect(content).toMatchObject({
      ...{ title: 'New roof', note: 'Dear customer', terms: '# Terms', internalNote: '', expiresOn: null },
      ...{ taxExemption: null, choices: { options: [], lines: [] } },
      photos: [{ hash: 'ab'.repeat(32), caption: 'The ridge' }],
      discounts: [{ title: 'Spring', amountCents: 10_000 }],
      schedule: [{ label: 'Deposit', percentThousandths: 30_000 }, { label: 'Final' }],
      sections: [{ lines: [{ unitPriceCents: 100_000, costCents: 40_000 }] }],
    })
    expect(JSON.stringify(content)).not.toMatch(/"(?:a|b|c|d|g|p|r|ph|tax|roof|good|best)"/)
    // 150,000 − 10,000, and a tenth of the taxed line’s share.
    const { priced } = priceContent(content, 'proposal')
    expect(priced).toMatchObject({ ok: true, state: 'open', fromCents: 140_000 + 9_333 })
    expect(await readRow(context, id)).toEqual(before)
  })

  it('of what was sent is as it was sent, whatever was drafted since, and keeps what lines cost', async () => {
    const id = await proposalOf()
    await send(context, id)
    await draft(context, id, { ...ROOF, title: 'Another roof', sections: [] as never[], optionGroups: [] })
    await copy(id)
    expect((await copied()).content).toMatchObject({ title: 'New roof', sections: [{ lines: [{ costCents: null }] }] })

    const other = await proposalOf()
    await send(context, other)
    await accept(context, other, 180_000, { options: [{ groupId: 'g', optionId: 'best' }] })
    const into = await addJob('Wu', 'Garage')
    await copy(other, into, 'agreement')
    const { content, kind } = await copied(into)
    expect({ kind, lines: content.sections[0]?.lines }).toMatchObject({
      kind: 'agreement',
      lines: [{ costCents: 40_000 }],
    })
    expect(content.optionGroups).toHaveLength(1)
  })

  it('of one that was taken back is as it is drafted, of one from before versions as it is stored', async () => {
    const id = await proposalOf()
    await send(context, id)
    await setStage(context, { documentId: id, from: 'sent', to: 'draft' })
    await draft(context, id, { ...ROOF, title: 'Second try' })
    await copy(id)
    expect((await copied()).content.title).toBe('Second try')

    const old = await jobWithDocument(context, 123_00, { kind: 'agreement', stage: 'signed' })
    const into = await addJob('Wu', 'Garage')
    await copy(old.documentId, into)
    expect(await copied(into)).toMatchObject({ kind: 'proposal', totalCents: 123_00, stage: 'draft' })
  })

  it('isn’t made of a change order, of another company’s, or of one that isn’t there', async () => {
    const { documentId } = await jobWithDocument(context, 1_000, { kind: 'change_order' })
    await expect(copy(documentId)).rejects.toThrow('A change order can’t be copied')
    const theirs = await proposalOf()
    const other = await createOrg({ active: false })
    const mine = await jobWithDocument(other, 1_000, { kind: 'proposal' })
    for (const id of [mine.documentId, randomUUID()])
      await expect(copy(id)).rejects.toThrow('The document to copy no longer exists')
    await expect(copy(theirs, mine.jobId, 'agreement', other)).rejects.toThrow('The document to copy no longer exists')
    expect(await forOrg(orgId, (tx) => tx.document.count({ where: { jobId } }))).toBe(0)
  })

  test('P26: ten copies made at once have ten different numbers, none of them the source’s', async () => {
    const id = await proposalOf()
    const jobs: string[] = []
    for (let n = 0; n < 10; n++) jobs.push(await addJob('Lee', `House ${n}`))
    expect(await Promise.all(jobs.map((job) => copy(id, job)))).toEqual(jobs.map(() => ({ created: true })))
    const numbers = (await Promise.all(jobs.map((job) => copied(job)))).map(({ number }) => number)
    const { number } = await readRow(context, id)
    expect(new Set([...numbers, number]).size).toBe(11)
    expect(Math.max(...numbers) - Math.min(...numbers)).toBe(9)
  })
})

describe('the search for a document to copy', () => {
  const find = async (query = '', forJob = jobId) => {
    const found = await findCopySources(orgId, { jobId: forJob, query })
    return found.map(({ customer, kind, jobTitle }) => `${customer.lastName} ${kind} ${jobTitle}`)
  }
  const add = (id: string, kind: DocumentKind = 'proposal', ordinal = 0) =>
    forOrg(orgId, (tx) =>
      tx.document.create({
        data: {
          ...{ orgId, jobId: id, kind, ordinal, totalCents: 500_00 },
          content: plainContent([plainLine(500_00)]),
        },
      }),
    )

  it('finds by customer, job, title, number and kind, newest first', async () => {
    const roof = await addJob('Núñez', 'Slate roof')
    const deck = await addJob('O’Neil', 'Cedar deck')
    await add(roof)
    const agreement = await add(deck, 'agreement')
    await add(deck)
    await add(deck, 'change_order', 1)
    await add(jobId)
    const all = ['O’Neil proposal Cedar deck', 'O’Neil agreement Cedar deck', 'Núñez proposal Slate roof']
    expect(await find()).toEqual(all)
    expect(await find('nunez')).toEqual([all[2]])
    expect(await find('DECK')).toEqual([all[0], all[1]])
    expect(await find('agreement deck')).toEqual([all[1]])
    expect(await find('43')).toContain(all[2]) // the number of its job
    expect(await find(`agreement ${agreement.number}`)).toEqual([all[1]])
    expect(await find('slate deck')).toEqual([])
    expect(await find('nobody 43')).toEqual([])
    expect(await find('', roof)).toEqual(['Lee proposal Shed', all[0], all[1]])
    const [first] = await findCopySources(orgId, { jobId, query: 'cedar' })
    expect(first).toMatchObject({ stage: 'draft', totalCents: 500_00, jobNumber: 44, jobTitle: 'Cedar deck' })
  })

  it('lists those of archived jobs only to who searches for them, and never another company’s', async () => {
    await add(await addJob('Park', 'Old barn', new Date()))
    expect(await find()).toEqual([])
    expect(await find('barn')).toEqual(['Park proposal Old barn'])
    const other = await createOrg({ active: false })
    await jobWithDocument(other, 100, { kind: 'proposal' })
    expect(await find('deck')).toEqual([])
    expect(await find('proposal')).toEqual(['Park proposal Old barn'])
  })

  it('lists twenty at most', async () => {
    for (let n = 0; n < 22; n++) await add(await addJob('Many', `House ${n}`))
    const found = await find('many house')
    expect(found).toHaveLength(20)
    expect(found[0]).toBe('Many proposal House 21')
    expect(await find('proposal')).toEqual(found)
  })
})
