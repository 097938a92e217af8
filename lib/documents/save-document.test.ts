import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { forOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import type { PaymentStatus } from '@/prisma/generated/enums'
import { asOwner } from '@/prisma/owner/as-owner'
import { getContractTotal } from './contract-total'
import { createDocument } from './create-document'
import { saveDocument } from './save-document'
import type { SaveDocumentInput } from './schema'
import { setStage } from './set-stage'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const line = (unitPriceCents: number, description = 'Roof') => ({
  description,
  quantityHundredths: 100,
  unitPriceCents,
})

/** Makes a job with an agreement over `totalCents` that can still be edited. */
async function openAgreement(totalCents: number) {
  const job = await createJob(context, totalCents)
  const document = await forOrg(orgId, (tx) =>
    tx.document.update({
      where: { orgId_jobId_kind: { orgId, jobId: job.id, kind: 'agreement' } },
      data: { stage: 'sent' },
    }),
  )
  return { jobId: job.id, documentId: document.id }
}

const pay = (jobId: string, amountCents: number, status: PaymentStatus) =>
  forOrg(orgId, (tx) =>
    tx.payment.create({
      data: {
        orgId,
        id: randomUUID(),
        jobId,
        takenOn: 'agreement',
        amountCents,
        status,
        accountLabel: 'visa',
        lastFour: '1111',
        payerName: 'Test Person',
        takenById: context.user.id,
        takenByName: context.user.name,
        merchantKey: 'local:none',
        sendBy: new Date(),
      },
    }),
  )

const read = (documentId: string) =>
  forOrg(orgId, (tx) =>
    tx.document.findUniqueOrThrow({
      where: { orgId_id: { orgId, id: documentId } },
      include: { items: { orderBy: { position: 'asc' } } },
    }),
  )

describe('saving a document', () => {
  test('replaces its lines, in their order, and counts the version', async () => {
    const { documentId } = await openAgreement(1000)
    const items = [line(500, 'A'), line(-100, 'Discount'), line(300, 'B')]
    expect(await saveDocument(context, { documentId, formId: randomUUID(), version: 1, items })).toMatchObject({
      saved: true,
    })
    const saved = await read(documentId)
    expect(saved.version).toBe(2)
    expect(saved.items).toMatchObject(items)
  })

  test('does not overwrite what somebody else saved, and says which version is theirs', async () => {
    const { documentId } = await openAgreement(1000)
    await saveDocument(context, { documentId, formId: randomUUID(), version: 1, items: [line(700)] })
    const mine: SaveDocumentInput = { documentId, formId: randomUUID(), version: 1, items: [line(900)] }
    expect(await saveDocument(context, mine)).toMatchObject({ saved: false, conflict: { version: 2 } })
    expect((await read(documentId)).items).toMatchObject([line(700)])
    expect(await saveDocument(context, { ...mine, version: 2 })).toMatchObject({ saved: true })
  })

  test('sent twice saves once', async () => {
    const { documentId } = await openAgreement(1000)
    const input: SaveDocumentInput = { documentId, formId: randomUUID(), version: 1, items: [line(700)] }
    await saveDocument(context, input)
    expect(await saveDocument(context, input)).toMatchObject({ saved: true })
    expect((await read(documentId)).version).toBe(2)
  })

  test('fault 47: a save whose answer was lost isn’t somebody else’s, also after another change', async () => {
    const { documentId } = await openAgreement(1000)
    const edit = { documentId, version: 1, formId: randomUUID() }
    await saveDocument(context, { ...edit, items: [line(700)] })
    expect(await saveDocument(context, { ...edit, items: [line(800)] })).toMatchObject({ saved: true })
    expect((await read(documentId)).items).toMatchObject([line(800)])
    // Who opened it in between doesn't overwrite the second save.
    const late = { documentId, version: 2, formId: randomUUID(), items: [line(900)] }
    expect(await saveDocument(context, late)).toMatchObject({ saved: false })
  })

  test('fault 40: who was slower sees which lines differ, theirs and mine', async () => {
    const { documentId } = await openAgreement(1000)
    const edit = { documentId, version: 1 }
    await saveDocument(context, { ...edit, formId: randomUUID(), items: [line(700), line(45_000, 'Gutters')] })
    const mine = { ...edit, formId: randomUUID(), items: [line(700)] }
    expect(await saveDocument(context, mine)).toEqual({
      saved: false,
      conflict: { version: 2, differences: [{ path: 'items.1', theirs: 'Gutters, 1 × $450.00', mine: '' }] },
    })
  })

  test('of ten at once, one is saved', async () => {
    const { documentId } = await openAgreement(1000)
    const results = await Promise.all(
      Array.from({ length: 10 }, (_, i) =>
        saveDocument(context, { documentId, formId: randomUUID(), version: 1, items: [line(2000 + i)] }),
      ),
    )
    expect(results.filter((result) => result.saved)).toHaveLength(1)
    expect(await read(documentId)).toMatchObject({ version: 2, items: [{}] })
  })

  test('may not come to less than is paid or being charged, to the cent', async () => {
    const { jobId, documentId } = await openAgreement(10_000)
    for (const status of ['authorized', 'settled', 'submitting', 'unknown'] as const) await pay(jobId, 1000, status)
    for (const status of ['declined', 'voided', 'refunded', 'not_taken'] as const) await pay(jobId, 1000, status)
    const save = (cents: number) =>
      saveDocument(context, { documentId, formId: randomUUID(), version: 1, items: [line(cents)] })
    await expect(save(3999)).rejects.toThrow('can’t be below $40.00')
    expect((await read(documentId)).version).toBe(1)
    expect(await save(4000)).toMatchObject({ saved: true })
  })

  test('is refused once somebody has agreed to it', async () => {
    const { documentId } = await openAgreement(1000)
    await setStage(context, { documentId, from: 'sent', to: 'signed' })
    await expect(
      saveDocument(context, { documentId, formId: randomUUID(), version: 1, items: [line(1)] }),
    ).rejects.toThrow('is now signed')
  })

  test('of another organization is refused as if it did not exist', async () => {
    const { documentId } = await openAgreement(1000)
    const other = await createOrg({ active: false })
    const attempt = saveDocument(other, { documentId, formId: randomUUID(), version: 1, items: [line(1)] })
    await expect(attempt).rejects.toThrow('no longer exists')
    expect((await read(documentId)).version).toBe(1)
  })
})

describe('creating documents', () => {
  const emptyJob = () =>
    forOrg(orgId, async (tx) => {
      const customer = await tx.customer.create({ data: { orgId, firstName: 'Test', lastName: 'Person' } })
      const number = 100_000 + Math.floor(Math.random() * 1e8)
      return tx.job.create({ data: { orgId, number, title: 'Deck', customerId: customer.id } })
    })
  const total = (jobId: string) => forOrg(orgId, (tx) => getContractTotal(tx, orgId, jobId))

  test('an agreement copies the proposal and takes its place as the contract', async () => {
    const job = await emptyJob()
    expect(await total(job.id)).toEqual({ cents: 0, kind: null })
    await createDocument(context, { jobId: job.id, kind: 'proposal', copyProposal: false })
    const key = { orgId_jobId_kind: { orgId, jobId: job.id, kind: 'proposal' } } as const
    const proposal = await forOrg(orgId, (tx) => tx.document.findUniqueOrThrow({ where: key }))
    const items = [line(5000, 'A'), line(-500, 'B')]
    await saveDocument(context, { documentId: proposal.id, formId: randomUUID(), version: 1, items })
    expect(await total(job.id)).toEqual({ cents: 4500, kind: 'proposal' })

    expect(await createDocument(context, { jobId: job.id, kind: 'agreement', copyProposal: true })).toEqual({
      created: true,
    })
    expect(await total(job.id)).toEqual({ cents: 4500, kind: 'agreement' })
    // The proposal no longer sets the job's price, so what's paid doesn't limit it.
    await pay(job.id, 4500, 'settled')
    expect(
      await saveDocument(context, { documentId: proposal.id, formId: randomUUID(), version: 2, items: [line(1)] }),
    ).toMatchObject({ saved: true })
    expect(await total(job.id)).toEqual({ cents: 4500, kind: 'agreement' })
  })

  test('pressed twice at once makes one', async () => {
    const job = await emptyJob()
    const create = () => createDocument(context, { jobId: job.id, kind: 'proposal', copyProposal: false })
    const results = await Promise.all([create(), create(), create()])
    expect(results.filter(({ created }) => created)).toHaveLength(1)
  })

  test('an empty agreement does not wipe out what has been paid on the proposal', async () => {
    const job = await emptyJob()
    await createDocument(context, { jobId: job.id, kind: 'proposal', copyProposal: false })
    await pay(job.id, 100, 'unknown')
    const empty = createDocument(context, { jobId: job.id, kind: 'agreement', copyProposal: false })
    await expect(empty).rejects.toThrow(UserError)
  })
})

describe('declining', () => {
  test('a proposal on which money was taken is refused until that is refunded', async () => {
    const job = await createJob(context, 0)
    await asOwner(async (tx) => {
      await tx.lineItem.deleteMany({ where: { document: { jobId: job.id } } })
      await tx.document.updateMany({ where: { orgId, jobId: job.id }, data: { kind: 'proposal', stage: 'sent' } })
    }, orgId)
    const { id: documentId } = await forOrg(orgId, (tx) => tx.document.findFirstOrThrow({ where: { jobId: job.id } }))
    await pay(job.id, 10_000, 'declined')
    await pay(job.id, 5_000, 'unknown')
    const decline = () => setStage(context, { documentId, from: 'sent', to: 'declined' })
    await expect(decline()).rejects.toThrow('$50.00')
    await forOrg(orgId, (tx) => tx.payment.updateMany({ where: { jobId: job.id }, data: { status: 'voided' } }))
    await decline()
  })
})

describe('stages', () => {
  test('move along the table only, and only from where they were shown', async () => {
    const { documentId } = await openAgreement(1000)
    await expect(setStage(context, { documentId, from: 'sent', to: 'completed' })).rejects.toThrow('can’t become')
    await expect(setStage(context, { documentId, from: 'draft', to: 'sent' })).resolves.toBeUndefined() // exists already
    await expect(setStage(context, { documentId, from: 'signed', to: 'completed' })).rejects.toThrow(
      'already marked as sent',
    )
    await setStage(context, { documentId, from: 'sent', to: 'signed' })
    await setStage(context, { documentId, from: 'signed', to: 'completed' })
    await expect(setStage(context, { documentId, from: 'completed', to: 'signed' })).rejects.toThrow('can’t become')
  })
})
