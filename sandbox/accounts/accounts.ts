/** What cards and bank accounts share: finding, the default of each kind, deleting (PS-036 to PS-038). */
import { findCustomer } from '../customers/customers.ts'
import type { Call } from '../http/call.ts'
import { type Answer, invalid, noContent, notFound, ok } from '../http/envelope.ts'
import { listAnswer } from '../http/list.ts'
import type { App } from '../store/app.ts'
import type { Account } from '../store/rows.ts'
import { isRunning } from '../store/schedule-state.ts'
import type { Change, Store } from '../store/store.ts'
import { toTicks } from '../time/calendar.ts'
import { wireAccount } from './wire.ts'

type Kind = Account['kind']
type OfKind<K extends Kind> = Extract<Account, { kind: K }>

export const deletedAccount = (id: number) => `Account with ID ${id} has been deleted`
export const foreignAccount = (id: number) => `Account with ID ${id} does not belong to client`
export const NO_SUCH_ACCOUNT = 'Specified Customer Account Id is not valid'

/** A customer's accounts that are not deleted, oldest first. */
export function accountsOfKind<K extends Kind>(store: Store, customerId: number, kind: K): OfKind<K>[] {
  return store.accountsOf(customerId).filter((row): row is OfKind<K> => row.kind === kind)
}

/** PS-009. A card's id on a bank account route is refused like an unknown id. */
export function findAccount<K extends Kind>(
  { app, client }: { app: App; client: string },
  kind: K,
  id = 0,
): { row: OfKind<K> } | { refused: Answer } {
  const row = app.store.accounts.get(id)
  if (row?.client === client && row.kind === kind) return { row: row as OfKind<K> }
  return { refused: invalid(foreignAccount(id)) }
}

/** PS-037, and 203 for a deleted one (PS-005). */
export const getAccount = (kind: Kind) => (call: Call) => {
  const found = findAccount(call, kind, call.ids[0])
  return 'refused' in found ? found.refused : ok(wireAccount(found.row), found.row.deleted ? 203 : 200)
}

/** PS-037: pages of complete records; accounts have no lite form, and no order but this one. */
export const listAccounts =
  (...kinds: Kind[]) =>
  (call: Call) => {
    const found = findCustomer(call, call.ids[0])
    if ('refused' in found) return found.refused
    const { store } = call.app
    const rows = kinds.flatMap((kind): Account[] => accountsOfKind(store, found.row.Id, kind))
    const view = (row: Account) => wireAccount(row)
    return listAnswer(call.query, { rows, newestFirst: false, sortKeys: {}, full: view, lite: view })
  }

/** PS-037. */
export const getDefaultAccount = (kind: Kind, words: string) => (call: Call) => {
  const found = findCustomer(call, call.ids[0])
  if ('refused' in found) return found.refused
  const account = accountsOfKind(call.app.store, found.row.Id, kind).find((row) => row.IsDefault)
  return account ? ok(wireAccount(account)) : notFound(`Customer ${found.row.Id} has no default ${words}`)
}

/** PS-036: the account becomes the default of its own kind; 204. */
export function setDefaultAccount({ app, client, ids: [customerId, accountId = 0] }: Call): Answer {
  const customer = findCustomer({ app, client }, customerId)
  if ('refused' in customer) return customer.refused
  const row = app.store.accounts.get(accountId)
  if (row?.client !== client) return invalid(foreignAccount(accountId))
  if (row.deleted) return invalid(deletedAccount(row.Id))
  if (row.CustomerId !== customer.row.Id) return invalid(NO_SUCH_ACCOUNT)
  const now = toTicks(app.clock.now())
  const former = takeDefaultFrom(accountsOfKind(app.store, row.CustomerId, row.kind), now)
  Object.assign(row, { IsDefault: true, LastModified: now })
  app.store.commit(['account', row], ...former.filter(([, other]) => other !== row))
  return noContent
}

/** PS-038: a soft delete. If it was the default, the oldest of its kind takes over. Deleting twice is not an error. */
export const deleteAccount = (kind: Kind) => (call: Call) => {
  const { store, clock } = call.app
  const found = findAccount(call, kind, call.ids[0])
  if ('refused' in found) return found.refused
  const { row } = found
  if (row.deleted) return noContent
  // A paused schedule resumes by itself, and would then have no account to charge.
  const attached = store
    .schedulesOfCustomer(row.CustomerId)
    .some((schedule) => schedule.AccountId === row.Id && isRunning(schedule))
  if (attached) {
    return invalid('This account is attached to an active payment schedule.  It cannot be deleted.')
  }
  const now = toTicks(clock.now())
  const heir = row.IsDefault ? accountsOfKind(store, row.CustomerId, kind).find((other) => other !== row) : undefined
  Object.assign(row, { deleted: true, IsDefault: false, LastModified: now })
  const changes: Change[] = [['account', row]]
  if (heir) {
    Object.assign(heir, { IsDefault: true, LastModified: now })
    changes.push(['account', heir])
  }
  store.commit(...changes)
  return noContent
}

/** PS-032: takes the default from the former one, and returns the change to commit with the new one. */
export function takeDefaultFrom(accounts: Account[], now: string): Change[] {
  const former = accounts.filter((account) => account.IsDefault)
  for (const account of former) Object.assign(account, { IsDefault: false, LastModified: now })
  return former.map((account) => ['account', account])
}
