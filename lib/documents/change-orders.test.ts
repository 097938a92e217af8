import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import type { OrgContext } from '@/lib/orgs/context'
import { getJobBalance } from '@/lib/payments/counted/job-balance'
import { createOrg } from '@/lib/testing/fixtures'
import { draft, insertPayment, jobWithDocument, plainLine, readRow, readVersions, send } from '@/lib/testing/papers'
import { PaymentStatus } from '@/prisma/generated/enums'
import { type SeededRandom, seededRandom } from '@/tools/testing/seeded-random'
import { type DocumentContent, plainContent } from './content'
import { getContractTotal } from './contract-total'
import { createChangeOrder } from './create-change-order'
import { getJobView } from './job-view'
import type { Landing } from './landing'
import { readContent } from './lock-document'
import type { PartView } from './schedule'
import { setStage } from './set-stage'
import type { SnapshotChange } from './snapshot'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const mark = (documentId: string, from: 'sent' | 'signed', to: 'sent' | 'signed' | 'declined' | 'completed') =>
  setStage(context, { documentId, from, to })

/** A signed agreement over $10,000: $3,000 on signing, $4,500 at a milestone, and the rest of $2,500 at the end. */
async function signedAgreement(more: DocumentContent['schedule'] = []) {
  const { jobId, documentId } = await jobWithDocument(context, 0)
  await draft(context, documentId, {
    ...plainContent([{ id: 'roof', ...plainLine(10_000_00) }]),
    schedule: [
      { id: 'deposit', label: 'Deposit', due: { on: 'signing' }, kind: 'percent', percentThousandths: 30_000 },
      {
        ...{ id: 'framing', label: 'Framing', due: { on: 'milestone', milestone: 'Roof is dry' } },
        ...{ kind: 'fixed', amountCents: 4_500_00 },
      },
      ...more,
      { id: 'final', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
    ],
  })
  await send(context, documentId)
  await mark(documentId, 'sent', 'signed')
  return { jobId, documentId }
}

/** A change order that comes to `cents`, drafted. */
async function changeOrder(
  jobId: string,
  cents: number,
  landing: Landing = 'rest',
  more: Partial<DocumentContent> = {},
) {
  const documentId = randomUUID()
  const { ordinal } = await createChangeOrder(context, { jobId, documentId })
  const lines = plainContent([{ id: 'more', ...plainLine(cents, 'Skylight') }])
  const content = readContent((await readRow(context, documentId)).content)
  await draft(context, documentId, { ...content, sections: lines.sections, landing, ...more })
  return { documentId, ordinal }
}
async function signedChange(jobId: string, cents: number, landing?: Landing) {
  const order = await changeOrder(jobId, cents, landing)
  await send(context, order.documentId)
  await mark(order.documentId, 'sent', 'signed')
  return order
}
const printed = async (documentId: string): Promise<SnapshotChange> =>
  JSON.parse((await readVersions(context, documentId)).at(-1)?.snapshot ?? '').change
const scheduleOf = async (jobId: string) => {
  const schedule = await forOrg(orgId, (tx) => getJobView(tx, orgId, jobId))
  if (!schedule) throw new Error('nothing is signed')
  return schedule
}
const amounts = async (jobId: string) =>
  (await scheduleOf(jobId)).schedule.parts.map(({ id, amountCents }) => [id, amountCents])
const total = async (jobId: string) => (await forOrg(orgId, (tx) => getContractTotal(tx, orgId, jobId))).cents
const balance = async (jobId: string) => {
  const cents = await total(jobId)
  return forOrg(orgId, (tx) => getJobBalance(tx, orgId, jobId, cents))
}

describe('a change order', () => {
  test('changes nothing until it is signed, and then the total and the last payment', async () => {
    const { jobId } = await signedAgreement()
    const { documentId, ordinal } = await changeOrder(jobId, 1_550_00)
    await send(context, documentId)
    expect([ordinal, await total(jobId)]).toEqual([1, 10_000_00])
    expect(await printed(documentId)).toMatchObject({
      ...{ ordinal: 1, totalBeforeCents: 10_000_00, totalAfterCents: 11_550_00, toRefundCents: 0 },
      parts: [
        { id: 'deposit', beforeCents: 3_000_00, afterCents: 3_000_00 },
        { id: 'framing', beforeCents: 4_500_00, afterCents: 4_500_00 },
        { id: 'final', beforeCents: 2_500_00, afterCents: 4_050_00 },
      ],
    })
    await mark(documentId, 'sent', 'signed')
    expect(await total(jobId)).toBe(11_550_00)
    expect((await amounts(jobId)).at(-1)).toEqual(['final', 4_050_00])
  })

  test('has room for signatures on its paper', async () => {
    const { jobId } = await signedAgreement()
    const { documentId } = await changeOrder(jobId, 100_00)
    await send(context, documentId)
    const [version] = await readVersions(context, documentId)
    expect(JSON.parse(version?.snapshot ?? '').signatures).toEqual({
      company: context.org.name,
      customers: [{ name: 'Test Person', company: '' }],
    })
  })

  test('A32: of −$2,000 with $1,500 still owed leaves nothing owed, and names the $500 to refund', async () => {
    const { jobId } = await signedAgreement()
    await insertPayment(context, jobId, 8_500_00, 'settled')
    const { documentId } = await signedChange(jobId, -2_000_00)
    expect(await printed(documentId)).toMatchObject({ totalAfterCents: 8_000_00, toRefundCents: 500_00 })
    expect(await balance(jobId)).toMatchObject({ totalCents: 8_000_00, owedCents: 0, overpaidCents: 500_00 })
  })

  test('A33: signed while a draw is being paid counts it against the new total, and alters no draw with a payment', async () => {
    const { jobId } = await signedAgreement()
    const { documentId } = await changeOrder(jobId, 900_00, 'spread')
    await send(context, documentId)
    // The draw that its paper changes is paid in between: the paper is no longer right.
    await insertPayment(context, jobId, 3_000_00, 'submitting')
    await expect(mark(documentId, 'sent', 'signed')).rejects.toThrow('Mark it as sent once more')
    expect(await total(jobId)).toBe(10_000_00)
    expect(await send(context, documentId)).toEqual({ number: 2 })
    expect(await send(context, documentId)).toEqual({ number: 2 }) // pressed twice
    await mark(documentId, 'sent', 'signed')
    expect(await amounts(jobId)).toEqual([
      ['deposit', 3_000_00],
      ['framing', 5_078_57],
      ['final', 2_821_43],
    ])
    expect(await balance(jobId)).toMatchObject({ totalCents: 10_900_00, checkingCents: 3_000_00, owedCents: 7_900_00 })
  })

  test('leaves a payment alone that was paid on its day, before a milestone ahead of it', async () => {
    const due = { on: 'day' as const, day: '2026-01-05' }
    const { jobId } = await signedAgreement([
      { id: 'day', label: 'January', due, kind: 'fixed', amountCents: 1_000_00 },
    ])
    await insertPayment(context, jobId, 4_000_00, 'settled')
    await signedChange(jobId, 600_00, 'spread')
    expect(await amounts(jobId)).toEqual([
      ['deposit', 3_000_00],
      ['framing', 4_950_00],
      ['day', 1_000_00],
      ['final', 1_650_00],
    ])
  })

  test('leaves what is paid paid, and its own payment is due', async () => {
    const { jobId } = await signedAgreement()
    await insertPayment(context, jobId, 7_500_00, 'settled')
    await signedChange(jobId, 900_00, 'own')
    const { view } = await scheduleOf(jobId)
    expect(view.parts.map(({ id, state, openCents }) => [id, state, openCents])).toEqual([
      ['deposit', 'paid', 0],
      ['framing', 'paid', 0],
      ['change-1', 'due', 900_00],
      ['final', 'upcoming', 2_500_00],
    ])
  })

  test('keeps a credit on the payment that it was for', async () => {
    const { jobId } = await signedAgreement()
    await insertPayment(context, jobId, 1_000_00, 'settled')
    await signedChange(jobId, -9_000_00)
    await signedChange(jobId, 500_00)
    const { view } = await scheduleOf(jobId)
    expect(view.parts.map(({ id, openCents, creditedCents }) => [id, openCents, creditedCents])).toEqual([
      ['deposit', 0, 2_000_00],
      ['framing', 0, 0],
      ['change-2', 500_00, 0],
      ['final', 0, 0],
    ])
    expect(view.parts[2]).toMatchObject({ state: 'upcoming', due: { on: 'completion' } })
  })

  test('can’t make a job dearer than any document', async () => {
    const { jobId } = await signedAgreement()
    const { documentId } = await changeOrder(jobId, 9_995_000_00)
    await expect(send(context, documentId)).rejects.toThrow('It can come to at most $9,999,999.99')
  })

  test('begins with the taxes that the signed agreement’s lines have', async () => {
    const { jobId, documentId } = await jobWithDocument(context, 0)
    const taxes = (rateThousandths: number) => [
      { id: 'tax', name: 'Tax', rateThousandths },
      { id: 'labor', name: 'Labor tax', rateThousandths: 1_000 },
    ]
    const content = (rate: number) => {
      const plain = plainContent([{ id: 'roof', ...plainLine(1_000_00) }])
      for (const { lines } of plain.sections) for (const line of lines) line.taxRateIds = ['tax']
      return { ...plain, taxRates: taxes(rate) }
    }
    await draft(context, documentId, content(5_000))
    await send(context, documentId)
    await draft(context, documentId, content(8_000)) // not sent
    await mark(documentId, 'sent', 'signed')
    const id = randomUUID()
    await createChangeOrder(context, { jobId, documentId: id })
    const { taxRates, sections } = readContent((await readRow(context, id)).content)
    expect(taxRates).toEqual(taxes(5_000))
    expect(sections.flatMap(({ lines }) => lines.map(({ taxRateIds }) => taxRateIds))).toEqual([['tax']])
  })

  test('A31: can’t be signed once its last day is over', async () => {
    const { jobId } = await signedAgreement()
    const { documentId } = await changeOrder(jobId, 100_00, 'rest', { expiresOn: '2099-01-01' })
    await send(context, documentId)
    moveClock(80 * 365 * 86_400_000)
    try {
      await expect(mark(documentId, 'sent', 'signed')).rejects.toThrow('was good until Jan 1, 2099')
    } finally {
      moveClock(0)
    }
    await mark(documentId, 'sent', 'signed')
  })

  test('asked for twice is one, and the next has the next number', async () => {
    const { jobId } = await signedAgreement()
    const documentId = randomUUID()
    const made = await Promise.all([1, 2].map(() => createChangeOrder(context, { jobId, documentId })))
    expect(made).toEqual([{ ordinal: 1 }, { ordinal: 1 }])
    await draft(context, documentId, plainContent([{ id: 'a', ...plainLine(1) }]))
    expect(await createChangeOrder(context, { jobId, documentId })).toEqual({ ordinal: 2 }) // from the browser’s history
    const more = await Promise.all([1, 2, 3].map(() => createChangeOrder(context, { jobId, documentId: randomUUID() })))
    expect(more.map(({ ordinal }) => ordinal).sort()).toEqual([3, 4, 5])
  })

  test('is for a signed agreement alone', async () => {
    const { jobId } = await jobWithDocument(context, 100_00)
    await expect(createChangeOrder(context, { jobId, documentId: randomUUID() })).rejects.toThrow('isn’t signed yet')
  })

  test.each<[string, number, Landing, string]>([
    ['nothing', 0, 'rest', 'changes nothing'],
    ['more off than there is', -10_000_01, 'rest', 'Take off at most that'],
    ['a credit as a payment', -100, 'own', 'can’t be a payment of its own'],
  ])('of %s can’t be sent', async (_, cents, landing, words) => {
    const { jobId } = await signedAgreement()
    const { documentId } = await changeOrder(jobId, cents, landing)
    await expect(send(context, documentId)).rejects.toThrow(words)
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'draft', sentVersion: null })
  })
})

