import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { createChangeOrder } from '@/lib/documents/create-change-order'
import { setStage } from '@/lib/documents/set-stage'
import type { OrgContext } from '@/lib/orgs/context'
import { isChainIntact } from '@/lib/seal/event-chain'
import { createOrg } from '@/lib/testing/fixtures'
import { customerAt, linkTo, readOf } from '@/lib/testing/links'
import { draft, insertPayment, plainLine, readRow, send } from '@/lib/testing/papers'
import { createPerson, queryAsOwner } from '@/lib/testing/people'
import {
  agreementToSign,
  consentAndSign,
  DRAWN,
  documentEvents,
  first,
  signersOf,
  signing,
  two,
} from '@/lib/testing/signing'
import { askForSignatures } from './ask-for-signatures'
import { giveConsent } from './consent'
import { consentTextIn } from './consent-text'
import type { SigningActor } from './lock-signing'
import { declineToSign, sign } from './sign'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const eventsOf = (documentId: string) => documentEvents(context, documentId)
const actsOf = async (documentId: string) =>
  (await eventsOf(documentId)).map(({ act }) => act).filter((act) => /sign|consent/.test(act))
const signaturesOf = (documentId: string) =>
  forOrg(orgId, (tx) => tx.signature.findMany({ where: { orgId, documentId }, orderBy: { signedAt: 'asc' } }))
const consentOf = (signerId = '') => forOrg(orgId, (tx) => tx.consent.findMany({ where: { orgId, signerId } }))
const stageOf = async (documentId: string) => (await readRow(context, documentId)).stage

