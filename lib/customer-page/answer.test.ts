import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { createDocument } from '@/lib/documents/create-document'
import { setStage } from '@/lib/documents/set-stage'
import type { OrgContext } from '@/lib/orgs/context'
import { readNotice } from '@/lib/queue/notice'
import { createOrg } from '@/lib/testing/fixtures'
import { customerAt, readOf, sentProposal } from '@/lib/testing/links'
import { draft, plainLine, readRow, send } from '@/lib/testing/papers'
import { acceptProposal, askAbout, declineProposal, noteViewed } from './answer'
import { readCustomerPage, readPaper } from './read-page'

const NONE = { options: [], lines: [] }
const eventsOf = ({ org }: OrgContext, documentId: string) =>
  forOrg(org.id, (tx) => tx.documentEvent.findMany({ where: { orgId: org.id, documentId }, orderBy: { at: 'asc' } }))
const noticesOf = ({ org }: OrgContext) =>
  forOrg(org.id, (tx) => tx.email.findMany({ where: { orgId: org.id, kind: 'notice' } }))

async function proposal() {
  const context = await createOrg({ active: false })
  return { context, ...(await sentProposal(context)) }
}

describe('a customer at their link', () => {
  it('accepts what they read, once, and the company is told once', async () => {
    const { context, customer, documentId, read } = await proposal()
    const accept = () => acceptProposal(customer, { ...read, choices: NONE, totalCents: 500_000 })
    await Promise.all([accept(), accept()])
    await accept()
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'accepted', totalCents: 500_000 })
    const [acceptance, ...more] = await forOrg(context.org.id, (tx) =>
      tx.acceptance.findMany({ where: { orgId: context.org.id, documentId } }),
    )
    expect(more).toEqual([])
    expect(acceptance).toMatchObject({ linkId: customer.link.id, recordedByName: 'Olivia Marsh', sha256: read.sha256 })
    const events = (await eventsOf(context, documentId)).filter(({ act }) => act === 'accepted')
    expect(events).toMatchObject([{ linkId: customer.link.id, actorName: 'Olivia Marsh', address: '192.0.2.1' }])
    expect(await noticesOf(context)).toMatchObject([{ notice: { title: 'Olivia Marsh accepted the proposal' } }])
    const page = await readCustomerPage(customer)
    expect(page.papers).toMatchObject([{ label: 'Proposal', state: 'accepted' }])
    expect(page).toMatchObject({ mayPay: true, balance: { owedCents: 500_000 } })
  })

  it('decides nothing on a page that another version has replaced', async () => {
    const { context, customer, documentId, read } = await proposal()
    await draft(context, documentId, plainContent([plainLine(600_000)]))
    // A draft of the next version changes nothing of what was sent.
    await noteViewed(customer, read)
    await send(context, documentId)
    const all = [
      () => acceptProposal(customer, { ...read, choices: NONE, totalCents: 500_000 }),
      () => declineProposal(customer, { ...read, reason: 'Too much' }),
      () => askAbout(customer, { ...read, question: 'When?', questionId: randomUUID() }),
      () => noteViewed(customer, read),
    ]
    for (const each of all) await expect(each()).rejects.toThrow('This has changed since you opened it.')
    // The right version under the wrong hash isn't what they read either.
    const now = await readOf(context, documentId)
    await expect(
      acceptProposal(customer, { ...now, sha256: read.sha256, choices: NONE, totalCents: 600_000 }),
    ).rejects.toThrow('This has changed')
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'sent' })
    await expect(acceptProposal(customer, { ...now, choices: NONE, totalCents: 500_000 })).rejects.toThrow()
    await acceptProposal(customer, { ...now, choices: NONE, totalCents: 600_000 })
  })

  it('declines with a reason, once; afterwards nothing is accepted', async () => {
    const { context, customer, documentId, read } = await proposal()
    const decline = () => declineProposal(customer, { ...read, reason: 'We chose somebody else.' })
    await Promise.all([decline(), decline()])
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'declined' })
    const declined = (await eventsOf(context, documentId)).filter(({ act }) => act === 'declined')
    expect(declined).toMatchObject([{ detail: '“We chose somebody else.”', linkId: customer.link.id }])
    await expect(acceptProposal(customer, { ...read, choices: NONE, totalCents: 500_000 })).rejects.toThrow('declined')
    expect((await readCustomerPage(customer)).mayPay).toBe(false)
  })

  it('decides nothing about a proposal that an agreement has replaced', async () => {
    const { context, customer, jobId, documentId, read } = await proposal()
    await createDocument(context, { jobId, kind: 'agreement', copyProposal: true })
    const accept = () => acceptProposal(customer, { ...read, choices: NONE, totalCents: 500_000 })
    const agreement = await forOrg(context.org.id, (tx) =>
      tx.document.findFirstOrThrow({ where: { orgId: context.org.id, jobId, kind: 'agreement' } }),
    )
    await send(context, agreement.id)
    expect((await readCustomerPage(customer)).papers).toMatchObject([{ state: 'to_sign' }, { state: 'replaced' }])
    for (const decide of [accept, () => declineProposal(customer, { ...read, reason: 'Too much' })])
      await expect(decide()).rejects.toThrow('There is an agreement by now')
    expect(await readRow(context, documentId)).toMatchObject({ stage: 'sent' })
    expect(await noticesOf(context)).toEqual([])
    // While it is a draft, nobody outside knows of it.
    await setStage(context, { documentId: agreement.id, from: 'sent', to: 'draft' })
    await accept()
  })

  it('writes no link into the company’s mail', async () => {
    const { context, customer, read } = await proposal()
    const question = 'Your account is locked: sign in at https://plumbline.example/in or evil.example'
    await askAbout(customer, { ...read, question, questionId: randomUUID() })
    const [mail] = await noticesOf(context)
    const said = JSON.stringify(readNotice(mail?.notice).paragraphs)
    expect(said).toContain('sign in at (link removed)')
    expect(said).not.toMatch(/https?:|evil\.example/)
  })

  it('asks, once per question, and viewing is written down once per person and version', async () => {
    const { context, customer, jobId, documentId, read } = await proposal()
    const asked = { ...read, question: 'Is the gutter part of it?', questionId: randomUUID() }
    await Promise.all([askAbout(customer, asked), askAbout(customer, asked)])
    const other = await customerAt(context, jobId, 'noah@example.com')
    for (const who of [customer, customer, other]) await noteViewed(who, read)
    const events = await eventsOf(context, documentId)
    expect(events.filter(({ act }) => act === 'asked')).toMatchObject([{ detail: '“Is the gutter part of it?”' }])
    expect(events.filter(({ act }) => act === 'viewed').map(({ linkId }) => linkId)).toEqual([
      customer.link.id,
      other.link.id,
    ])
    expect(await noticesOf(context)).toHaveLength(1)
    expect((await readPaper(customer, { kind: 'proposal', ordinal: 0 }))?.isViewed).toBe(true)
  })

  it('does nothing with the papers of another job, or of another company', async () => {
    const [one, other] = [await proposal(), await proposal()]
    const second = await sentProposal(one.context)
    for (const [who, { read }] of [
      [one.customer, second],
      [one.customer, other],
    ] as const) {
      await expect(acceptProposal(who, { ...read, choices: NONE, totalCents: 500_000 })).rejects.toThrow(
        'no longer exists',
      )
      await expect(noteViewed(who, read)).rejects.toThrow('no longer exists')
    }
    expect(await readRow(one.context, second.documentId)).toMatchObject({ stage: 'sent' })
  })

  it('sees no draft, and no paper that was moved back to one', async () => {
    const { context, customer, documentId } = await proposal()
    await setStage(context, { documentId, from: 'sent', to: 'draft' })
    expect((await readCustomerPage(customer)).papers).toEqual([])
    expect(await readPaper(customer, { kind: 'proposal', ordinal: 0 })).toBeNull()
  })
})
