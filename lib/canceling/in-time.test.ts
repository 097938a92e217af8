import { afterEach, expect, it } from 'vitest'
import { cancelPaper } from '@/lib/customer-page/cancel-paper'
import { readPaper } from '@/lib/customer-page/read-page'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { setStage } from '@/lib/documents/set-stage'
import type { OrgContext } from '@/lib/orgs/context'
import { sealSigned } from '@/lib/sealing/seal-signed'
import { askForSignatures } from '@/lib/signing/ask-for-signatures'
import { sign } from '@/lib/signing/sign'
import { createOrg } from '@/lib/testing/fixtures'
import { customerAt, readOf } from '@/lib/testing/links'
import { draft, jobWithDocument, plainLine, send } from '@/lib/testing/papers'
import { consentAndSign, first, signersOf, signing } from '@/lib/testing/signing'
import { recordNotice } from './record-notice'

// Nobody who is in time is turned away, however an agreement came to be signed.

const DAY = 24 * 60 * 60_000
const moveTo = (instant: string) => moveClock(new Date(instant).getTime() - Date.now())
afterEach(() => moveClock(0))

const NO = { isSixtyFive: false, isDisasterRepair: false }
const AGREEMENT = { kind: 'agreement', ordinal: 0 } as const

/** An agreement that was sent, of a job in a state, that some customers are asked to sign. */
async function sentIn(context: OrgContext, state: string, names: string[], company = false) {
  const { jobId, documentId } = await jobWithDocument(context, 0)
  await forOrg(context.org.id, (tx) =>
    tx.job.update({ where: { orgId_id: { orgId: context.org.id, id: jobId } }, data: { state } }),
  )
  await draft(context, documentId, plainContent([plainLine(10_000_00)]))
  await send(context, documentId)
  const read = await readOf(context, documentId)
  const people = names.map((name) => ({ name, email: `${name}@example.com` }))
  await askForSignatures(context, { ...read, customers: people, company, inOrder: false })
  const links = await Promise.all(
    people.map(async ({ name, email }) => {
      const at = await customerAt(context, jobId, email)
      return { ...at, user: { ...at.user, name }, link: { ...at.link, name } }
    }),
  )
  return {
    jobId,
    documentId,
    read,
    links,
    inputs: (await signersOf(context, documentId)).map(({ id }) => signing(read, id)),
  }
}

it('A35: who signed by hand was asked nothing, so the longest right counts, whatever the other one answered', async () => {
  const context = await createOrg({ active: false })
  moveTo('2026-11-30T18:00:00Z') // a Monday
  const { documentId, read, links, inputs } = await sentIn(context, 'CA', ['olivia', 'noah'])
  const [olivia, noah] = [first(links), first(links.slice(1))]
  await consentAndSign(olivia, { ...first(inputs), ...NO })
  const by = { documentId, from: 'sent', to: 'signed' } as const
  const sure = await setStage(context, by).catch((error) => error.fields.sure)
  await setStage(context, { ...by, sure })
  moveTo('2026-12-07T18:00:00Z')
  expect((await readPaper(noah, AGREEMENT))?.right?.longer.map(({ condition }) => condition)).toEqual([
    ...['sixty_five', 'disaster'],
  ])
  await cancelPaper(noah, { ...read, reason: null })
})

it('A35: where the right counts from the signed copy, the page and the server go by the day that the copy itself names', async () => {
  const context = await createOrg({ active: false })
  const { documentId, read, links, inputs } = await sentIn(context, 'CA', ['olivia'])
  moveClock(-8 * DAY)
  await consentAndSign(first(links), { ...first(inputs), ...NO })
  moveClock(0)
  await sealSigned({ orgId: context.org.id, documentId, versionNumber: 1 })
  const right = (await readPaper(first(links), AGREEMENT))?.right
  expect(right?.by.endsAt.getTime()).toBeGreaterThan(Date.now() + 2 * DAY)
  await cancelPaper(first(links), { ...read, reason: null })
})

it('A35: where the right counts from the signed copy, it lasts while something keeps the copy from being made', async () => {
  const context = await createOrg({ active: false })
  moveTo('2026-11-30T18:00:00Z')
  const { documentId, read, links, inputs } = await sentIn(context, 'CA', ['olivia'])
  await consentAndSign(first(links), { ...first(inputs), ...NO })
  moveTo('2026-12-07T18:00:00Z')
  const refused = cancelPaper(first(links), { ...read, reason: null })
  await expect(refused).rejects.toThrow('The right to cancel ended at midnight of Thursday, December 3')
  const of = { orgId: context.org.id, documentId, versionNumber: 1 }
  const at = new Date()
  await forOrg(of.orgId, (tx) => tx.sealDelay.create({ data: { ...of, why: 'key', since: at, triedAt: at } }))
  await cancelPaper(first(links), { ...read, reason: null })
})

it('takes a notice that is dated between the customer’s signature and the contractor’s', async () => {
  const context = await createOrg({ active: false })
  moveTo('2026-11-30T18:00:00Z')
  const { documentId, links, inputs } = await sentIn(context, 'TX', ['olivia'], true)
  await consentAndSign(first(links), first(inputs))
  moveTo('2026-12-03T18:00:00Z')
  await sign(context, first(inputs.slice(1)))
  moveTo('2026-12-04T18:00:00Z')
  const notice = { documentId, way: 'mail', receivedOn: '2026-12-04', reason: null, sure: null } as const
  await expect(recordNotice(context, { ...notice, datedOn: '2026-11-29' })).rejects.toThrow('can’t be older')
  await recordNotice(context, { ...notice, datedOn: '2026-12-01' })
  const rows = await forOrg(context.org.id, (tx) => tx.cancellation.findMany({ where: { documentId } }))
  expect(rows).toHaveLength(1)
})

it('takes a notice that is dated before the office set a mark right', async () => {
  const context = await createOrg({ active: false })
  moveTo('2026-11-30T18:00:00Z')
  const { documentId, links, inputs } = await sentIn(context, 'TX', ['olivia'])
  await consentAndSign(first(links), first(inputs))
  moveTo('2026-12-03T18:00:00Z')
  await setStage(context, { documentId, from: 'signed', to: 'sent' })
  await setStage(context, { documentId, from: 'sent', to: 'signed' })
  const notice = { documentId, way: 'mail', receivedOn: '2026-12-03', reason: null, sure: null } as const
  await recordNotice(context, { ...notice, datedOn: '2026-12-01' })
  const rows = await forOrg(context.org.id, (tx) => tx.cancellation.findMany({ where: { documentId } }))
  expect(rows).toHaveLength(1)
})