describe('a customer who signs', () => {
  it('consents and signs, and the last signature signs the agreement: with all the evidence', async () => {
    const { documentId, links, signers, read } = await agreementToSign(context)
    const olivia = first(links)
    const input = signing(read, signers[0]?.id)
    await expect(sign(olivia, input)).rejects.toThrow('agree to sign electronically first')
    expect(await consentAndSign(olivia, input)).toMatchObject({ isNew: true, isComplete: true })
    const row = await readRow(context, documentId)
    const [signature] = await signaturesOf(documentId)
    const [consent] = await consentOf(signers[0]?.id)
    expect(row.stage).toBe('signed')
    expect(consent).toMatchObject({
      ...{ textVersion: consentTextIn('en').version, openedSample: true, linkId: olivia.link.id },
      ...{ address: '192.0.2.1', userAgent: 'a test', textSha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    })
    expect(signature).toMatchObject({
      ...{ kind: 'typed', text: 'Olivia Marsh', font: 'geist-italic', strokes: null, consentId: consent?.id },
      ...{ versionNumber: 1, sha256: read.sha256, linkId: olivia.link.id, memberId: null, signedByName: 'olivia' },
      ...{ address: '192.0.2.1', userAgent: 'a test', screen: '390 × 844' },
    })
    // A18: one act, one time, wherever it stands.
    const events = await eventsOf(documentId)
    for (const act of ['signature_given', 'signed'] as const)
      expect(events.find((event) => event.act === act)).toMatchObject({
        ...{ at: signature?.signedAt, actorName: 'olivia', linkId: olivia.link.id, versionNumber: 1 },
      })
    expect(row.stageAt).toEqual(signature?.signedAt)
    expect(await actsOf(documentId)).toEqual(['signing_asked', 'consented', 'signature_given', 'signed'])
    expect(await isChainIntact(orgId, documentId)).toBe(true)
  })

  it('signs once, however often they press', async () => {
    const { documentId, links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    const input = signing(read, signers[0]?.id)
    await consentAndSign(first(links), input)
    const again = await Promise.all([1, 2, 3].map(() => sign(first(links), { ...input, mark: DRAWN })))
    expect(again.map(({ isNew }) => isNew)).toEqual([false, false, false])
    expect(await signaturesOf(documentId)).toMatchObject([{ kind: 'typed' }])
    expect(await stageOf(documentId)).toBe('sent')
    const consents = [1, 2].map(() =>
      giveConsent(first(links), { ...input, textVersion: consentTextIn('en').version, openedSample: true }),
    )
    await Promise.all(consents)
    expect(await consentOf(signers[0]?.id)).toHaveLength(1)
  })

  it('D8: signs nothing that their page didn’t show', async () => {
    const { documentId, links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    const [ann, bob] = two(links)
    const input = signing(read, signers[0]?.id)
    await consentAndSign(ann, input)
    const wrong = { ...signing(read, signers[1]?.id), sha256: 'a'.repeat(64) }
    await expect(consentAndSign(bob, wrong)).rejects.toThrow('This has changed since you opened it')
    await draft(context, documentId, plainContent([plainLine(6_000_00)]))
    // Version 1 still stands.
    await giveConsent(bob, {
      ...signing(read, signers[1]?.id),
      textVersion: consentTextIn('en').version,
      openedSample: true,
    })
    await send(context, documentId)
    await expect(sign(bob, signing(read, signers[1]?.id))).rejects.toThrow('This has changed since you opened it')
    const now = await readOf(context, documentId)
    // The old signers are over, and what was signed stays of the old version.
    await expect(sign(bob, signing(now, signers[1]?.id))).rejects.toThrow('You aren’t one of those who sign this')
    expect(await signersOf(context, documentId, 2)).toEqual([])
    expect(await signaturesOf(documentId)).toMatchObject([{ versionNumber: 1, sha256: read.sha256 }])
  })

  it('is the signer of their own link alone', async () => {
    const { links, signers, read, jobId } = await agreementToSign(context, { customers: ['ann', 'bob'], company: true })
    const other = await agreementToSign(context)
    const stranger = await customerAt(context, jobId, 'zoe@example.com')
    const [ann] = two(links)
    for (const [actor, signer] of [
      [ann, signers[1]],
      [ann, signers[2]],
      [stranger, signers[0]],
      [context, signers[0]],
      [ann, { id: randomUUID() }],
    ] as const)
      await expect(sign(actor, signing(read, signer?.id))).rejects.toThrow('You aren’t one of those who sign this')
    await expect(sign(first(other.links), signing(read, signers[0]?.id))).rejects.toThrow('no longer exists')
    const foreign = await createOrg({ active: false })
    await expect(sign(foreign, signing(read, signers[2]?.id))).rejects.toThrow('no longer exists')
  })

  it('in the room signs by a code that was made in their name', async () => {
    const { documentId, signers, read, jobId } = await agreementToSign(context, { customers: ['Olivia Marsh'] })
    const { link } = await linkTo(context, jobId, 'room')
    const at = await customerAt(context, jobId, 'other@example.com')
    const room: SigningActor = { ...at, user: { id: link.id, name: link.name }, link: { ...link, job: at.link.job } }
    await consentAndSign(room, signing(read, signers[0]?.id, DRAWN))
    expect(await signaturesOf(documentId)).toMatchObject([
      { kind: 'drawn', linkId: link.id, strokes: [expect.any(Array)] },
    ])
    expect(await stageOf(documentId)).toBe('signed')
  })

  it('signs in their turn', async () => {
    const { documentId, links, signers, read } = await agreementToSign(context, {
      ...{ customers: ['ann', 'bob'], company: true, inOrder: true },
    })
    const [ann, bob] = two(links)
    await expect(consentAndSign(bob, signing(read, signers[1]?.id))).rejects.toThrow('ann signs first')
    await expect(sign(context, signing(read, signers[2]?.id))).rejects.toThrow('ann and bob sign first')
    await consentAndSign(ann, signing(read, signers[0]?.id))
    await consentAndSign(bob, signing(read, signers[1]?.id))
    expect(await stageOf(documentId)).toBe('sent')
    const member = await createPerson(context, 'contractor', 'Marco')
    await sign(member, signing(read, signers[2]?.id, { kind: 'typed', text: 'Marco' }))
    expect(await stageOf(documentId)).toBe('signed')
    expect((await signaturesOf(documentId)).at(-1)).toMatchObject({
      ...{ memberId: member.user.id, linkId: null, consentId: null, signedByName: 'Marco' },
    })
  })

  it('doesn’t sign after the last day', async () => {
    const { documentId, jobId } = await agreementToSign(context)
    await draft(context, documentId, { ...plainContent([plainLine(5_000_00)]), expiresOn: '2099-01-02' })
    await send(context, documentId)
    const read = await readOf(context, documentId)
    await askForSignatures(context, {
      ...{ ...read, customers: [{ name: 'olivia', email: 'olivia@example.com' }], company: false, inOrder: false },
    })
    const [signer] = await signersOf(context, documentId, 2)
    moveClock(new Date('2099-01-03T12:00:00Z').getTime() - Date.now())
    try {
      const olivia = await customerAt(context, jobId)
      await expect(consentAndSign(olivia, signing(read, signer?.id))).rejects.toThrow('good until')
    } finally {
      moveClock(0)
    }
  })
})

describe('A30: a customer who declines', () => {
  it('ends it for all, who read why; nobody signs that version afterwards', async () => {
    const { documentId, links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    const [ann, bob] = two(links)
    const declined = { ...signing(read, signers[0]?.id), reason: 'The price is wrong.' }
    await Promise.all([declineToSign(ann, declined), declineToSign(ann, declined)])
    await expect(consentAndSign(bob, signing(read, signers[1]?.id))).rejects.toThrow('ann declined to sign')
    await expect(consentAndSign(ann, signing(read, signers[0]?.id))).rejects.toThrow('ann declined to sign')
    const asked = { customers: [{ name: 'zoe', email: 'zoe@example.com' }], company: false, inOrder: false }
    await expect(askForSignatures(context, { ...read, ...asked })).rejects.toThrow('ann declined to sign this version')
    expect(await stageOf(documentId)).toBe('sent')
    expect((await signersOf(context, documentId))[0]?.declined?.reason).toBe('The price is wrong.')
    const events = (await eventsOf(documentId)).filter(({ act }) => act === 'signing_declined')
    expect(events).toMatchObject([{ detail: '“The price is wrong.”', actorName: 'ann' }])
    // As the company is told to: a draft, and sent again.
    await setStage(context, { documentId, from: 'sent', to: 'draft' })
    await send(context, documentId)
    const again = await readOf(context, documentId)
    await askForSignatures(context, { ...again, ...asked, customers: [{ name: 'ann', email: 'ann@example.com' }] })
    const [signer] = await signersOf(context, documentId, 2)
    await consentAndSign(ann, signing(again, signer?.id))
    expect(await stageOf(documentId)).toBe('signed')
  })

  it('doesn’t after they have signed', async () => {
    const { links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
    await consentAndSign(first(links), signing(read, signers[0]?.id))
    const declined = { ...signing(read, signers[0]?.id), reason: 'No.' }
    await expect(declineToSign(first(links), declined)).rejects.toThrow('You have signed this already')
  })
})

describe('the last signature', () => {
  it('A28: isn’t stored where the agreement can’t be signed, and the customer is told whom to call', async () => {
    const { documentId, jobId } = await agreementToSign(context)
    await forOrg(orgId, (tx) => tx.job.update({ where: { orgId_id: { orgId, id: jobId } }, data: { state: 'MD' } }))
    // By a later day more would be due at once than Maryland allows.
    await draft(context, documentId, {
      ...plainContent([plainLine(9_000_00)]),
      schedule: [
        { id: 'a', label: 'Material', kind: 'fixed', amountCents: 6_000_00, due: { on: 'day', day: '2099-03-01' } },
        { id: 'b', label: 'Rest', kind: 'rest', due: { on: 'completion' } },
      ],
    })
    await send(context, documentId)
    const read = await readOf(context, documentId)
    const people = ['ann', 'bob'].map((name) => ({ name, email: `${name}@example.com` }))
    await askForSignatures(context, { ...read, customers: people, company: true, inOrder: false })
    const [signer, , company] = await signersOf(context, documentId, 2)
    const ann = await customerAt(context, jobId, 'ann@example.com')
    moveClock(new Date('2099-03-02T12:00:00Z').getTime() - Date.now())
    try {
      const answered = { ...signing(read, signer?.id), isSixtyFive: false, isDisasterRepair: false }
      await expect(consentAndSign(ann, answered)).rejects.toThrow('Call your contractor')
      await expect(sign(context, signing(read, company?.id))).rejects.toThrow('Maryland')
    } finally {
      moveClock(0)
    }
    expect(await signaturesOf(documentId)).toEqual([])
    expect(await stageOf(documentId)).toBe('sent')
    expect((await eventsOf(documentId)).some(({ act }) => act === 'signature_given')).toBe(false)
  })

  it('lands a change order; one that a payment has made wrong keeps no signature', async () => {
    const { jobId, documentId, links, signers, read } = await agreementToSign(context)
    const olivia = first(links)
    await consentAndSign(olivia, signing(read, signers[0]?.id))
    const order = async (cents: number) => {
      const id = randomUUID()
      await createChangeOrder(context, { jobId, documentId: id })
      await draft(context, id, { ...plainContent([plainLine(cents, 'Skylight')]), landing: 'rest' })
      await send(context, id)
      const of = await readOf(context, id)
      const asked = { customers: [{ name: 'olivia', email: 'olivia@example.com' }], company: false, inOrder: false }
      await askForSignatures(context, { ...of, ...asked })
      return { id, input: signing(of, (await signersOf(context, id))[0]?.id) }
    }
    const one = await order(1_000_00)
    await consentAndSign(olivia, one.input)
    const row = await readRow(context, one.id)
    const acceptance = await forOrg(orgId, (tx) =>
      tx.acceptance.findUnique({ where: { orgId_id: { orgId, id: row.acceptanceId ?? orgId } } }),
    )
    expect(row.stage).toBe('signed')
    expect(acceptance).toMatchObject({ totalCents: 1_000_00, linkId: olivia.link.id, recordedByName: 'olivia' })
    const two = await order(-2_000_00)
    await insertPayment(context, jobId, 5_000_00, 'settled')
    await expect(consentAndSign(olivia, two.input)).rejects.toThrow('can’t be signed as it is')
    expect(await signaturesOf(two.id)).toEqual([])
    expect(await stageOf(two.id)).toBe('sent')
    expect(await stageOf(documentId)).toBe('signed')
  })
})

it('what was signed is never changed, by its owner neither, and is its company’s alone', async () => {
  const { links, signers, read } = await agreementToSign(context, { customers: ['ann', 'bob'] })
  await consentAndSign(first(links), signing(read, signers[0]?.id))
  await declineToSign(two(links)[1], { ...signing(read, signers[1]?.id), reason: 'No.' })
  for (const table of ['signer', 'consent', 'signature', 'signing_decline']) {
    const where = table === 'signer' ? `id = $1` : `signer_id = $1`
    const id = signers[table === 'signing_decline' ? 1 : 0]?.id
    await expect(queryAsOwner(`update ${table} set org_id = org_id where ${where}`, [id])).rejects.toThrow('never')
    await expect(queryAsOwner(`delete from ${table} where ${where}`, [id])).rejects.toThrow('never')
    await expect(queryAsOwner(`truncate ${table} cascade`)).rejects.toThrow('never')
  }
  const other = await createOrg({ active: false })
  expect(await forOrg(other.org.id, (tx) => tx.signature.findMany())).toEqual([])
  expect(await forOrg(other.org.id, (tx) => tx.signer.findMany())).toEqual([])
})
