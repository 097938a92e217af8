import { randomUUID } from 'node:crypto'
import { forOrg, forSystem } from '@/lib/db'
import { saveCredentials } from '@/lib/integration/integration'
import type { OrgContext } from '@/lib/orgs/context'
import type { MakePayment } from '@/lib/payments/take/schema'

/** A new organization with one admin, and that admin's context in it. */
export async function createOrg({
  active = true,
  login = { userName: 'APIUser1000', apiKey: 'sandbox-key' },
}: {
  active?: boolean
  login?: { userName: string; apiKey: string }
} = {}): Promise<OrgContext> {
  const tag = randomUUID().slice(0, 8)
  const user = { email: `admin-${tag}@example.com`, name: 'Ada Admin', isStaff: false }
  const { org, userId } = await forSystem(async (tx) => {
    const made = await tx.org.create({ data: { slug: `org-${tag}`, name: `Org ${tag}`, timeZone: 'America/Denver' } })
    const { id } = await tx.user.create({ data: { ...user, passwordHash: 'none' } })
    await tx.membership.create({ data: { orgId: made.id, userId: id, role: 'owner' } })
    return { org: made, userId: id }
  })
  const context: OrgContext = { org, user: { ...user, id: userId }, role: 'owner' }
  if (active) await saveCredentials(context, { endpoint: 'local', ...login })
  return context
}

/** A new customer's job with a signed agreement over `totalCents`. */
export const createJob = ({ org }: OrgContext, totalCents: number): Promise<{ id: string; number: number }> =>
  forOrg(org.id, async (tx) => {
    const orgId = org.id
    const customer = await tx.customer.create({
      data: { orgId, firstName: 'Test', lastName: 'Person', email: 'test.person@example.com', phone: '3035550100' },
    })
    const last = await tx.job.findFirst({ where: { orgId }, orderBy: { number: 'desc' } })
    const number = (last?.number ?? 1000) + 1
    const job = await tx.job.create({ data: { orgId, number, title: 'New roof', customerId: customer.id } })
    const agreement = await tx.document.create({ data: { orgId, jobId: job.id, kind: 'agreement', stage: 'signed' } })
    await tx.lineItem.create({
      data: {
        orgId,
        documentId: agreement.id,
        position: 0,
        description: 'Roof',
        quantityHundredths: 100,
        unitPriceCents: totalCents,
      },
    })
    return { id: job.id, number }
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