describe('one step back', () => {
  test('is the last one’s, and its schedule and total with it', async () => {
    const { jobId, documentId: agreement } = await signedAgreement()
    const first = await signedChange(jobId, 500_00, 'own')
    const second = await signedChange(jobId, 700_00)
    await expect(mark(first.documentId, 'signed', 'sent')).rejects.toThrow('Change order 2 was signed after this')
    await expect(mark(agreement, 'signed', 'sent')).rejects.toThrow('Change order 2 was signed after this')
    await mark(second.documentId, 'signed', 'sent')
    expect([await total(jobId), await amounts(jobId)]).toEqual([
      10_500_00,
      [
        ['deposit', 3_000_00],
        ['framing', 4_500_00],
        ['change-1', 500_00],
        ['final', 2_500_00],
      ],
    ])
    await mark(first.documentId, 'signed', 'sent')
    expect(await total(jobId)).toBe(10_000_00)
    // Its paper was printed before the other one was taken back.
    await expect(mark(second.documentId, 'sent', 'signed')).rejects.toThrow('Mark it as sent once more')
    await mark(agreement, 'signed', 'sent')
  })

  test('is refused where more is paid than the job would come to', async () => {
    const { jobId } = await signedAgreement()
    const { documentId } = await signedChange(jobId, 500_00)
    await insertPayment(context, jobId, 10_200_00, 'authorized')
    await expect(mark(documentId, 'signed', 'sent')).rejects.toThrow('$10,200.00 is paid or being charged')
    expect(await total(jobId)).toBe(10_500_00)
  })
})

