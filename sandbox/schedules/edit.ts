/** Edits a recurring payment (PS-066). Payment plans cannot be edited. */
import { deletedAccount, foreignAccount, NO_SUCH_ACCOUNT } from '../accounts/accounts.ts'
import type { Call } from '../http/call.ts'
import { type Answer, fail, invalid, ok } from '../http/envelope.ts'
import { type Fields, fieldsOf } from '../http/fields.ts'
import { defaultSubType } from '../payments/charges.ts'
import { readSubType } from '../payments/create.ts'
import type { Account, Schedule } from '../store/rows.ts'
import { addDays, cutTicks, localDay, toTicks } from '../time/calendar.ts'
import { readFirst, readFrequency, readPaymentAmount, readStart, readTexts } from './create.ts'
import { deletedSchedule, findSchedule } from './queries.ts'
import { catchUp, planNext } from './runs.ts'
import { wireSchedule } from './wire.ts'

/**
 * Required members must always be sent. An optional member left out stays as it is, and null clears it. Members that
 * can no longer change, such as the start of a started schedule, are ignored.
 */
export function updateRecurring(call: Call): Answer {
  const { app, client, body } = call
  const fields = fieldsOf(body)
  const id = fields.int('Id')
  const found = findSchedule(call, 'RecurringPayment', id)
  if ('refused' in found) return found.refused
  const { row } = found
  if (row.deleted) return invalid(deletedSchedule('RecurringPayment', id))
  if (row.ScheduleStatus === 'Expired') return invalid('Payment schedules that have expired cannot be edited.')
  const customer = app.store.customers.get(row.CustomerId)
  const nowMs = app.clock.now()
  const today = localDay(nowMs)

  const account = readAccountOf(fields, row, client, app.store.accounts)
  const PaymentSubType =
    account && customer && changedSubType(fields, row, account, readSubType(fields, account, customer))
  const paymentCents = readPaymentAmount(fields)
  const frequency = readFrequency(fields)
  const started = row.startOn <= today
  const startOn = started ? requireStart(fields, row) : readStart(fields, today)
  const firstIsOpen = row.firstOn !== null && !row.firstDone && row.firstOn > today
  const first = firstIsOpen ? changedFirst(fields, row, startOn, today) : {}
  const texts = readTexts(fields)
  const endOn = fields.has('EndDate') ? fields.day('EndDate') : row.endOn
  if (endOn !== row.endOn && endOn !== null && (endOn < today || endOn < startOn)) {
    fields.error('EndDate', 'EndDate must be a future date.')
  }
  if (fields.errors.length > 0 || !account || !customer || !frequency) return fail(400, 'InvalidInput', fields.errors)

  const newRhythm =
    frequency.ExecutionFrequencyType !== row.ExecutionFrequencyType ||
    frequency.ExecutionFrequencyParameter !== row.ExecutionFrequencyParameter
  Object.assign(row, { paymentCents, AccountId: account.Id, PaymentSubType, startOn, endOn, ...frequency, ...first })
  for (const [name, text] of Object.entries(texts)) if (fields.has(name)) Object.assign(row, { [name]: text })
  // A quarter or a year counts from the last payment, or from the start.
  if (!started) row.anchorOn = startOn
  else if (newRhythm) row.anchorOn = row.lastOn ?? row.startOn
  planNextOf(row, today)
  const now = toTicks(nowMs)
  const changes = catchUp(app.store, row, nowMs)
  row.LastModified = now
  app.store.commit(...changes)
  return ok(wireSchedule(row, customer, now, cutTicks(row.CreatedOn)))
}

/** Plans from today or the end of the pause, never on a day already charged. A suspended schedule has no next day. */
function planNextOf(row: Schedule, today: string) {
  const paused = row.ScheduleStatus === 'Suspended' && row.pauseUntilOn !== null
  const from = paused && row.pauseUntilOn !== null && row.pauseUntilOn > today ? row.pauseUntilOn : today
  if (row.ScheduleStatus === 'Active' || paused) {
    planNext(row, row.lastOn !== null && row.lastOn >= from ? addDays(row.lastOn, 1) : from)
  }
}

/** Any other account of the same customer. */
function readAccountOf(fields: Fields, row: Schedule, client: string, accounts: ReadonlyMap<number, Account>) {
  const id = fields.int('AccountId')
  const account = accounts.get(id)
  if (account && account.client !== client) fields.error('', foreignAccount(id))
  else if (!account || account.CustomerId !== row.CustomerId) fields.error('', NO_SUCH_ACCOUNT)
  else if (account.deleted) fields.error('', deletedAccount(id))
  else return account
}

/** Left out, it stays, unless the account is now of the other kind. Null is the default of the kind. */
function changedSubType(fields: Fields, row: Schedule, account: Account, sent: Schedule['PaymentSubType'] | null) {
  if (sent) return sent
  const wasCard = row.PaymentSubType === 'Moto' || row.PaymentSubType === 'Swipe'
  const sameKind = wasCard === (account.kind === 'card')
  return sameKind && !fields.has('PaymentSubType') ? row.PaymentSubType : defaultSubType(account)
}

function requireStart(fields: Fields, row: Schedule): string {
  const before = fields.errors.length
  if (fields.day('StartDate') === null && fields.errors.length === before) {
    fields.error('StartDate', 'The StartDate field is required.')
  }
  return row.startOn
}

/** The amount and the day of the custom first payment may each be sent alone. */
function changedFirst(fields: Fields, row: Schedule, startOn: string, today: string) {
  if (fields.has('FirstPaymentAmount') && fields.has('FirstPaymentDate')) return readFirst(fields, startOn, today)
  const FirstPaymentAmount = fields.has('FirstPaymentAmount')
    ? fields.member('FirstPaymentAmount')
    : row.firstCents / 100
  const FirstPaymentDate = fields.has('FirstPaymentDate') ? fields.member('FirstPaymentDate') : row.firstOn
  return readFirst(fieldsOf({ FirstPaymentAmount, FirstPaymentDate }, fields.errors), startOn, today)
}
