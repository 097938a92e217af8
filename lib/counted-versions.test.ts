import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, it, test } from 'vitest'
import { customerTexts } from '@/lib/customers/schema'
import { forOrg } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { saveDraft } from '@/lib/documents/save-draft'
import { jobTexts } from '@/lib/jobs/schema'
import type { OrgContext } from '@/lib/orgs/context'
import { createJob, createOrg } from '@/lib/testing/fixtures'
import type { Customer, Job } from '@/prisma/generated/client'
import { asOwner } from '@/prisma/owner/as-owner'

// The database counts the versions of what people edit, whoever writes.

const formId = randomUUID()
let context: OrgContext
let orgId: string
let jobId: string
let customerId: string
beforeEach(async () => {
  context = await createOrg({ active: false })
  orgId = context.org.id
  jobId = (await createJob(context, 100_000)).id
  await forOrg(orgId, async (tx) => {
    const job = await tx.job.update({ where: { orgId_id: { orgId, id: jobId } }, data: { version: 2, formId } })
    customerId = job.customerId
    await tx.customer.update({ where: { orgId_id: { orgId, id: customerId } }, data: { version: 2, formId } })
  })
})

const changeCustomer = (data: object): Promise<Customer> =>
  forOrg(orgId, (tx) => tx.customer.update({ where: { orgId_id: { orgId, id: customerId } }, data }))
const changeJob = (data: object): Promise<Job> =>
  forOrg(orgId, (tx) => tx.job.update({ where: { orgId_id: { orgId, id: jobId } }, data }))

const CUSTOMER = Object.keys(customerTexts(null))
const NO_JOB = {
  title: '',
  notes: '',
  street: '',
  city: '',
  state: '',
  zip: '',
  contactEmail: null,
  contactPhone: null,
}
const { site, ...ofJob } = jobTexts(NO_JOB)
const JOB = [...Object.keys(ofJob), ...Object.keys(site)]

describe('a writer that names no form is counted, as nobody’s', () => {
  it.each(CUSTOMER)('a customer’s %s', async (field) => {
    expect(await changeCustomer({ [field]: 'X1' })).toMatchObject({ version: 3, formId: null })
  })
  it.each(JOB)('a job’s %s', async (field) => {
    expect(await changeJob({ [field]: 'X1' })).toMatchObject({ version: 3, formId: null })
  })
})

test('a form’s own count stays as it is, and what no form has isn’t counted', async () => {
  expect(await changeCustomer({ notes: 'Dog', version: { increment: 1 }, formId })).toMatchObject({
    version: 3,
    formId,
  })
  expect(await changeCustomer({ archivedAt: new Date() })).toMatchObject({ version: 3, formId })
  expect(await changeJob({ archivedAt: new Date() })).toMatchObject({ version: 2, formId })
})

test('what a document holds counts its version, once for each save', async () => {
  const read = () => forOrg(orgId, (tx) => tx.document.findFirstOrThrow({ where: { orgId, jobId } }))
  const { id: documentId } = await read()
  await forOrg(orgId, (tx) => tx.document.updateMany({ where: { orgId, jobId }, data: { stage: 'draft', formId } }))
  expect(await read()).toMatchObject({ version: 1, formId })
  const contentOf = (description: string) => plainContent([{ description, quantityHundredths: 100, unitPriceCents: 5 }])
  await asOwner(
    (tx) => tx.document.updateMany({ where: { orgId, jobId }, data: { content: contentOf('Gutters') } }),
    orgId,
  )
  expect(await read()).toMatchObject({ version: 2, formId: null })
  const saved = await saveDraft(context, { documentId, version: 2, formId, content: contentOf('Downspouts') })
  expect([saved.saved, await read()]).toMatchObject([true, { version: 3, formId }])
})
