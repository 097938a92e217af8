import { afterEach, describe, expect, it } from 'vitest'
import { cancelPaper } from '@/lib/customer-page/cancel-paper'
import { readCustomerPage, readPaper } from '@/lib/customer-page/read-page'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { contractTotalCents } from '@/lib/documents/contract-total'
import { createChangeOrder } from '@/lib/documents/create-change-order'
import { setStage } from '@/lib/documents/set-stage'
import type { OrgContext } from '@/lib/orgs/context'
import { requestPayment } from '@/lib/requests/request-payment'
import { sign } from '@/lib/signing/sign'
import { ask, dayIn, requestsOf, typedRequest } from '@/lib/testing/asked'
import { createOrg } from '@/lib/testing/fixtures'
import { customerAt, readOf } from '@/lib/testing/links'
import { draft, insertPayment, plainLine, readRow, send } from '@/lib/testing/papers'
import { agreementToSign, consentAndSign, documentEvents, first, signing } from '@/lib/testing/signing'
import { readCanceled } from './read-canceled'
import { recordNotice } from './record-notice'

// A signed agreement is canceled: by its customer at their link, or by a notice that the office records.

const AT = '2026-11-30T18:00:00Z' // a Monday
const moveTo = (instant: string) => moveClock(new Date(instant).getTime() - Date.now())
afterEach(() => moveClock(0))

/** An agreement over $5,000 that two owners signed on a Monday. */
async function signedAgreement(context: OrgContext) {
  moveTo(AT)
  const made = await agreementToSign(context, { customers: ['olivia', 'noah'] })
  for (const [n, link] of made.links.entries()) await consentAndSign(link, signing(made.read, made.signers[n]?.id))
  return made
}

const cancellationsOf = ({ org: { id: orgId } }: OrgContext, documentId: string) =>
  forOrg(orgId, (tx) => tx.cancellation.findMany({ where: { orgId, documentId } }))
const mailsOf = ({ org: { id: orgId } }: OrgContext, documentId: string) =>
  forOrg(orgId, (tx) =>
    tx.email.findMany({ where: { orgId, documentId, message: { contains: 'is canceled' } }, orderBy: { to: 'asc' } }),
  )
const noticesOf = ({ org: { id: orgId } }: OrgContext) =>
  forOrg(orgId, (tx) => tx.email.findMany({ where: { orgId, kind: 'notice' }, orderBy: { createdAt: 'asc' } }))
const totalOf = ({ org: { id: orgId } }: OrgContext, jobId: string) =>
  forOrg(orgId, async (tx) => contractTotalCents(await tx.document.findMany({ where: { orgId, jobId } })))
const standingOf = ({ org: { id: orgId } }: OrgContext, jobId: string) =>
  forOrg(orgId, (tx) => tx.jobStanding.findFirstOrThrow({ where: { orgId, jobId } }))
const newOrg = () => createOrg({ active: false })

