import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { draft, insertPayment, jobWithDocument, plainLine, readRow, readVersions, send } from '@/lib/testing/papers'
import { plainContent } from './content'
import { readContent } from './lock-document'
import { saveDraft } from './save-draft'
import { setStage } from './set-stage'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const contentOf = (...cents: number[]) => plainContent(cents.map((each) => plainLine(each)))
const save = (documentId: string, version: number, cents: number, formId = randomUUID()) =>
  saveDraft(context, { documentId, version, formId, content: contentOf(cents) })

describe('a draft', () => {
  test('is replaced, priced by the server and counted', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    const content = plainContent([plainLine(500, 'A'), plainLine(-100, 'Discount'), plainLine(300, 'B')])
    expect(await draft(context, documentId, content)).toEqual({ saved: true, version: 2 })
    const saved = await readRow(context, documentId)
    expect(saved).toMatchObject({ version: 2, totalCents: 700 })
    expect(readContent(saved.content)).toEqual(content)
  })

  test('that says the same is not counted', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    await draft(context, documentId, contentOf(700))
    expect(await save(documentId, 2, 700)).toEqual({ saved: true, version: 2 })
  })

  test('is kept where it doesn’t add up yet, without a total', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    const content = { ...contentOf(100), discounts: [{ id: 'd', title: '', sectionId: null, ...off(500) }] }
    expect(await draft(context, documentId, content)).toMatchObject({ saved: true })
    expect(await readRow(context, documentId)).toMatchObject({ totalCents: null })
  })

  test('of somebody else is never overwritten: whoever was slower gets it to merge', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    await save(documentId, 1, 700)
    expect(await save(documentId, 1, 800)).toEqual({ saved: false, version: 2, content: contentOf(700) })
    expect(await readRow(context, documentId)).toMatchObject({ version: 2, totalCents: 700 })
  })

  test('is saved again by a form whose answer was lost, and by it alone', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    const formId = randomUUID()
    await save(documentId, 1, 700, formId)
    expect(await save(documentId, 1, 800, formId)).toEqual({ saved: true, version: 3 })
    expect(await save(documentId, 2, 900)).toMatchObject({ saved: false })
  })

  test('of ten at once, one is saved', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    const results = await Promise.all(Array.from({ length: 10 }, (_, i) => save(documentId, 1, 2000 + i)))
    expect(results.filter(({ saved }) => saved)).toHaveLength(1)
    expect(await readRow(context, documentId)).toMatchObject({ version: 2 })
  })

  test('may not come to less than is paid or being charged, to the cent', async () => {
    const { jobId, documentId } = await jobWithDocument(context, 10_000)
    for (const status of ['authorized', 'settled', 'submitting', 'unknown'] as const)
      await insertPayment(context, jobId, 1000, status)
    for (const status of ['declined', 'voided', 'refunded', 'not_taken'] as const)
      await insertPayment(context, jobId, 1000, status)
    await expect(save(documentId, 1, 3999)).rejects.toThrow('can’t be below $40.00')
    expect((await readRow(context, documentId)).version).toBe(1)
    expect(await save(documentId, 1, 4000)).toMatchObject({ saved: true })
  })

  test('is recorded once for each form, however often it saves', async () => {
    const { documentId, jobId } = await jobWithDocument(context, 1000)
    const formId = randomUUID()
    for (const [version, cents] of [700, 800, 900].entries()) await save(documentId, version + 1, cents, formId)
    const events = await forOrg(orgId, (tx) => tx.documentEvent.findMany({ where: { orgId, jobId } }))
    expect(events).toMatchObject([{ act: 'edited', totalCents: 700, actorName: context.user.name }])
  })

  test('of a signed agreement is refused', async () => {
    const { documentId } = await jobWithDocument(context, 1000, { stage: 'sent' })
    await setStage(context, { documentId, from: 'sent', to: 'signed' })
    await expect(save(documentId, 1, 1)).rejects.toThrow('is now signed')
  })

  test('of another organization is refused as if it did not exist', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    const other = await createOrg({ active: false })
    const input = { documentId, formId: randomUUID(), version: 1, content: contentOf(1) }
    await expect(saveDraft(other, input)).rejects.toThrow(UserError)
    expect((await readRow(context, documentId)).version).toBe(1)
  })
})

describe('P19: what was sent stays as it was sent', () => {
  test('and sets the price until the draft is sent in turn', async () => {
    const { documentId } = await jobWithDocument(context, 1000)
    await send(context, documentId)
    const [first] = await readVersions(context, documentId)
    await draft(context, documentId, contentOf(2000))
    expect(await readRow(context, documentId)).toMatchObject({ totalCents: 1000, sentVersion: 1, stage: 'sent' })
    expect(await send(context, documentId)).toEqual({ number: 2 })
    expect(await readRow(context, documentId)).toMatchObject({ totalCents: 2000, sentVersion: 2 })
    expect((await readVersions(context, documentId))[0]).toEqual(first)
  })

  test('also where it was sent before versions were kept: it is frozen before it is changed', async () => {
    const { documentId } = await jobWithDocument(context, 1000, { stage: 'sent' })
    await draft(context, documentId, contentOf(2000))
    const [version, ...others] = await readVersions(context, documentId)
    expect([version?.totalCents, others]).toEqual([1000, []])
    expect(await readRow(context, documentId)).toMatchObject({ totalCents: 1000, sentVersion: 1 })
  })
})

const off = (amountCents: number) => ({ kind: 'amount' as const, amountCents })
