import { afterEach, expect, it } from 'vitest'
import { cancelPaper } from '@/lib/customer-page/cancel-paper'
import { readPaper } from '@/lib/customer-page/read-page'
import { moveClock } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { getJobView } from '@/lib/documents/job-view'
import { setStage } from '@/lib/documents/set-stage'
import type { OrgContext } from '@/lib/orgs/context'
import { createOrg } from '@/lib/testing/fixtures'
import { customerAt, readOf } from '@/lib/testing/links'
import { draft, jobWithDocument, plainLine, send } from '@/lib/testing/papers'
import { consentAndSign, documentEvents, signersOf, signing } from '@/lib/testing/signing'
import { askForSignatures } from './ask-for-signatures'
import { sign } from './sign'

// A35: what the right to cancel depends on is asked before the signature, where the job's state asks it.

const moveTo = (instant: string) => moveClock(new Date(instant).getTime() - Date.now())
afterEach(() => moveClock(0))

const NO = { isSixtyFive: false, isDisasterRepair: false }

/** An agreement of a job in California that two owners are asked to sign, with a deposit after the right to cancel. */
async function inCalifornia(context: OrgContext) {
  moveTo('2026-11-30T18:00:00Z') // a Monday
  const { jobId, documentId } = await jobWithDocument(context, 0)
  await forOrg(context.org.id, (tx) =>
    tx.job.update({ where: { orgId_id: { orgId: context.org.id, id: jobId } }, data: { state: 'CA' } }),
  )
  await draft(context, documentId, {
    ...plainContent([{ id: 'roof', ...plainLine(10_000_00) }]),
    schedule: [
      { id: 'deposit', label: 'Deposit', due: { on: 'cancel_by' }, kind: 'fixed', amountCents: 1_000_00 },
      { id: 'final', label: 'Final payment', due: { on: 'completion' }, kind: 'rest' },
    ],
  })
  await send(context, documentId)
  const read = await readOf(context, documentId)
  const people = ['olivia', 'noah'].map((name) => ({ name, email: `${name}@example.com` }))
  await askForSignatures(context, { ...read, customers: people, company: true, inOrder: false })
  const links = await Promise.all(
    people.map(async ({ name, email }) => {
      const at = await customerAt(context, jobId, email)
      return { ...at, user: { ...at.user, name }, link: { ...at.link, name } }
    }),
  )
  const [olivia, noah] = links
  const [hers, his, ours] = (await signersOf(context, documentId)).map(({ id }) => signing(read, id))
  if (!olivia || !noah || !hers || !his || !ours) throw new Error('three sign it')
  return { jobId, documentId, read, olivia, noah, hers, his, ours }
}
const deposit = ({ org }: OrgContext, jobId: string) =>
  forOrg(org.id, async (tx) => (await getJobView(tx, org.id, jobId))?.view.parts[0]?.state)

it('asks every customer and not the company, and the longest right of all counts: for the page, the server and the deposit', async () => {
  const context = await createOrg({ active: false })
  const { jobId, documentId, read, olivia, noah, hers, his, ours } = await inCalifornia(context)
  await expect(consentAndSign(olivia, hers)).rejects.toThrow('Answer the questions above your signature first')
  await consentAndSign(olivia, { ...hers, ...NO })
  await consentAndSign(noah, { ...his, isSixtyFive: true, isDisasterRepair: false })
  await sign(context, ours)
  const given = (await documentEvents(context, documentId)).filter(({ act }) => act === 'signature_given')
  expect(given.map(({ detail }) => detail)).toEqual([
    'olivia. 65 or older: no. Repairs after a disaster: no',
    'noah. 65 or older: yes. Repairs after a disaster: no',
    `For ${context.org.name}`,
  ])
  // Five business days from Monday, November 30: Saturday, December 5.
  const right = (await readPaper(olivia, { kind: 'agreement', ordinal: 0 }))?.right
  expect(right).toMatchObject({ days: 5, longer: [], by: { day: '2026-12-05' } })
  const end = right?.by.endsAt ?? new Date(0)
  moveTo(new Date(end.getTime() - 30_000).toISOString())
  expect(await deposit(context, jobId)).toBe('upcoming')
  moveTo(new Date(end.getTime() + 30_000).toISOString())
  expect(await deposit(context, jobId)).toBe('due')
  await expect(cancelPaper(olivia, { ...read, reason: null })).rejects.toThrow(
    'ended at midnight of Saturday, December 5',
  )
})

it('of a paper that was signed by hand the longest right counts, because nobody was asked', async () => {
  const context = await createOrg({ active: false })
  const { jobId, documentId } = await jobWithDocument(context, 0)
  moveTo('2026-11-30T18:00:00Z')
  await forOrg(context.org.id, (tx) =>
    tx.job.update({ where: { orgId_id: { orgId: context.org.id, id: jobId } }, data: { state: 'CA' } }),
  )
  await draft(context, documentId, plainContent([plainLine(5_000_00)]))
  await send(context, documentId)
  await setStage(context, { documentId, from: 'sent', to: 'signed' })
  const read = await readOf(context, documentId)
  const olivia = await customerAt(context, jobId)
  moveTo('2026-12-08T18:00:00Z')
  expect((await readPaper(olivia, { kind: 'agreement', ordinal: 0 }))?.right?.longer).toHaveLength(2)
  await cancelPaper(olivia, { ...read, reason: null })
})
