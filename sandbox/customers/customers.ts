/** Customers: create, replace, read, list, delete (PS-020 to PS-026). */
import type { Call } from '../http/call.ts'
import { type Answer, fail, invalid, noContent, notFound, ok } from '../http/envelope.ts'
import { type Fields, fieldsOf, isEmail, isUrl } from '../http/fields.ts'
import { listAnswer, type SortKey } from '../http/list.ts'
import type { App } from '../store/app.ts'
import { UNSETTLED } from '../store/enumerations.ts'
import type { Customer } from '../store/rows.ts'
import { isRunning } from '../store/schedule-state.ts'
import { cutTicks, toTicks } from '../time/calendar.ts'
import { readAddress } from './addresses.ts'

/**
 * PS-020 to PS-023: the answer holds every attribute, null where unset. The names alone are enough, as in the document's
 * own sample: unlike an edit, a new customer needs no shipping address.
 */
export function createCustomer({ app, client, body }: Call): Answer {
  const fields = fieldsOf(body)
  fields.refuseId()
  const attributes = readCustomer(fields)
  if (fields.errors.length > 0) return fail(400, 'InvalidInput', fields.errors)
  const now = toTicks(app.clock.now())
  const Id = app.store.takeId('customer')
  const row: Customer = { client, deleted: false, ...attributes, Id, LastModified: now, CreatedOn: now }
  app.store.commit(['customer', row])
  return ok(wireCustomer(row, now, now), 201)
}

/** PS-024: replaces the whole object; a member left out becomes null, and ShippingSameAsBilling false (PS-020). */
export function updateCustomer({ app, client, body }: Call): Answer {
  const fields = fieldsOf(body)
  const id = fields.int('Id')
  const row = app.store.customers.get(id)
  if (row && row.client !== client) return invalid(foreignCustomer(id))
  if (fields.errors.length === 0 && (!row || row.deleted)) return notFound(goneCustomer(id))
  const attributes = readCustomer(fields)
  if (!attributes.ShippingSameAsBilling && (fields.member('ShippingAddress') ?? null) === null) {
    fields.error('ShippingAddress', 'ShippingAddress is required when ShippingSameAsBilling is false')
  }
  if (fields.errors.length > 0 || !row) return fail(400, 'InvalidInput', fields.errors)
  Object.assign(row, attributes, { LastModified: toTicks(app.clock.now()) })
  app.store.commit(['customer', row])
  return ok(wireCustomer(row, row.LastModified, cutTicks(row.CreatedOn)))
}

/** PS-025, and 203 for a deleted one (PS-026). */
export function getCustomer(call: Call): Answer {
  const found = findCustomer(call, call.ids[0])
  return 'refused' in found ? found.refused : ok(readBack(found.row), found.row.deleted ? 203 : 200)
}

export function listCustomers({ app, client, query }: Call): Answer {
  return listAnswer(query, {
    rows: app.store.customersOf(client),
    remember: (make, ...key) => app.store.remember(['customers', client, ...key].join(' '), make),
    newestFirst: false,
    sortKeys: SORT_KEYS,
    full: readBack,
    lite: ({ Company, FirstName, LastName, Id }) => ({ Company, FirstName, LastName, Id }),
  })
}

const UNSETTLED_PAYMENTS =
  'There are still unsettled transactions outstanding for this Customer.  It cannot be deleted.'
/** Live systems say this where the document has the other sentence for both (field notes). */
const LIVE_SCHEDULES =
  'Before you can delete this customer, you must cancel all open recurring payments, payment plans, billing schedules, appointments, future payments and invoices associated with this record.'

/** PS-026: a soft delete. Deleting twice is not an error. */
export function deleteCustomer(call: Call): Answer {
  const found = findCustomer(call, call.ids[0])
  if ('refused' in found) return found.refused
  const { row } = found
  if (row.deleted) return noContent
  const { store, clock } = call.app
  if (store.paymentsOfCustomer(row.Id).some((payment) => UNSETTLED.has(payment.Status)))
    return invalid(UNSETTLED_PAYMENTS)
  // A paused schedule will charge again by itself. A suspended schedule does not block the deletion (field notes).
  if (store.schedulesOfCustomer(row.Id).some(isRunning)) return invalid(LIVE_SCHEDULES)
  row.deleted = true
  row.LastModified = toTicks(clock.now())
  store.commit(['customer', row])
  return noContent
}

