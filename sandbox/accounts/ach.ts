/** Bank accounts (PS-034, PS-035). Reading, defaults and deleting are in accounts.ts. */
import { findCustomer, foreignCustomer, goneCustomer } from '../customers/customers.ts'
import type { Call } from '../http/call.ts'
import { type Answer, fail, invalid, notFound, ok } from '../http/envelope.ts'
import { fieldsOf } from '../http/fields.ts'
import type { AchAccount } from '../store/rows.ts'
import { cutTicks, toTicks } from '../time/calendar.ts'
import { accountsOfKind, deletedAccount, findAccount, takeDefaultFrom } from './accounts.ts'
import { wireAccount } from './wire.ts'

const ALREADY_ATTACHED = 'This bank account is already attached to this customer. You cannot attach it twice.'

/** PS-034, PS-032. */
export function createAch({ app, client, body }: Call): Answer {
  const { store } = app
  const fields = fieldsOf(body)
  fields.refuseId()
  const CustomerId = fields.int('CustomerId')
  const RoutingNumber = fields.requiredText('RoutingNumber').trim()
  if (RoutingNumber !== '' && !isRoutingNumber(RoutingNumber)) fields.error('RoutingNumber', 'Invalid Routing Number.')
  const number = fields.requiredText('AccountNumber').trim()
  if (number !== '' && !/^\d{4,100}$/.test(number)) {
    fields.error('AccountNumber', 'AccountNumber must be a numeric string of 4 to 100 digits.')
  }
  const BankName = fields.requiredText('BankName', { max: 100 })
  const IsCheckingAccount = fields.requiredBool('IsCheckingAccount')
  const wantsDefault = fields.bool('IsDefault')
  const found = findCustomer({ app, client }, CustomerId)
  if ('refused' in found) fields.error('', foreignCustomer(CustomerId))
  if (fields.errors.length > 0 || 'refused' in found) return fail(400, 'InvalidInput', fields.errors)
  if (found.row.deleted) return notFound(goneCustomer(CustomerId))

  const accounts = accountsOfKind(store, CustomerId, 'ach')
  const fingerprint = app.fingerprint(`${RoutingNumber}:${number}`)
  if (accounts.some((account) => account.fingerprint === fingerprint)) return invalid(ALREADY_ATTACHED)
  const now = toTicks(app.clock.now())
  const IsDefault = wantsDefault || !accounts.some((account) => account.IsDefault)
  const row: AchAccount = {
    kind: 'ach',
    client,
    deleted: false,
    fingerprint,
    IsCheckingAccount,
    RoutingNumber,
    AccountNumber: masked(number),
    BankName,
    CustomerId,
    IsDefault,
    Id: store.takeId('account'),
    LastModified: now,
    CreatedOn: now,
  }
  store.commit(['account', row], ...(IsDefault ? takeDefaultFrom(accounts, now) : []))
  return ok(wireAccount(row, now, now), 201)
}

/** PS-035: changes only checking or savings; ignores everything else, such as a masked number. */
export function updateAch(call: Call): Answer {
  const fields = fieldsOf(call.body)
  const id = fields.int('Id')
  const found = findAccount(call, 'ach', id)
  if ('refused' in found) return found.refused
  if (found.row.deleted) return invalid(deletedAccount(id))
  const IsCheckingAccount = fields.requiredBool('IsCheckingAccount')
  if (fields.errors.length > 0) return fail(400, 'InvalidInput', fields.errors)
  Object.assign(found.row, { IsCheckingAccount, LastModified: toTicks(call.app.clock.now()) })
  call.app.store.commit(['account', found.row])
  return ok(wireAccount(found.row, found.row.LastModified, cutTicks(found.row.CreatedOn)))
}

/** Nine digits whose weighted sum ends in 0: the checksum of the American Bankers Association. */
function isRoutingNumber(text: string): boolean {
  if (!/^\d{9}$/.test(text) || text === '000000000') return false
  const weights = [3, 7, 1, 3, 7, 1, 3, 7, 1]
  return weights.reduce((sum, weight, at) => sum + weight * Number(text[at]), 0) % 10 === 0
}

/** PS-031. Shows four digits, or three of a number that has only four. */
function masked(number: string): string {
  const shown = number.length > 4 ? 4 : 3
  return number.slice(-shown).padStart(number.length, '*')
}
