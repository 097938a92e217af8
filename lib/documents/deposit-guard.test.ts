import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { dayOf, moveClock } from '@/lib/dates'
import { forOrg, readForOrg } from '@/lib/db'
import { UserError } from '@/lib/errors'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { accept, draft, jobWithDocument, readRow, readVersions, send } from '@/lib/testing/papers'
import { createPerson } from '@/lib/testing/people'
import { contentSchema, type DocumentContent } from './content'
import { createChangeOrder } from './create-change-order'
import { documentStatement, toDocument } from './queries'
import { sendDocumentSchema } from './schema'
import { sendDocument } from './send-document'
import { setStage } from './set-stage'
import type { Snapshot } from './snapshot'

let owner: OrgContext
let admin: OrgContext
let orgId: string
beforeAll(async () => {
  owner = await createOrg({ active: false })
  admin = await createPerson(owner, 'admin', 'Alex Admin')
  orgId = owner.org.id
})

/** A document over `totalCents`, of which so much is due at signing. */
const asking = (totalCents: number, depositCents: number): DocumentContent =>
  contentSchema.parse({
    sections: [
      { id: 's', lines: [{ id: 'a', description: 'Roof', quantityHundredths: 100, unitPriceCents: totalCents }] },
    ],
    schedule: [
      { id: 'd', label: 'Deposit', due: { on: 'signing' }, kind: 'fixed', amountCents: depositCents },
      { id: 'r', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
    ],
  })

type Place = { kind?: 'proposal' | 'agreement'; site?: string | null; customer?: string | null }

/** A draft of it on a job in a state. */
async function drafted(content: DocumentContent, { kind = 'agreement', site = 'MD', customer = null }: Place = {}) {
  const { jobId, documentId } = await jobWithDocument(owner, 1, { kind })
  await forOrg(orgId, async (tx) => {
    const job = await tx.job.update({ where: { orgId_id: { orgId, id: jobId } }, data: { state: site } })
    await tx.customer.update({ where: { orgId_id: { orgId, id: job.customerId } }, data: { state: customer } })
  })
  await draft(owner, documentId, content)
  const { version } = await readRow(owner, documentId)
  return { jobId, documentId, version }
}

const eventsOf = (documentId: string) =>
  forOrg(orgId, (tx) =>
    tx.documentEvent.findMany({ where: { orgId, documentId, act: 'sent' }, orderBy: { id: 'asc' } }),
  )
const auditOf = () =>
  forOrg(orgId, (tx) =>
    tx.auditEvent.findMany({ where: { orgId, action: 'deposit_overridden' }, orderBy: { id: 'asc' } }),
  )

const SENTENCE =
  'Maryland allows at most $3,333.33 at signing: one third of the price (Bus. Reg. §8-617). This schedule asks for $3,333.34.'
const REASON = 'Custom windows, ordered at signing.'

describe('A36: an agreement whose deposit is above its state’s limit', () => {
  test.each([
    ['California', 'CA', 12_345_67, 1_000_00],
    ['California', 'CA', 5_000_00, 500_00],
    ['Maryland', 'MD', 10_000_00, 3_333_33],
  ])('%s: is sent up to the cent, and not with a cent more', async (name, site, total, cap) => {
    const within = await drafted(asking(total, cap), { site })
    expect(await sendDocument(owner, within)).toEqual({ number: 1 })
    const above = await drafted(asking(total, cap + 1), { site })
    expect(await sendDocument(owner, above)).toMatchObject({
      excess: { sentence: expect.stringContaining(`${name} allows at most`), mayOverride: true },
    })
    expect(await readRow(owner, above.documentId)).toMatchObject({ stage: 'draft', sentVersion: null })
    expect(await readVersions(owner, above.documentId)).toEqual([])
    expect(await eventsOf(above.documentId)).toEqual([])
  })

  test('is sent by an owner with a reason, once, and event and log say who, which text and why', async () => {
    const made = await drafted(asking(10_000_00, 3_333_34))
    expect(await sendDocument(owner, made)).toMatchObject({ excess: { sentence: SENTENCE, mayOverride: true } })
    const before = (await auditOf()).length
    const twice = await Promise.all([1, 2].map(() => sendDocument(owner, { ...made, override: { reason: REASON } })))
    expect(twice).toEqual([{ number: 1 }, { number: 1 }])
    expect(await sendDocument(owner, made)).toEqual({ number: 1 })
    expect(await readVersions(owner, made.documentId)).toHaveLength(1)
    expect(await eventsOf(made.documentId)).toMatchObject([
      { actorName: 'Ada Admin', versionNumber: 1, detail: `${SENTENCE} Sent anyway: ${REASON}` },
    ])
    const audit = (await auditOf()).slice(before)
    expect(audit).toMatchObject([
      { actorName: 'Ada Admin', actorRole: 'owner', subject: expect.stringMatching(/^Agreement of job \d+, Deck$/) },
    ])
    expect(audit[0]?.detail).toBe(
      `Version 1. ${SENTENCE} By Maryland’s rules as of Nov 29, 2026. Sent anyway: ${REASON}`,
    )
  })

  test('isn’t sent by an admin, whatever the reason', async () => {
    const made = await drafted(asking(10_000_00, 3_333_34))
    expect(await sendDocument(admin, made)).toMatchObject({
      excess: { sentence: SENTENCE, advice: expect.stringContaining('ask an owner'), mayOverride: false },
    })
    const before = (await auditOf()).length
    const refused = await sendDocument(admin, { ...made, override: { reason: REASON } }).catch((error) => error)
    expect(refused).toBeInstanceOf(UserError)
    expect(refused.message).toBe(
      `Only an owner of your company can send this anyway. ${SENTENCE} It wasn’t sent. Lower the payments that are due at signing. Or ask an owner, who can send it anyway, with a reason.`,
    )
    expect(refused.fields).toEqual({ schedule: SENTENCE })
    expect(await readRow(owner, made.documentId)).toMatchObject({ stage: 'draft', sentVersion: null })
    expect(await auditOf()).toHaveLength(before)
  })

  test('a proposal is sent, whatever it asks for', async () => {
    const made = await drafted(asking(10_000_00, 9_000_00), { kind: 'proposal' })
    expect(await sendDocument(admin, made)).toEqual({ number: 1 })
    await accept(owner, made.documentId, 10_000_00)
  })

  test('is guarded again with its next version', async () => {
    const { documentId } = await drafted(asking(10_000_00, 3_333_33))
    expect(await send(owner, documentId)).toEqual({ number: 1 })
    await draft(owner, documentId, asking(9_000_00, 3_333_33))
    expect(await send(owner, documentId)).toMatchObject({ excess: { mayOverride: true } })
    expect(await readRow(owner, documentId)).toMatchObject({ stage: 'sent', sentVersion: 1, totalCents: 10_000_00 })
  })

  test('an override of nothing is none', async () => {
    const made = await drafted(asking(10_000_00, 3_333_33))
    const before = (await auditOf()).length
    expect(await sendDocument(admin, { ...made, override: { reason: REASON } })).toEqual({ number: 1 })
    expect(await eventsOf(made.documentId)).toMatchObject([{ detail: null }])
    expect(await auditOf()).toHaveLength(before)
  })
})

describe('the state is', () => {
  const above = asking(10_000_00, 3_333_34)
  test('that of the customer where the job has none', async () => {
    expect(await sendDocument(owner, await drafted(above, { site: null, customer: 'MD' }))).toHaveProperty('excess')
    expect(await sendDocument(owner, await drafted(above, { site: 'CO', customer: 'MD' }))).toEqual({ number: 1 })
  })

  test('that of the company where neither has one', async () => {
    const setState = (state: string | null) =>
      forOrg(orgId, (tx) => tx.org.update({ where: { id: orgId }, data: { state } }))
    await setState('MD')
    try {
      expect(await sendDocument(owner, await drafted(above, { site: null }))).toHaveProperty('excess')
    } finally {
      await setState(null)
    }
    expect(await sendDocument(owner, await drafted(above, { site: null }))).toEqual({ number: 1 })
    expect(await sendDocument(owner, await drafted(above, { site: 'ON' }))).toEqual({ number: 1 })
  })
})

describe('the right to cancel', () => {
  const snapshotsOf = async (documentId: string): Promise<Snapshot[]> =>
    (await readVersions(owner, documentId)).map(({ snapshot }) => JSON.parse(snapshot))

  test('is frozen with an agreement, by its state, and with no proposal', async () => {
    const agreement = await drafted(asking(10_000_00, 3_333_33))
    await sendDocument(owner, agreement)
    const [sent] = await snapshotsOf(agreement.documentId)
    expect(sent?.cancellation).toMatchObject({
      statement: expect.stringContaining('fifth business day'),
      profile: { code: 'MD', from: '2021-06-17', cancel: { days: 5, daysFrom65: 7 } },
    })
    const proposal = await drafted(asking(10_000_00, 3_333_33), { kind: 'proposal' })
    await sendDocument(owner, proposal)
    expect((await snapshotsOf(proposal.documentId))[0]).not.toHaveProperty('cancellation')
    const canadian = await drafted(asking(10_000_00, 1), { site: 'ON' })
    await sendDocument(owner, canadian)
    expect((await snapshotsOf(canadian.documentId))[0]).not.toHaveProperty('cancellation')
  })

  test('isn’t put into what was sent before versions were kept', async () => {
    const { documentId } = await jobWithDocument(owner, 1_000_00, { stage: 'sent' })
    await setStage(owner, { documentId, from: 'sent', to: 'signed' })
    const [sent] = await snapshotsOf(documentId)
    expect(sent).toMatchObject({ version: 1 })
    expect(sent).not.toHaveProperty('cancellation')
  })

  test('counts from the last signature, also once all is done', async () => {
    const { jobId, documentId, version } = await drafted(asking(10_000_00, 3_333_33))
    const signedAt = async () => {
      const { number } = await forOrg(orgId, (tx) =>
        tx.job.findUniqueOrThrow({ where: { orgId_id: { orgId, id: jobId } } }),
      )
      const [rows] = await readForOrg(orgId, [
        documentStatement(orgId, String(number), { kind: 'agreement', ordinal: 0 }),
      ] as const)
      const document = toDocument(rows)
      expect(document?.states).toEqual(['MD', null, null])
      return document?.signedAt
    }
    await sendDocument(owner, { documentId, version })
    expect(await signedAt()).toBeNull()
    await setStage(owner, { documentId, from: 'sent', to: 'signed' })
    const first = (await readRow(owner, documentId)).stageAt
    expect(await signedAt()).toEqual(first)
    await setStage(owner, { documentId, from: 'signed', to: 'sent' })
    expect(await signedAt()).toBeNull()
    await setStage(owner, { documentId, from: 'sent', to: 'signed' })
    const last = (await readRow(owner, documentId)).stageAt
    await setStage(owner, { documentId, from: 'signed', to: 'completed' })
    const completed = await signedAt()
    expect(Math.abs((completed?.getTime() ?? 0) - last.getTime())).toBeLessThan(1_000)
    expect(completed?.getTime()).toBeGreaterThanOrEqual(first.getTime())
  })
})

test.each(['', ' \n ', 'x'.repeat(501)])('a reason of %j is refused in words', (reason) => {
  const input = { documentId: crypto.randomUUID(), version: 1, override: { reason } }
  const { error } = sendDocumentSchema.safeParse(input)
  expect(error?.issues).toMatchObject([
    {
      path: ['override', 'reason'],
      message: expect.stringMatching(/^Say why it’s sent anyway\.|at most 500 characters/),
    },
  ])
  const { data } = sendDocumentSchema.safeParse({ ...input, override: { reason: ' Because. ' } })
  expect(data?.override).toEqual({ reason: 'Because.' })
})

describe('A36: the limit holds after sending, too', () => {
  test('at the signature, where a payment’s day has come by then', async () => {
    const soon = dayOf(new Date(Date.now() + 3 * 86_400_000), owner.org.timeZone)
    const content = asking(10_000_00, 5_000_00)
    const [deposit, rest] = content.schedule
    if (!deposit || !rest) throw new Error('no schedule')
    const dated: DocumentContent = { ...content, schedule: [{ ...deposit, due: { on: 'day', day: soon } }, rest] }
    const { documentId, version } = await drafted(dated)
    expect(await sendDocument(owner, { documentId, version })).toEqual({ number: 1 })
    const sign = () => setStage(owner, { documentId, from: 'sent', to: 'signed' })
    moveClock(5 * 86_400_000)
    try {
      await expect(sign()).rejects.toThrow('Nothing was signed. Lower the payments that are due by now')
      expect((await readRow(owner, documentId)).stage).toBe('sent')
    } finally {
      moveClock(0)
    }
    await sign() // its day is still ahead
  })

  test('for a change order that raises what is asked ahead of the work, and an owner may override it', async () => {
    const { jobId, documentId, version } = await drafted(asking(10_000_00, 3_333_33))
    await sendDocument(owner, { documentId, version })
    await setStage(owner, { documentId, from: 'sent', to: 'signed' })
    const order = async (landing: 'own' | 'rest') => {
      const id = randomUUID()
      await createChangeOrder(owner, { jobId, documentId: id })
      const line = { id: 'a', description: 'Skylight', quantityHundredths: 100, unitPriceCents: 2_000_00 }
      await draft(owner, id, contentSchema.parse({ sections: [{ id: 's', lines: [line] }], landing }))
      return { documentId: id, version: (await readRow(owner, id)).version }
    }
    expect(await sendDocument(owner, await order('rest'))).toEqual({ number: 1 })
    const own = await order('own')
    expect(await sendDocument(owner, own)).toMatchObject({
      excess: { sentence: expect.stringContaining('This schedule asks for $5,333.33.'), mayOverride: true },
    })
    expect(await sendDocument(owner, { ...own, override: { reason: REASON } })).toEqual({ number: 1 })
    expect((await eventsOf(own.documentId))[0]?.detail).toContain(REASON)
  })
})