describe('a customer', () => {
  it('cancels in time, once, with a dated record; the company and those who signed are told', async () => {
    const context = await newOrg()
    const { jobId, documentId, read, links } = await signedAgreement(context)
    const [olivia, noah] = [first(links), first(links.slice(1))]
    expect((await readPaper(olivia, { kind: 'agreement', ordinal: 0 }))?.right?.by.day).toBe('2026-12-03')
    await insertPayment(context, jobId, 1_000_00, 'authorized')
    const cancel = () => cancelPaper(olivia, { ...read, reason: 'We changed our minds.' })
    await Promise.all([cancel(), cancel(), cancelPaper(noah, { ...read, reason: null })])
    await cancel()
    const [row, ...more] = await cancellationsOf(context, documentId)
    expect(more).toEqual([])
    expect(row).toMatchObject({ way: 'link', sha256: read.sha256, memberId: null })
    expect([row?.datedOn, row?.receivedOn]).toEqual([new Date('2026-11-30'), new Date('2026-11-30')])
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'canceled', totalCents: 5_000_00 })
    const acts = (await documentEvents(context, documentId)).filter(({ act }) => act === 'canceled')
    expect(acts).toHaveLength(1)
    expect(acts[0]?.detail).toContain('On the customer’s page, Nov 30, 2026')
    expect((await mailsOf(context, documentId)).map(({ to }) => to)).toEqual(['noah@example.com', 'olivia@example.com'])
    expect((await mailsOf(context, documentId))[0]?.message).toContain('$1,000.00, is refunded by Dec 11, 2026')
    expect(
      (await noticesOf(context)).filter(({ notice }) => JSON.stringify(notice).includes('canceled the')),
    ).toHaveLength(1)
    const page = await readCustomerPage(olivia)
    expect(page).toMatchObject({ mayPay: false, right: null, parts: [], due: null, asked: [] })
    expect(page.papers).toMatchObject([{ state: 'canceled' }])
    expect(page.canceled).toMatchObject({ by: '2026-12-11', progress: { totalCents: 1_000_00, refundedCents: 0 } })
  })

  it('can until the last moment, and is refused with words from then on', async () => {
    const context = await newOrg()
    const { documentId, read, links } = await signedAgreement(context)
    const olivia = first(links)
    const midnight = context.org.timeZone === 'America/Denver' ? '2026-12-04T07:00:00Z' : null
    if (!midnight) throw new Error('another zone than the test was written for')
    moveTo(midnight)
    expect((await readPaper(olivia, { kind: 'agreement', ordinal: 0 }))?.right).toBeNull()
    await expect(cancelPaper(olivia, { ...read, reason: null })).rejects.toThrow(
      'The right to cancel ended at midnight of Thursday, December 3 (MST). Nothing was canceled.',
    )
    expect(await cancellationsOf(context, documentId)).toEqual([])
    moveTo('2026-12-04T06:59:30Z')
    await cancelPaper(olivia, { ...read, reason: null })
    expect(await cancellationsOf(context, documentId)).toMatchObject([{ datedOn: new Date('2026-12-03') }])
  })

  it('does it for a paper that they signed, as they read it, and for nobody else’s', async () => {
    const context = await newOrg()
    const { jobId, documentId, read, links } = await signedAgreement(context)
    const stranger = await customerAt(context, jobId, 'lena@example.com')
    const lena = { ...stranger, link: { ...stranger.link, name: 'Lena' } }
    expect((await readPaper(lena, { kind: 'agreement', ordinal: 0 }))?.right).toBeNull()
    await expect(cancelPaper(lena, { ...read, reason: null })).rejects.toThrow('Only somebody who signed')
    await expect(cancelPaper(first(links), { ...read, sha256: 'b'.repeat(64), reason: null })).rejects.toThrow(
      'This has changed',
    )
    const other = await signedAgreement(context)
    await expect(cancelPaper(first(links), { ...other.read, reason: null })).rejects.toThrow('no longer exists')
    expect((await readRow(context, documentId)).stage).toBe('signed')
  })

  it('can’t cancel what isn’t signed', async () => {
    const context = await newOrg()
    const { read, links } = await agreementToSign(context)
    await expect(cancelPaper(first(links), { ...read, reason: null })).rejects.toThrow('isn’t signed')
  })

  it('who signed by a code in the room can come back as long as the right lasts', async () => {
    const context = await newOrg()
    const { read, links, signers } = await agreementToSign(context)
    const olivia = first(links)
    const { id: orgId } = context.org
    const soon = new Date(Date.now() + 60_000)
    await forOrg(orgId, (tx) => tx.customerLink.updateMany({ where: { orgId }, data: { expiresAt: soon } }))
    await consentAndSign(olivia, signing(read, first(signers).id))
    const [link] = await forOrg(orgId, (tx) => tx.customerLink.findMany({ where: { orgId } }))
    expect(link?.expiresAt.getTime()).toBe(
      (await readPaper(olivia, { kind: 'agreement', ordinal: 0 }))?.right?.by.endsAt.getTime(),
    )
  })

  it('also where the code’s time was over when the company signed as the last', async () => {
    const context = await newOrg()
    const { read, links, signers } = await agreementToSign(context, { company: true })
    const { id: orgId } = context.org
    await consentAndSign(first(links), signing(read, first(signers).id))
    const over = new Date(Date.now() - 60_000)
    await forOrg(orgId, (tx) => tx.customerLink.updateMany({ where: { orgId }, data: { expiresAt: over } }))
    await sign(context, signing(read, signers.find(({ role }) => role === 'company')?.id))
    const [link] = await forOrg(orgId, (tx) => tx.customerLink.findMany({ where: { orgId } }))
    expect(link?.expiresAt.getTime()).toBeGreaterThan(Date.now())
  })
})

