/**
 * All data of the sandbox: rows in memory with indexes, written to the log in whole commits.
 * A commit is one line of the log, so that changes that depend on each other (a new card, and the default it takes
 * over) are stored together or not at all. Handlers are synchronous, so none sees half of another's changes.
 */
import { CAME_TO_NOTHING, IN_FLIGHT } from './enumerations.ts'
import { type Log, memoryLog } from './log-file.ts'
import type { Account, Customer, Payment, Schedule } from './rows.ts'
import { wakesOn } from './schedule-state.ts'
import { createSearch } from './search.ts'

export type Tables = { customer: Customer; account: Account; schedule: Schedule; payment: Payment }
export type Change = { [T in keyof Tables]: [table: T, row: Tables[T]] }[keyof Tables]
type Line = { put: Change[] } | { clock: number } | { reset: Ids }
type Ids = Record<keyof Tables, number>

/** Far apart, so that an account's id sent as a customer's finds nothing. */
const FIRST_IDS: Ids = { customer: 250_001, account: 390_001, schedule: 110_001, payment: 1_600_001 }

/** A log is rewritten when it is opened with this many more changes than twice its rows. */
const WORTH_COMPACTING = 10_000
const ROWS_PER_LINE = 200
const MAX_MEMOS = 16

export type Store = ReturnType<typeof createStore>

/**
 * `attach` opens the log and replays it through `apply`; every later commit is appended to it. `compacted` gives the
 * lines of a shorter log with the same content, or null when rewriting is not worthwhile.
 */
