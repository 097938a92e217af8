import { randomUUID } from 'node:crypto'
import { render } from '@react-email/render'
import { beforeAll, describe, expect, it } from 'vitest'
import { sendLinkSchema } from '@/lib/customer-links/schema'
import { readCustomerPage } from '@/lib/customer-page/read-page'
import { formatDay } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { getJobView } from '@/lib/documents/job-view'
import { sendLink } from '@/lib/email/send-link'
import { writeMessage } from '@/lib/email/write-message'
import type { OrgContext } from '@/lib/orgs/context'
import { agreedJob, ask, dayIn, mailsOf, NOAH, OLIVIA, requestsOf, typedRequest } from '@/lib/testing/asked'
import { createOrg } from '@/lib/testing/fixtures'
import { customerAt } from '@/lib/testing/links'
import { insertPayment, jobWithDocument } from '@/lib/testing/papers'
import { cancelRequest, requestPayment } from './request-payment'

let context: OrgContext
let orgId: string
beforeAll(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
})

const audited = () =>
  forOrg(orgId, (tx) => tx.auditEvent.findFirstOrThrow({ where: { orgId }, orderBy: { id: 'desc' } }))
const view = (jobId: string) => forOrg(orgId, (tx) => getJobView(tx, orgId, jobId))
const states = async (jobId: string) => (await view(jobId))?.view.parts.map(({ state }) => state)
const written = async (request: string, nth = 0) => {
  const [mail] = (await mailsOf(context, request)).slice(nth)
  if (!mail) throw new Error('there is no such email')
  return forOrg(orgId, (tx) => writeMessage(tx, mail))
}
const framing = (jobId: string) => ({ jobId, partId: 'framing', amount: '4500', dueOn: dayIn(context, 7) })

describe('asking for a payment', () => {
  it('emails each person a link of their own, and the part is requested', async () => {
    const { jobId } = await agreedJob(context)
    expect(await states(jobId)).toEqual(['due', 'upcoming', 'upcoming'])
    const id = await ask(context, { ...framing(jobId), people: [OLIVIA, NOAH], message: 'The roof is dry.' })
    const [request] = await requestsOf(context, jobId)
    expect(request).toMatchObject({ id, partId: 'framing', partLabel: 'Framing', amountCents: 4_500_00, endedAt: null })
    expect(await states(jobId)).toEqual(['due', 'requested', 'upcoming'])
    const mails = await mailsOf(context, id)
    expect(mails.map(({ to, kind, reminderStep }) => [to, kind, reminderStep])).toEqual([
      ['noah@example.com', 'link', null],
      ['Olivia@Example.com', 'link', null],
    ])
    expect(new Set(mails.map(({ linkId }) => linkId)).size).toBe(2)
    const message = await written(id)
    if (message.kind !== 'message') throw new Error('nothing was written')
    const due = formatDay(dayIn(context, 7))
    expect(message.subject).toBe(`${context.org.name}: $4,500.00 due ${due} for Deck`)
    const text = await render(message.element, { plainText: true })
    for (const words of ['$4,500.00', `Due ${due}`, 'Framing', 'The roof is dry.']) expect(text).toContain(words)
    expect(await audited()).toMatchObject({
      action: 'payment_requested',
      detail: `Framing, $4,500.00 by ${due}, of Olivia Marsh, Olivia@Example.com; Noah Marsh, noah@example.com`,
    })
  })

  it('twice at once, and once more, asks once', async () => {
    const { jobId } = await agreedJob(context)
    const input = typedRequest(framing(jobId))
    await Promise.all([requestPayment(context, input), requestPayment(context, input)])
    await requestPayment(context, input)
    expect(await requestsOf(context, jobId)).toHaveLength(1)
    expect(await mailsOf(context, input.requestId)).toHaveLength(1)
  })

  it('again for the same part replaces what was asked before, by two people at once, too', async () => {
    const { jobId } = await agreedJob(context)
    await ask(context, framing(jobId))
    await Promise.all([ask(context, framing(jobId)), ask(context, framing(jobId))])
    const ends = (await requestsOf(context, jobId)).map(({ endedWhy }) => endedWhy)
    expect(ends.filter((why) => why === null)).toHaveLength(1)
    expect(ends.filter((why) => why === 'replaced')).toHaveLength(2)
  })

  it('is refused where more is asked for than is owed, or money for it isn’t decided', async () => {
    const { jobId } = await agreedJob(context)
    const amount = (typed: string) => ask(context, { jobId, amount: typed, dueOn: dayIn(context, 3) })
    await expect(amount('10000.01')).rejects.toThrow('Only $10,000.00 may be asked for')
    await expect(ask(context, { ...framing(jobId), amount: '4499' })).rejects.toThrow('has $4,500.00 open by now')
    await expect(ask(context, { ...framing(jobId), partId: 'gone' })).rejects.toThrow('no longer has this payment')
    await insertPayment(context, jobId, 3_000_00, 'unknown')
    await expect(ask(context, { ...framing(jobId), partId: 'deposit', amount: '3000' })).rejects.toThrow(
      'A payment of $3,000.00 for Deposit is being confirmed',
    )
    await expect(amount('7000.01')).rejects.toThrow('A payment of $3,000.00 is being confirmed')
    await amount('7000')
    const paid = await agreedJob(context)
    await insertPayment(context, paid.jobId, 3_000_00, 'settled')
    await expect(ask(context, { ...framing(paid.jobId), partId: 'deposit', amount: '3000' })).rejects.toThrow('is paid')
    await insertPayment(context, paid.jobId, 7_000_00, 'settled')
    await expect(ask(context, { ...framing(paid.jobId), partId: '', amount: '1' })).rejects.toThrow('Nothing is owed')
  })

  it('is refused before anybody agreed, on an archived job, in another company and for a day that is over', async () => {
    const { jobId } = await jobWithDocument(context, 100_00, { kind: 'proposal', stage: 'sent' })
    const typed = { jobId, amount: '50', dueOn: dayIn(context, 3) }
    await expect(ask(context, typed)).rejects.toThrow('hasn’t agreed to a price')
    const job = { id: (await jobWithDocument(context, 100_00, { stage: 'signed' })).jobId }
    await expect(ask(context, { ...typed, jobId: job.id, dueOn: dayIn(context, -1) })).rejects.toThrow('a later day')
    const other = await createOrg({ active: false })
    await expect(ask(other, { ...typed, jobId: job.id })).rejects.toThrow('no longer exists')
    await ask(context, { ...typed, jobId: job.id, dueOn: dayIn(context, 0) })
    await forOrg(orgId, (tx) =>
      tx.job.update({ where: { orgId_id: { orgId, id: job.id } }, data: { archivedAt: new Date() } }),
    )
    await expect(ask(context, { ...typed, jobId: job.id })).rejects.toThrow('archived')
  })

  it('shows what it asks for on the customer’s page, while it’s open', async () => {
    const { jobId } = await agreedJob(context)
    const dueOn = dayIn(context, 7)
    const id = await ask(context, framing(jobId))
    const asked = async () => (await readCustomerPage(await customerAt(context, jobId))).asked
    expect(await asked()).toEqual([{ label: 'Framing', cents: 4_500_00, dueOn }])
    await insertPayment(context, jobId, 3_000_00, 'settled')
    await insertPayment(context, jobId, 1_000_00, 'settled')
    expect(await asked()).toEqual([{ label: 'Framing', cents: 3_500_00, dueOn }])
    await insertPayment(context, jobId, 500_00, 'submitting')
    expect(await asked()).toEqual([])
    await cancelRequest(context, { requestId: id })
    expect(await asked()).toEqual([])
  })
})