describe('what is canceled', () => {
  it('ends the change orders that are out, and what was asked for, and costs nothing in every place', async () => {
    const context = await newOrg()
    const { jobId, documentId, read, links } = await signedAgreement(context)
    const orders: string[] = []
    for (const [cents, stage] of [
      [1_000_00, 'signed'],
      [500_00, 'sent'],
      [200_00, 'draft'],
    ] as const) {
      const id = crypto.randomUUID()
      await createChangeOrder(context, { jobId, documentId: id })
      await draft(context, id, plainContent([plainLine(cents)]))
      if (stage !== 'draft') await send(context, id)
      if (stage === 'signed') await setStage(context, { documentId: id, from: 'sent', to: 'signed' })
      orders.push(id)
    }
    await ask(context, { jobId, amount: '500.00', dueOn: dayIn(context, 3) })
    expect(await totalOf(context, jobId)).toBe(6_000_00)
    await insertPayment(context, jobId, 1_000_00, 'settled')
    await cancelPaper(first(links), { ...read, reason: null })
    expect(await Promise.all(orders.map(async (id) => (await readRow(context, id)).stage))).toEqual([
      ...['canceled', 'canceled', 'draft'],
    ])
    expect((await readRow(context, orders[0] ?? '')).acceptanceId).not.toBeNull()
    expect(await requestsOf(context, jobId)).toMatchObject([{ endedWhy: 'canceled', endedByName: 'olivia' }])
    expect(await totalOf(context, jobId)).toBe(0)
    expect(await standingOf(context, jobId)).toMatchObject({ totalCents: 0n, owedCents: 0n, overpaidCents: 1_000_00n })
    await expect(send(context, orders[2] ?? '')).rejects.toThrow('The agreement was canceled')
    await expect(createChangeOrder(context, { jobId, documentId: crypto.randomUUID() })).rejects.toThrow('was canceled')
    await expect(
      requestPayment(context, typedRequest({ jobId, amount: '1.00', dueOn: dayIn(context, 1) })),
    ).rejects.toThrow()
    for (const to of ['sent', 'signed', 'completed', 'draft'] as const)
      await expect(setStage(context, { documentId, from: 'canceled', to })).rejects.toThrow('can’t become')
    await expect(setStage(context, { documentId: orders[2] ?? '', from: 'draft', to: 'canceled' })).rejects.toThrow(
      'can’t become',
    )
  })

  it('A30: is told on the pages of all who were asked, and what was sent can’t be signed any longer', async () => {
    const context = await newOrg()
    const { jobId, read, links } = await signedAgreement(context)
    const id = crypto.randomUUID()
    await createChangeOrder(context, { jobId, documentId: id })
    await draft(context, id, plainContent([plainLine(100_00)]))
    await send(context, id)
    const order = await readOf(context, id)
    await cancelPaper(first(links), { ...read, reason: null })
    const paper = await readPaper(first(links), { kind: 'change_order', ordinal: 1 })
    expect(paper?.paper.state).toBe('canceled')
    await expect(setStage(context, { documentId: order.documentId, from: 'canceled', to: 'signed' })).rejects.toThrow()
  })

  it('A30: a change order that was declined isn’t sent again, so nobody is asked or reminded to sign it', async () => {
    const context = await newOrg()
    const { jobId, read, links } = await signedAgreement(context)
    const id = crypto.randomUUID()
    await createChangeOrder(context, { jobId, documentId: id })
    await draft(context, id, plainContent([plainLine(100_00)]))
    await send(context, id)
    await setStage(context, { documentId: id, from: 'sent', to: 'declined' })
    await cancelPaper(first(links), { ...read, reason: null })
    await expect(setStage(context, { documentId: id, from: 'declined', to: 'sent' })).rejects.toThrow(
      'The agreement was canceled, so nothing changes it',
    )
    expect((await readRow(context, id)).stage).toBe('declined')
  })

  it('is canceled or changed by a signed change order, never by half of both', async () => {
    const context = await newOrg()
    for (let round = 0; round < 4; round++) {
      const { jobId, read, links } = await signedAgreement(context)
      const id = crypto.randomUUID()
      await createChangeOrder(context, { jobId, documentId: id })
      await draft(context, id, plainContent([plainLine(100_00)]))
      await send(context, id)
      await Promise.allSettled([
        cancelPaper(first(links), { ...read, reason: null }),
        setStage(context, { documentId: id, from: 'sent', to: 'signed' }),
      ])
      expect((await readRow(context, id)).stage).toBe('canceled')
      expect(await totalOf(context, jobId)).toBe(0)
    }
  })
})