const LANDINGS: Landing[] = ['rest', 'own', 'spread']
const isLive = ({ paidCents, payingCents }: PartView) => paidCents + payingCents > 0

async function randomStep(jobId: string, random: SeededRandom): Promise<void> {
  if (random.int(0, 2) > 0) {
    const status = random.pick(Object.values(PaymentStatus))
    await insertPayment(context, jobId, random.int(1, 3_000_00), status)
    return
  }
  const { view } = await scheduleOf(jobId)
  const cents = random.int(-3_000_00, 3_000_00) || 1
  const landing = random.pick(LANDINGS)
  const { documentId } = await changeOrder(jobId, cents, landing)
  const sent = await send(context, documentId).catch((error: Error) => error)
  if (sent instanceof Error) {
    expect(sent.message).toMatch(/Take off at most that|payment of its own/)
    return
  }
  await mark(documentId, 'sent', 'signed')
  const after = await scheduleOf(jobId)
  const isOverpaid = view.toRefundCents > 0
  for (const { id, amountCents, paidCents, payingCents } of view.parts.filter(isLive))
    expect(after.view.parts.find((part) => part.id === id)).toMatchObject({
      amountCents,
      ...(!isOverpaid && { paidCents, payingCents }),
    })
}

test('any history of payments and change orders touches no paid part, and owes what the balance says', async () => {
  for (let seed = 1; seed <= 25; seed++) {
    const random = seededRandom(seed)
    const { jobId } = await signedAgreement()
    for (let step = 0; step < 6; step++) await randomStep(jobId, random)
    const { view } = await scheduleOf(jobId)
    const counted = await balance(jobId)
    expect({ seed, total: view.totalCents, owed: view.owedCents, refund: view.toRefundCents }).toEqual({
      ...{ seed, total: counted.totalCents, owed: counted.owedCents, refund: counted.overpaidCents },
    })
    expect(view.parts.every(({ openCents, amountCents }) => openCents >= 0 && amountCents >= 0)).toBe(true)
  }
})