describe('a request that ends', () => {
  it('by hand asks for nothing any longer, and is told once', async () => {
    const { jobId } = await agreedJob(context)
    const id = await ask(context, framing(jobId))
    await cancelRequest(context, { requestId: id })
    expect(await states(jobId)).toEqual(['due', 'upcoming', 'upcoming'])
    expect(await written(id)).toEqual({ kind: 'superseded', by: null })
    expect(await audited()).toMatchObject({ action: 'payment_request_canceled' })
    await expect(cancelRequest(context, { requestId: id })).rejects.toThrow('ended already')
    const other = await createOrg({ active: false })
    const next = await ask(context, framing(jobId))
    await expect(cancelRequest(other, { requestId: next })).rejects.toThrow('ended already')
  })

  it('leaves a payment on the part for which it was made', async () => {
    const { jobId } = await agreedJob(context)
    await insertPayment(context, jobId, 3_000_00, 'settled')
    // The last part is asked for ahead of the one before it, and partly paid.
    const id = await ask(context, { ...framing(jobId), partId: 'final', amount: '2500' })
    await insertPayment(context, jobId, 500_00, 'settled')
    const paid = async () => (await view(jobId))?.view.parts.map(({ paidCents }) => paidCents)
    expect(await paid()).toEqual([3_000_00, 0, 500_00])
    await cancelRequest(context, { requestId: id })
    expect(await paid()).toEqual([3_000_00, 0, 500_00])
  })

  it('is no longer sent once it is paid', async () => {
    const { jobId } = await agreedJob(context)
    const id = await ask(context, { ...framing(jobId), partId: 'deposit', amount: '3000' })
    await insertPayment(context, jobId, 3_000_00, 'settled')
    expect(await written(id)).toEqual({ kind: 'superseded', by: null })
  })
})

it('a link by hand is no request', async () => {
  const { jobId } = await agreedJob(context)
  await sendLink(context, sendLinkSchema.parse({ jobId, people: [OLIVIA], message: '', requestId: randomUUID() }))
  expect(await requestsOf(context, jobId)).toEqual([])
})