export function createStore(attach: (apply: (line: string) => void, compacted: () => Iterable<string> | null) => Log) {
  let nextId = { ...FIRST_IDS }
  let clockOffsetMs = 0
  let replayedRows = 0
  const rows = {
    customer: new Map<number, Customer>(),
    account: new Map<number, Account>(),
    schedule: new Map<number, Schedule>(),
    payment: new Map<number, Payment>(),
  }
  /** Rows that are not deleted, in ascending order of id. */
  const customersOfClient = new Map<string, Customer[]>()
  const accountsOfCustomer = new Map<number, Account[]>()
  const schedulesOfClient = new Map<string, Schedule[]>()
  const schedulesOfCustomer = new Map<number, Schedule[]>()
  const paymentsOfClient = new Map<string, Payment[]>()
  const paymentsOfCustomer = new Map<number, Payment[]>()
  const paymentsOfSchedule = new Map<number, Payment[]>()
  /** Payments by the day they settle, and schedules by the day they wake. Outdated entries stay, and are skipped. */
  const settlesOn = new Map<string, Payment[]>()
  const wakes = new Map<string, Schedule[]>()
  /** The last charge of an account by amount, for the duplicate check (PS-043), unless it came to nothing. */
  const lastCharged = new Map<string, Payment>()
  const search = createSearch()
  /** Results computed from all rows, until any row changes. */
  const memos = new Map<string, unknown>()
  const indexes = [
    ...Object.values(rows),
    customersOfClient,
    accountsOfCustomer,
    schedulesOfClient,
    schedulesOfCustomer,
    paymentsOfClient,
    paymentsOfCustomer,
    paymentsOfSchedule,
    settlesOn,
    wakes,
    lastCharged,
    search,
    memos,
  ]

  function insert([table, row]: Change) {
    nextId[table] = Math.max(nextId[table], row.Id + 1)
    if (table === 'customer') {
      rows.customer.set(row.Id, row)
      push(customersOfClient, row.client, row)
    } else if (table === 'account') {
      rows.account.set(row.Id, row)
      push(accountsOfCustomer, row.CustomerId, row)
    } else if (table === 'schedule') {
      rows.schedule.set(row.Id, row)
      push(schedulesOfClient, row.client, row)
      push(schedulesOfCustomer, row.CustomerId, row)
    } else {
      rows.payment.set(row.Id, row)
      push(paymentsOfClient, row.client, row)
      push(paymentsOfCustomer, row.CustomerId, row)
      if (row.RecurringScheduleId !== 0) push(paymentsOfSchedule, row.RecurringScheduleId, row)
      else if (!row.IsDebit && !CAME_TO_NOTHING.has(row.Status)) lastCharged.set(chargeKey(row), row)
    }
  }

  /** Updates what depends on the contents of a row. Runs after an insert and after every change. */
  function follow([table, row]: Change) {
    if (table === 'payment') {
      if (IN_FLIGHT.has(row.Status)) push(settlesOn, row.settlesOn, row)
      if (CAME_TO_NOTHING.has(row.Status) && lastCharged.get(chargeKey(row)) === row) lastCharged.delete(chargeKey(row))
    } else if (table === 'schedule') {
      const day = wakesOn(row)
      if (day !== null) push(wakes, day, row)
      if (row.deleted) remove(schedulesOfClient.get(row.client), row)
      if (row.deleted) remove(schedulesOfCustomer.get(row.CustomerId), row)
    } else if (table === 'customer') {
      search.put(row)
      if (row.deleted) remove(customersOfClient.get(row.client), row)
    } else if (row.deleted) remove(accountsOfCustomer.get(row.CustomerId), row)
  }

  function clear(ids: Ids) {
    for (const index of indexes) index.clear()
    nextId = { ...FIRST_IDS, ...ids }
    clockOffsetMs = 0
  }

  function apply(text: string) {
    const line = JSON.parse(text) as Line
    if ('clock' in line) clockOffsetMs = line.clock
    else if ('reset' in line) clear(line.reset)
    else {
      replayedRows += line.put.length
      for (const change of line.put) {
        const known = rows[change[0]].get(change[1].Id)
        // Indexes hold the row itself, so an update changes it in place.
        if (known) Object.assign(known, change[1])
        else insert(change)
        follow([change[0], known ?? change[1]] as Change)
      }
    }
  }

  function compacted(): Iterable<string> | null {
    const total = Object.values(rows).reduce((sum, table) => sum + table.size, 0)
    return replayedRows > total * 2 + WORTH_COMPACTING ? linesOfEverything() : null
  }

  function* linesOfEverything(): Iterable<string> {
    yield JSON.stringify({ reset: nextId } satisfies Line)
    yield JSON.stringify({ clock: clockOffsetMs } satisfies Line)
    for (const table of ['customer', 'account', 'schedule', 'payment'] as const) {
      const all = [...rows[table].values()]
      for (let start = 0; start < all.length; start += ROWS_PER_LINE) {
        const put = all.slice(start, start + ROWS_PER_LINE).map((row) => [table, row] as Change)
        yield JSON.stringify({ put } satisfies Line)
      }
    }
  }

  const log = attach(apply, compacted)

  function write(line: Line) {
    if (log !== memoryLog) log.append(JSON.stringify(line))
  }

  return {
    customers: rows.customer as ReadonlyMap<number, Customer>,
    accounts: rows.account as ReadonlyMap<number, Account>,
    schedules: rows.schedule as ReadonlyMap<number, Schedule>,
    payments: rows.payment as ReadonlyMap<number, Payment>,
    settlesOn,
    wakes,
    search: search.find,

    customersOf: (client: string): readonly Customer[] => customersOfClient.get(client) ?? [],
    accountsOf: (customerId: number): readonly Account[] => accountsOfCustomer.get(customerId) ?? [],
    schedulesOf: (client: string): readonly Schedule[] => schedulesOfClient.get(client) ?? [],
    schedulesOfCustomer: (customerId: number): readonly Schedule[] => schedulesOfCustomer.get(customerId) ?? [],
    paymentsOf: (client: string): readonly Payment[] => paymentsOfClient.get(client) ?? [],
    paymentsOfCustomer: (customerId: number): readonly Payment[] => paymentsOfCustomer.get(customerId) ?? [],
    paymentsOfSchedule: (scheduleId: number): readonly Payment[] => paymentsOfSchedule.get(scheduleId) ?? [],
    lastChargedMs: (AccountId: number, amountCents: number) =>
      lastCharged.get(chargeKey({ AccountId, amountCents }))?.createdMs,

    /** What `make` gives, computed once until any row changes: a sorted list, for all of its pages. */
    remember<T>(key: string, make: () => T): T {
      if (memos.has(key)) return memos.get(key) as T
      if (memos.size >= MAX_MEMOS) memos.clear()
      const made = make()
      memos.set(key, made)
      return made
    },

    takeId: (table: keyof Tables): number => nextId[table]++,

    /** Indexes new rows and rows already changed in place, and writes them as one line of the log. */
    commit(...changes: Change[]) {
      write({ put: changes })
      if (memos.size > 0) memos.clear()
      for (const change of changes) {
        if (!rows[change[0]].has(change[1].Id)) insert(change)
        follow(change)
      }
    },

    /** Business time minus real time, in milliseconds. It survives a restart. */
    get clockOffsetMs() {
      return clockOffsetMs
    },
    setClockOffset(offsetMs: number) {
      clockOffsetMs = offsetMs
      write({ clock: offsetMs })
    },

    /** Removes all rows. Ids keep counting: an id that a caller still holds must never mean another object. */
    reset() {
      clear(nextId)
      write({ reset: nextId })
    },

    /** Undefined when every commit is on disk; else a promise that resolves when it is. */
    flushed: () => log.flushed(),
    close: () => log.close(),
  }
}

const chargeKey = ({ AccountId, amountCents }: Pick<Payment, 'AccountId' | 'amountCents'>) =>
  `${AccountId}:${amountCents}`

function push<K, V>(index: Map<K, V[]>, key: K, value: V) {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}

/** Removes a row from a list in ascending order of id. */
function remove<V extends { Id: number }>(list: V[] | undefined, row: V) {
  if (!list) return
  let low = 0
  let high = list.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((list[middle]?.Id ?? 0) < row.Id) low = middle + 1
    else high = middle
  }
  if (list[low] === row) list.splice(low, 1)
}