describe('a notice that the office records', () => {
  const notice = { way: 'mail', datedOn: '2026-12-03', receivedOn: '2026-12-07', reason: null, sure: null } as const

  it('is in time by its date, however late it arrives, and the refund counts from its arrival', async () => {
    const context = await newOrg()
    const { jobId, documentId } = await signedAgreement(context)
    await insertPayment(context, jobId, 1_000_00, 'settled')
    moveTo('2026-12-07T20:00:00Z')
    const record = () => recordNotice(context, { documentId, ...notice })
    await Promise.all([record(), record()])
    const [row, ...more] = await cancellationsOf(context, documentId)
    expect(more).toEqual([])
    expect(row).toMatchObject({ way: 'mail', linkId: null, memberId: context.user.id })
    const canceled = await forOrg(context.org.id, (tx) => readCanceled(tx, context.org.id, { jobId, documentId }))
    expect(canceled).toMatchObject({ by: '2026-12-18', progress: { totalCents: 1_000_00, refundedCents: 0 } })
    const acts = (await documentEvents(context, documentId)).filter(({ act }) => act === 'canceled')
    expect(acts[0]?.detail).toBe('By mail, dated Dec 3, 2026, received Dec 7, 2026')
  })

  it('is asked about where it is dated after the right ended, and refused with days that can’t be', async () => {
    const context = await newOrg()
    const { documentId } = await signedAgreement(context)
    moveTo('2026-12-07T20:00:00Z')
    const record = (changes: Partial<Parameters<typeof recordNotice>[1]>) =>
      recordNotice(context, { documentId, ...notice, ...changes })
    await expect(record({ datedOn: '2026-11-29' })).rejects.toMatchObject({ fields: { datedOn: expect.any(String) } })
    await expect(record({ receivedOn: '2026-12-02' })).rejects.toMatchObject({
      fields: { receivedOn: expect.any(String) },
    })
    await expect(record({ receivedOn: '2026-12-08' })).rejects.toMatchObject({
      fields: { receivedOn: expect.any(String) },
    })
    const question = await record({ datedOn: '2026-12-04' }).catch((error) => error.fields.sure)
    expect(question).toContain('the right to cancel ended at midnight of Thursday, December 3')
    expect(await cancellationsOf(context, documentId)).toEqual([])
    await record({ datedOn: '2026-12-04', sure: question })
    expect(await cancellationsOf(context, documentId)).toHaveLength(1)
  })

  it('stays as it was written', async () => {
    const context = await newOrg()
    const { documentId, read, links } = await signedAgreement(context)
    await cancelPaper(first(links), { ...read, reason: null })
    const { id: orgId } = context.org
    await expect(
      forOrg(
        orgId,
        (tx) => tx.$executeRaw`update cancellation set reason = 'x' where document_id = ${documentId}::uuid`,
      ),
    ).rejects.toThrow()
  })
})