/** PS-009: the id of another client's customer, and an unknown id, get the same answer: it must reveal nothing. */
export function findCustomer(
  { app, client }: { app: App; client: string },
  id = 0,
): { row: Customer } | { refused: Answer } {
  const row = app.store.customers.get(id)
  return row?.client === client ? { row } : { refused: invalid(foreignCustomer(id)) }
}

export const foreignCustomer = (id: number) => `Customer with ID ${id} does not belong to client`
export const goneCustomer = (id: number) => `Customer ${id} was not found, or has been deleted`

/** The document asks for digits and limits their number, and names no fewest. */
const phone = { max: 10, valid: (text: string) => /^\d+$/.test(text) }
const email = { max: 100, valid: isEmail }

/** PS-020 to PS-022. */
function readCustomer(fields: Fields) {
  const FirstName = fields.requiredText('FirstName', { max: 150 })
  const LastName = fields.requiredText('LastName', { max: 150 })
  const billing = fields.object('BillingAddress')
  const BillingAddress = billing && readAddress(billing)
  const ShippingSameAsBilling = fields.bool('ShippingSameAsBilling')
  const shipping = ShippingSameAsBilling ? null : fields.object('ShippingAddress')
  return {
    FirstName,
    LastName,
    BillingAddress,
    ShippingSameAsBilling,
    ShippingAddress: ShippingSameAsBilling ? BillingAddress : shipping && readAddress(shipping),
    Company: fields.text('Company', { max: 50 }),
    CustomerAccount: fields.text('CustomerAccount', { max: 28 }),
    Phone: fields.text('Phone', { ...phone, invalid: 'Phone must be a numeric string of 10 digits at most.' }),
    AltPhone: fields.text('AltPhone', { ...phone, invalid: 'AltPhone must be a numeric string of 10 digits at most.' }),
    MobilePhone: fields.text('MobilePhone', {
      ...phone,
      invalid: 'MobilePhone must be a numeric string of 10 digits at most.',
    }),
    Fax: fields.text('Fax', { ...phone, invalid: 'Fax must be a numeric string of 10 digits at most.' }),
    Email: fields.text('Email', { ...email, invalid: 'The Email field is not a valid e-mail address.' }),
    AltEmail: fields.text('AltEmail', { ...email, invalid: 'The AltEmail field is not a valid e-mail address.' }),
    Website: fields.text('Website', { max: 100, valid: isUrl, invalid: 'The Website field is not a valid URL.' }),
    Notes: fields.text('Notes', { max: 2048 }),
  }
}

function readBack(row: Customer) {
  return wireCustomer(row, cutTicks(row.LastModified), cutTicks(row.CreatedOn))
}

function wireCustomer({ client, deleted, ...attributes }: Customer, LastModified: string, CreatedOn: string) {
  return { ...attributes, LastModified, CreatedOn }
}

/**
 * The sorts of what belongs to a customer, such as payments. The document asks for "name" and "company" (PS-028) without
 * spelling them, so both the members' names and the short ones count.
 */
export function customerSortKeys<Row>(customerOf: (row: Row) => Customer | undefined): Record<string, SortKey<Row>> {
  const first: SortKey<Row> = (row) => customerOf(row)?.FirstName ?? null
  const last: SortKey<Row> = (row) => customerOf(row)?.LastName ?? null
  const company: SortKey<Row> = (row) => customerOf(row)?.Company ?? null
  const name: SortKey<Row> = (row) => {
    const customer = customerOf(row)
    // A character below all letters, so that Lee, Zoe comes before Leeds, Abe.
    return customer ? `${customer.LastName}\n${customer.FirstName}` : null
  }
  return {
    ...{ customerfirstname: first, firstname: first, customerlastname: last, lastname: last },
    ...{ customercompany: company, company, customername: name, name },
  }
}

const SORT_KEYS: Record<string, SortKey<Customer>> = {
  firstname: (row) => row.FirstName,
  lastname: (row) => row.LastName,
  company: (row) => row.Company,
  'billingaddress.city': (row) => row.BillingAddress?.City ?? null,
  'billingaddress.state': (row) => row.BillingAddress?.StateCode ?? null,
  'billingaddress.zip': (row) => row.BillingAddress?.ZipCode ?? null,
  'billingaddress.country': (row) => row.BillingAddress?.Country ?? null,
  'shippingaddress.city': (row) => row.ShippingAddress?.City ?? null,
  'shippingaddress.state': (row) => row.ShippingAddress?.StateCode ?? null,
  'shippingaddress.zip': (row) => row.ShippingAddress?.ZipCode ?? null,
  'shippingaddress.country': (row) => row.ShippingAddress?.Country ?? null,
}
