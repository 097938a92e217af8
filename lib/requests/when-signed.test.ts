import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, it } from 'vitest'
import { sendLinkSchema } from '@/lib/customer-links/schema'
import { signPaper } from '@/lib/customer-page/sign-paper'
import { dateToDay, moveClock } from '@/lib/dates'
import { type DocumentContent, plainContent } from '@/lib/documents/content'
import { createChangeOrder } from '@/lib/documents/create-change-order'
import { readContent } from '@/lib/documents/lock-document'
import { setStage } from '@/lib/documents/set-stage'
import { sendLink } from '@/lib/email/send-link'
import type { OrgContext } from '@/lib/orgs/context'
import { giveConsent } from '@/lib/signing/consent'
import { consentTextIn } from '@/lib/signing/consent-text'
import { dayIn, mailsOf, requestsOf } from '@/lib/testing/asked'
import { createOrg } from '@/lib/testing/fixtures'
import { customerAt, readOf } from '@/lib/testing/links'
import { draft, jobWithDocument, plainLine, readRow, send } from '@/lib/testing/papers'
import { signersOf, signing } from '@/lib/testing/signing'
import { signForCompany } from './when-signed'

let context: OrgContext
beforeAll(async () => {
  context = await createOrg({ active: false })
})

const SCHEDULE: DocumentContent['schedule'] = [
  { id: 'deposit', label: 'Deposit', due: { on: 'signing' }, kind: 'percent', percentThousandths: 10_000 },
  { id: 'final', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
]

type Emailed = { asks?: boolean; company?: boolean; names?: string[] }

/** An agreement over $5,000 that was emailed for signature. */
async function emailed({
  schedule = SCHEDULE,
  expiresOn = null,
  ...how
}: Emailed & { schedule?: DocumentContent['schedule']; expiresOn?: string | null } = {}) {
  const { jobId, documentId } = await jobWithDocument(context, 0)
  await draft(context, documentId, { ...plainContent([plainLine(5_000_00)]), schedule, expiresOn })
  return askedFor(jobId, documentId, how)
}

/** Sends a draft, and emails it for signature, twice. */
async function askedFor(
  jobId: string,
  documentId: string,
  { asks = true, company = false, names = ['ann', 'bob'] }: Emailed,
) {
  await send(context, documentId)
  const read = await readOf(context, documentId)
  const people = names.map((name) => ({ name, email: `${name}@example.com` }))
  const sign = { versionNumber: read.versionNumber, company, inOrder: false, asksWhenSigned: asks }
  const input = () => sendLinkSchema.parse({ jobId, documentId, people, message: '', requestId: randomUUID(), sign })
  await sendLink(context, input())
  await sendLink(context, input())
  const signers = await signersOf(context, documentId)
  const customers = await Promise.all(
    names.map(async (name, n) => {
      const at = await customerAt(context, jobId, `${name}@example.com`)
      return { at, input: signing(read, signers[n]?.id) }
    }),
  )
  /** A customer consents and signs on their page. */
  const signs = async (n: number) => {
    const { at, input: said } = customers[n] ?? { at: null, input: null }
    if (!at || !said) throw new Error('nobody')
    const { mark: _, screen: __, ...rest } = said
    await giveConsent(at, { ...rest, textVersion: consentTextIn('en').version, openedSample: true })
    await signPaper(at, said)
  }
  return { jobId, documentId, read, signers, signs, customers }
}

describe('A31: a payment that is asked for with the last signature', () => {
  it('is asked for once, for the part that is due, of those who signed', async () => {
    const { jobId, signs } = await emailed()
    await signs(0)
    expect(await requestsOf(context, jobId)).toEqual([])
    await Promise.all([signs(1), signs(1).catch(() => {})])
    const [request, ...others] = await requestsOf(context, jobId)
    expect(others).toEqual([])
    expect(request).toMatchObject({
      ...{ partId: 'deposit', partLabel: 'Deposit', amountCents: 500_00, endedAt: null },
      createdByName: context.user.name,
    })
    expect(request && dateToDay(request.dueOn)).toBe(dayIn(context, 0))
    expect((await mailsOf(context, request?.id ?? '')).map(({ to }) => to)).toEqual([
      'ann@example.com',
      'bob@example.com',
    ])
  })

  it('is asked for once where both sign within a moment, and once where it is signed again after a step back', async () => {
    const { jobId, documentId, signs } = await emailed()
    await Promise.all([signs(0), signs(1)])
    expect(await requestsOf(context, jobId)).toHaveLength(1)
    await setStage(context, { documentId, from: 'signed', to: 'sent' })
    await setStage(context, { documentId, from: 'sent', to: 'signed' })
    await signs(1)
    expect(await requestsOf(context, jobId)).toHaveLength(1)
  })

  it('is asked for with the company’s signature where that is the last one', async () => {
    const { jobId, signs, signers, read } = await emailed({ company: true, names: ['ann'] })
    await signs(0)
    expect(await requestsOf(context, jobId)).toEqual([])
    await signForCompany(context, signing(read, signers.at(-1)?.id))
    expect(await requestsOf(context, jobId)).toMatchObject([{ partId: 'deposit' }])
  })

  it('isn’t asked for where nobody chose it, or nothing is due', async () => {
    const not = await emailed({ asks: false, names: ['ann'] })
    await not.signs(0)
    expect(await requestsOf(context, not.jobId)).toEqual([])
    const later = await emailed({
      schedule: [{ id: 'final', label: 'All', due: { on: 'completion' }, kind: 'rest' }],
      names: ['ann'],
    })
    await later.signs(0)
    expect(await requestsOf(context, later.jobId)).toEqual([])
  })

  it('approval deadline passed: can’t be signed, and nothing is asked for', async () => {
    const { jobId, signs } = await emailed({ names: ['ann'], expiresOn: '2099-01-02' })
    moveClock(new Date('2099-01-03T12:00:00Z').getTime() - Date.now())
    try {
      await expect(signs(0)).rejects.toThrow('was good until')
      expect(await requestsOf(context, jobId)).toEqual([])
    } finally {
      moveClock(0)
    }
  })

  it('of a change order on a job without a schedule: what it adds, once, and not after its deadline', async () => {
    const { jobId, signs } = await emailed({ asks: false, schedule: [], names: ['ann'] })
    await signs(0)
    const documentId = randomUUID()
    await createChangeOrder(context, { jobId, documentId })
    const content = readContent((await readRow(context, documentId)).content)
    const { sections } = plainContent([plainLine(1_550_00, 'Skylight')])
    await draft(context, documentId, { ...content, sections, expiresOn: '2099-01-02' })
    const change = await askedFor(jobId, documentId, { names: ['ann'] })
    moveClock(new Date('2099-01-03T12:00:00Z').getTime() - Date.now())
    try {
      await expect(change.signs(0)).rejects.toThrow('was good until')
    } finally {
      moveClock(0)
    }
    expect(await requestsOf(context, jobId)).toEqual([])
    await Promise.all([change.signs(0), change.signs(0)])
    expect(await requestsOf(context, jobId)).toMatchObject([{ partId: null, amountCents: 1_550_00, endedAt: null }])
  })
})
