import { randomUUID } from 'node:crypto'
import { forOrg, type Tx } from '@/lib/db'
import { plainContent } from '@/lib/documents/content'
import { saveCredentials } from '@/lib/integration/credentials'
import type { OrgContext } from '@/lib/orgs/context'
import type { MakePayment } from '@/lib/payments/take/schema'
import { startSession } from '@/lib/sessions/session-record'
import type { Session } from '@/lib/sessions/session-token'
import { asOwner } from '@/prisma/owner/as-owner'

const SOURCE = { address: '192.0.2.1', requestId: '', userAgent: 'a test' }

type NewOrg = {
  /** In the slug and the admin's address; names nobody else where it is left out. */
  tag?: string
  /** False where it is to take no payments. */
  active?: boolean
  login?: { userName: string; apiKey: string }
  /** How many times the usual limits it has: tests of other things try more than people do. */
  limitFactor?: number
}

/** A new organization with one admin, and that admin's context in it. */
export async function createOrg({
  tag = randomUUID().slice(0, 8),
  active = true,
  login = { userName: 'APIUser1000', apiKey: 'sandbox-key' },
  limitFactor = 1_000,
}: NewOrg = {}): Promise<OrgContext> {
  const user = { email: `admin-${tag}@example.com`, name: 'Ada Admin', isStaff: false }
  const { org, userId } = await asOwner(async (tx) => {
    const data = { slug: `org-${tag}`, name: `Org ${tag}`, timeZone: 'America/Denver', limitFactor }
    const made = await tx.org.create({ data })
    const { id } = await tx.user.create({ data: { ...user, passwordHash: 'none' } })
    await tx.membership.create({ data: { orgId: made.id, userId: id, role: 'owner' } })
    return { org: made, userId: id }
  })
  const session = await signedIn(userId)
  const context: OrgContext = { org, user: { ...user, id: userId }, role: 'owner', orgs: [], session, source: SOURCE }
  if (active) await saveCredentials(context, { endpoint: 'local', ...login })
  return context
}

/** A session of a user's, as one that begins at the sign-in page. */
export const signedIn = (userId: string): Promise<Session> => startSession(userId, SOURCE)

export type NewCustomer = { customerId: string; lastName: string; email?: string; phone?: string }
export type NewJob = { jobId: string; number: number; customerId: string; totalCents: number }

/** Customers, and jobs with a signed agreement over their total. */
export async function insertJobs(tx: Tx, orgId: string, customers: NewCustomer[], jobs: NewJob[]): Promise<void> {
  await tx.customer.createMany({
    data: customers.map(({ customerId: id, ...customer }) => ({ orgId, id, firstName: 'Test', ...customer })),
  })
  await tx.job.createMany({
    data: jobs.map(({ jobId, number, customerId }) => ({ orgId, id: jobId, number, title: 'New roof', customerId })),
  })
  await tx.document.createMany({
    data: jobs.map(({ jobId, totalCents }) => ({
      ...{ orgId, jobId, kind: 'agreement', stage: 'signed', totalCents },
      content: plainContent([{ description: 'Roof', quantityHundredths: 100, unitPriceCents: totalCents }]),
    })),
  })
}

/** A new customer's job with a signed agreement over `totalCents`. */
export const createJob = ({ org }: OrgContext, totalCents: number): Promise<{ id: string; number: number }> =>
  forOrg(org.id, async (tx) => {
    const last = await tx.job.findFirst({ where: { orgId: org.id }, orderBy: { number: 'desc' } })
    const [customerId, jobId, number] = [randomUUID(), randomUUID(), (last?.number ?? 1000) + 1]
    const person = { customerId, lastName: 'Person', email: 'test.person@example.com', phone: '3035550100' }
    await insertJobs(tx, org.id, [person], [{ jobId, number, customerId, totalCents }])
    return { id: jobId, number }
  })

/** A Visa test card, or another card. */
export const visa = (number = '4111111111111111'): MakePayment['source'] => ({
  method: 'card',
  card: { number, brand: 'visa', expiry: { month: 12, year: 2035 }, securityCode: '996' },
  billingZip: '80202',
})

/** A checking account at a bank whose routing number adds up. */
export const bankAccount = (accountNumber = '751111111'): MakePayment['source'] => ({
  method: 'bank',
  bank: { routingNumber: '131111114', accountNumber, bankName: 'First Bank', isChecking: true },
  secCode: 'Ppd',
})

/** What the dialog sends for a Visa test card. */
export const paymentOf = (jobNumber: number, amountCents: number, changes: Partial<MakePayment> = {}): MakePayment => ({
  paymentId: randomUUID(),
  jobNumber,
  takenOn: 'agreement',
  amountCents,
  confirmedRepeatOf: null,
  payerName: 'Test Person',
  saveAccount: false,
  receiptEmail: 'test.person@example.com',
  source: visa(),
  ...changes,
})
