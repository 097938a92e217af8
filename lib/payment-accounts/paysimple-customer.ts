import 'server-only'
import { now } from '@/lib/dates'
import { forOrg, insertForOrg } from '@/lib/db'
import { asciiEmail } from '@/lib/email-address'
import type { PaySimpleConnection } from '@/lib/integration/integration'
import type { PaySimple } from '@/lib/paysimple/client'
import type { NewCustomer } from '@/lib/paysimple/customer-record'
import type { Customer, PaySimpleCustomer } from '@/prisma/generated/client'

/**
 * The id of a customer's record at PaySimple, made there and noted here when first needed. It is noted before any charge
 * is sent, because a charge with a lost answer is looked for among this customer's payments.
 * @throws PaySimpleError when the record couldn't be made
 */
export async function requirePaySimpleCustomer(
  { paysimple, merchantKey }: PaySimpleConnection,
  customer: Customer,
): Promise<number> {
  const { orgId, id: customerId } = customer
  const noted = await forOrg(orgId, (tx) =>
    tx.paySimpleCustomer.findMany({ ...NOTED, where: { ...NOTED.where, orgId, customerId } }),
  )
  const known = paysimpleIdOf(noted, merchantKey)
  if (known !== null) return known
  const made = await makePaySimpleCustomer(paysimple, customer)
  await notePaySimpleCustomer(merchantKey, customer, made)
  return made
}

/** Makes a customer's record at PaySimple; the caller notes it. @returns its id @throws PaySimpleError */
export const makePaySimpleCustomer = async (paysimple: PaySimple, customer: Customer): Promise<number> =>
  (await paysimple.customers.create(toPaySimple(customer))).Id

/** Notes a record. Two dialogs may have made one each: both stay noted, and later payments use the first. */
export const notePaySimpleCustomer = (merchantKey: string, customer: Customer, paysimpleId: number) =>
  insertForOrg({ orgId: customer.orgId, step: 'note-customer' }, 'paysimple_customer', {
    customer_id: customer.id,
    merchant_key: merchantKey,
    paysimple_id: String(paysimpleId),
    sent: sentOf(customer),
  })

/**
 * Writes the customer's company name, which may be newer than the record, to the record at PaySimple. Without it no
 * company account is charged (PS-044). The rest of the record is sent as it was read, because a PUT replaces all of it
 * (PS-024). Two calls, or one where the name is already there.
 * @throws PaySimpleError when it isn't certain that the name is there
 */
export async function bringCompany(paysimple: PaySimple, paysimpleId: number, { company }: Customer): Promise<void> {
  const { deleted, ...record } = await paysimple.customers.get(paysimpleId)
  // The account's own call reports a deleted record.
  if (!deleted && company && record.Company !== company)
    await paysimple.customers.update({ ...record, Company: company })
}

/** What to read of a customer's records at PaySimple for `paysimpleIdOf`. */
export const NOTED = { where: { goneAt: null }, orderBy: { createdAt: 'asc' } } as const

/** The id of a customer's record at PaySimple under these credentials, or null when none is noted. */
export function paysimpleIdOf(noted: readonly PaySimpleCustomer[], merchantKey: string): number | null {
  const first = noted.find((record) => record.merchantKey === merchantKey)
  return first ? Number(first.paysimpleId) : null
}

/** Notes that a record is gone at PaySimple (deleted, or of another environment), so that a new one is made. */
export const notePaySimpleCustomerGone = (
  merchantKey: string,
  { orgId, id: customerId }: Customer,
  paysimpleId: number,
) =>
  forOrg(orgId, (tx) =>
    tx.paySimpleCustomer.updateMany({
      where: { orgId, customerId, merchantKey, paysimpleId: String(paysimpleId) },
      data: { goneAt: now() },
    }),
  )

/** What is noted of a customer that was sent. Another text means that PaySimple's record isn't up to date. */
export const sentOf = (customer: Customer): string => JSON.stringify(toPaySimple(customer))

/** Our customer in PaySimple's shape, without what it would refuse, such as half an address (PS-020 to PS-022). */
export function toPaySimple(customer: Customer): NewCustomer {
  const { street, city, state, zip, company, email, phone } = customer
  return {
    FirstName: customer.firstName,
    LastName: customer.lastName,
    ...(company && { Company: company }),
    ...(email && { Email: asciiEmail(email) }),
    ...(phone && /^\d{10}$/.test(phone) && { Phone: phone }),
    ...(street &&
      city &&
      zip && {
        BillingAddress: { StreetAddress1: street, City: city, ZipCode: zip, ...(state && { StateCode: state }) },
      }),
  }
}
