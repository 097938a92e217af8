/** Payments by card: taking one (PS-040 to PS-047). Reading them is in payment-queries.ts. */
import { randomInt } from 'node:crypto'
import { toCents } from './amount.ts'
import type { App, Call } from './app.ts'
import { addDays, dayAsInstant, localDay, localInstant, rollOverWeekend, toSeconds } from './calendar.ts'
import { batchInstant } from './clock.ts'
import { deletedAccount, foreignAccount } from './credit-cards.ts'
import { goneCustomer } from './customers.ts'
import { type Answer, fail, notFound, ok } from './envelope.ts'
import { type Fields, fieldsOf, isEmail } from './fields.ts'
import { CARD_DUPLICATE, CARD_MOCKS, CARD_SUB_TYPES, NO_FAILURE, type Refusal } from './mocks.ts'
import { wirePayment } from './payment-queries.ts'
import type { Account, Payment, ReceiptOptions } from './store.ts'

const MAX_CENTS = 200_000_000
const DUPLICATE_WINDOW_MS = 5 * 60_000

/** A card can be voided until a quarter to nine in the evening, Mountain time: what the samples show (PS-047). */
const CARD_CUT_OFF = [20, 45] as const

/** PS-040 to PS-046: authorized or failed, both 201. */
export function createPayment({ app, client, body, forced }: Call): Answer {
  const fields = fieldsOf(body)
  fields.refuseId()
  const account = readAccount(app, client, fields)
  const amountCents = readAmount(fields)
  const details = readDetails(fields)
  const customer = account && app.store.customers.get(account.CustomerId)
  if (fields.errors.length > 0 || !account || !customer) return fail(400, 'InvalidInput', fields.errors)
  if (customer.deleted) return notFound(goneCustomer(customer.Id))

  const nowMs = app.clock.now()
  const duplicate = isDuplicate(app, account.Id, amountCents, nowMs)
  if (duplicate && app.duplicates === 'document') return duplicateTransaction()
  const refusal = CARD_MOCKS.get(amountCents) ?? (duplicate ? CARD_DUPLICATE : undefined)

  const Id = app.store.takeId('payment')
  const row: Payment = {
    client,
    amountCents,
    createdMs: nowMs,
    CustomerId: account.CustomerId,
    ReferenceId: 0,
    RecurringScheduleId: 0,
    PaymentType: 'CC',
    ...verdict(refusal, forced.status),
    ...cardDates(nowMs, refusal !== undefined),
    AccountId: account.Id,
    IsDebit: false,
    ...details,
    PaymentSubType: details.PaymentSubType ?? 'Moto',
    Id,
    LastModified: toSeconds(nowMs),
  }
  app.store.commit(['payment', row])
  if (forced.hideMs !== undefined) app.hidden.set(Id, Date.now() + forced.hideMs)
  return ok(wirePayment(row, customer), 201)
}

/** PS-043, and what the fault `duplicate-after` says. */
export function duplicateTransaction(): Answer {
  return fail(400, 'InvalidInput', [{ Field: '', Message: 'Duplicate Transaction.' }])
}

/** PS-044, PS-009. */
function readAccount(app: App, client: string, fields: Fields): Account | undefined {
  const id = fields.int('AccountId')
  const account = app.store.accounts.get(id)
  if (!account) fields.error('', 'Specified Customer Account Id is not valid')
  else if (account.client !== client) fields.error('', foreignAccount(id))
  else if (account.deleted) fields.error('', deletedAccount(id))
  else return account
}

/** PS-042. */
function readAmount(fields: Fields): number {
  const value = fields.member('Amount')
  const cents = value === undefined || value === null || value === '' ? 0 : toCents(value)
  if (cents === null) fields.error('Amount', 'The Amount field is not a valid number.')
  else if (cents <= 0) fields.error('', 'Amount must be greater than 0')
  else if (cents > MAX_CENTS) fields.error('', 'Payment amount cannot exceed $2,000,000.00')
  else return cents
  return 0
}

/** The optional members. The CVV is checked and forgotten: it is in no row, no log and no answer. */
function readDetails(fields: Fields) {
  fields.text('CVV', { valid: (cvv) => /^\d{3,4}$/.test(cvv), invalid: 'CVV must be 3 or 4 digits.' })
  if (fields.bool('IsDebit')) fields.error('IsDebit', 'Standalone credits are not currently supported.')
  return {
    PaymentSubType: fields.oneOf('PaymentSubType', CARD_SUB_TYPES),
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

/** PS-041, PS-045: what the processor said, or nothing yet. */
function verdict(refusal: Refusal | undefined, forced: 'Pending' | undefined) {
  if (forced) return { Status: forced, ProviderAuthCode: null, TraceNumber: null, FailureData: NO_FAILURE }
  if (refusal) return { Status: 'Failed' as const, ...refusal }
  const TraceNumber = String(randomInt(100_000, 1_000_000))
  return { Status: 'Authorized' as const, ProviderAuthCode: 'Approved', TraceNumber, FailureData: NO_FAILURE }
}

/**
 * PS-047, PS-051. Settlement is estimated two days ahead, rolled over a weekend, as in the samples; the sandbox then
 * settles the next day. A payment after the evening's cut-off can be voided until that settlement.
 */
function cardDates(nowMs: number, failed: boolean) {
  const today = localDay(nowMs)
  const settlesOn = addDays(today, 1)
  const cutOffMs = localInstant(today, ...CARD_CUT_OFF)
  const voidUntilMs = nowMs < cutOffMs ? cutOffMs : batchInstant(settlesOn)
  return {
    settlesOn,
    PaymentDate: dayAsInstant(today),
    ReturnDate: null,
    EstimatedSettleDate: failed ? null : dayAsInstant(rollOverWeekend(addDays(today, 2))),
    ActualSettledDate: null,
    CanVoidUntil: failed ? null : toSeconds(voidUntilMs),
  }
}

/** PS-043 concerns bank accounts; cards only where the policy says so (field notes: the sources disagree). */
function isDuplicate(app: App, accountId: number, amountCents: number, nowMs: number): boolean {
  if (app.duplicates === 'ach' || app.duplicates === 'off') return false
  const lastMs = app.store.lastChargedMs(accountId, amountCents)
  return lastMs !== undefined && Math.abs(nowMs - lastMs) < DUPLICATE_WINDOW_MS
}
