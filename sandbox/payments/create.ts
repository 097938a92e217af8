/** Taking a payment (PS-040 to PS-046). Reads are in queries.ts, voids and refunds in refunds.ts. */
import { deletedAccount, foreignAccount, NO_SUCH_ACCOUNT } from '../accounts/accounts.ts'
import { goneCustomer } from '../customers/customers.ts'
import { toCents } from '../http/amount.ts'
import type { Call } from '../http/call.ts'
import { type Answer, fail, notFound, ok } from '../http/envelope.ts'
import { type Fields, fieldsOf, isEmail } from '../http/fields.ts'
import type { App } from '../store/app.ts'
import { ACH_SUB_TYPES, CARD_SUB_TYPES } from '../store/enumerations.ts'
import type { Account, Customer, ReceiptOptions } from '../store/rows.ts'
import { defaultSubType, newPayment } from './charges.ts'
import { ACH_DUPLICATE, CARD_DUPLICATE } from './mocks.ts'
import { wirePayment } from './queries.ts'

const MAX_CENTS = 200_000_000
const DUPLICATE_WINDOW_MS = 5 * 60_000

/** PS-040 to PS-046: 201 for an authorized, a posted and a failed payment alike. */
export function createPayment({ app, client, body, forced }: Call): Answer {
  const fields = fieldsOf(body)
  fields.refuseId()
  const account = readAccount(app, client, fields)
  const amountCents = readAmount(fields, 'Amount')
  const details = readDetails(fields)
  const customer = account && app.store.customers.get(account.CustomerId)
  const subType = account && customer && readSubType(fields, account, customer)
  if (account?.kind === 'card') readCvv(fields)
  if (fields.errors.length > 0 || !account || !customer) return fail(400, 'InvalidInput', fields.errors)
  if (customer.deleted) return notFound(goneCustomer(customer.Id))

  const nowMs = app.clock.now()
  const duplicate = isDuplicate(app, account, amountCents, nowMs)
  if (duplicate && app.duplicates !== 'processor') return duplicateTransaction()
  const row = newPayment(app.store, {
    account,
    amountCents,
    nowMs,
    PaymentSubType: subType ?? defaultSubType(account),
    details,
    ...(forced.status && { forced: forced.status }),
    ...(duplicate && { refusal: account.kind === 'card' ? CARD_DUPLICATE : ACH_DUPLICATE }),
  })
  app.store.commit(['payment', row])
  if (forced.hideMs !== undefined) app.hidden.set(row.Id, Date.now() + forced.hideMs)
  return ok(wirePayment(row, customer), 201)
}

/** PS-043, and the answer of the fault `duplicate-after`. */
export function duplicateTransaction(): Answer {
  return fail(400, 'InvalidInput', [{ Field: '', Message: 'Duplicate Transaction.' }])
}

/** PS-044, PS-009. */
export function readAccount(app: App, client: string, fields: Fields): Account | undefined {
  const id = fields.int('AccountId')
  const account = app.store.accounts.get(id)
  if (!account) fields.error('', NO_SUCH_ACCOUNT)
  else if (account.client !== client) fields.error('', foreignAccount(id))
  else if (account.deleted) fields.error('', deletedAccount(id))
  else return account
}

/** PS-042: dollars to cents; 0 after an error. `maxCents` is higher for the total of a plan than for a payment. */
export function readAmount(fields: Fields, name: string, maxCents = MAX_CENTS): number {
  const value = fields.member(name)
  const cents = value === undefined || value === null || value === '' ? 0 : toCents(value)
  if (cents === null) fields.error(name, `The ${name} field is not a valid number.`)
  else if (cents <= 0) fields.error('', `${name} must be greater than 0`)
  else if (cents > maxCents) fields.error('', 'Payment amount cannot exceed $2,000,000.00')
  else return cents
  return 0
}

/** PS-040, PS-044: refuses a sub type of the other kind of account; null when none is given. */
export function readSubType(fields: Fields, account: Account, customer: Customer) {
  if (account.kind === 'card') return fields.oneOf('PaymentSubType', CARD_SUB_TYPES)
  const subType = fields.oneOf('PaymentSubType', ACH_SUB_TYPES)
  if (subType === 'Ccd' && !customer.Company?.trim()) {
    fields.error('', 'Company Name is required for all CCD transactions.')
  }
  return subType
}

/** Checks the CVV and drops it: it is in no row, no log and no answer. */
function readCvv(fields: Fields) {
  fields.text('CVV', { valid: (cvv) => /^\d{3,4}$/.test(cvv), invalid: 'CVV must be 3 or 4 digits.' })
}

/** The optional members. */
function readDetails(fields: Fields) {
  if (fields.bool('IsDebit')) fields.error('IsDebit', 'Standalone credits are not currently supported.')
  return {
    InvoiceId: fields.int('InvoiceId') || null,
    InvoiceNumber: fields.text('InvoiceNumber', { max: 50 }),
    PurchaseOrderNumber: fields.text('PurchaseOrderNumber', { max: 50 }),
    OrderId: fields.text('OrderId', { max: 50 }),
    Description: fields.text('Description', { max: 2048 }),
    Latitude: fields.decimal('Latitude'),
    Longitude: fields.decimal('Longitude'),
    SuccessReceiptOptions: readReceipt(fields, 'SuccessReceiptOptions'),
    FailureReceiptOptions: readReceipt(fields, 'FailureReceiptOptions'),
  }
}

function readReceipt(fields: Fields, name: string): ReceiptOptions | null {
  const options = fields.object(name)
  if (!options) return null
  const others = options.member('SendToOtherAddresses') ?? null
  const valid = Array.isArray(others) && others.every((to) => typeof to === 'string' && to.length <= 100 && isEmail(to))
  if (others !== null && !valid) {
    fields.error('SendToOtherAddresses', 'SendToOtherAddresses must be a list of valid e-mail addresses.')
  }
  return { SendToCustomer: options.bool('SendToCustomer'), SendToOtherAddresses: valid ? others : null }
}

/**
 * PS-043: the same account and amount within five minutes. For cards only if the policy says so (field notes: the
 * sources disagree). A charge that failed or was voided, a refund and a schedule's charge do not count as the first of two.
 */
function isDuplicate({ duplicates, store }: App, account: Account, amountCents: number, nowMs: number): boolean {
  if (duplicates === 'off' || (duplicates === 'ach' && account.kind === 'card')) return false
  const lastMs = store.lastChargedMs(account.Id, amountCents)
  return lastMs !== undefined && Math.abs(nowMs - lastMs) < DUPLICATE_WINDOW_MS
}
