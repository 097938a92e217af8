/**
 * Everything the sandbox knows: rows in memory, found by index, and written to the log in whole commits.
 * A commit is one line of the log, so that what belongs together (a new card and the default it takes over) is kept
 * together or not at all. Handlers run to their end without waiting, so no two of them ever see half of the other.
 */
import type { Log } from './log-file.ts'
import type { FailureData, IssuerName, PaymentStatus } from './mocks.ts'

export type Address = {
  StreetAddress1: string
  StreetAddress2: string | null
  City: string
  StateCode: string | null
  ZipCode: string
  Country: string
}

export type Customer = {
  client: string
  deleted: boolean
  AltEmail: string | null
  AltPhone: string | null
  MobilePhone: string | null
  Fax: string | null
  Website: string | null
  BillingAddress: Address | null
  ShippingSameAsBilling: boolean
  ShippingAddress: Address | null
  Company: string | null
  Notes: string | null
  CustomerAccount: string | null
  FirstName: string
  LastName: string
  Email: string | null
  Phone: string | null
  Id: number
  LastModified: string
  CreatedOn: string
}

/** The number itself is never here: only its mask, and a keyed fingerprint to recognise it by (PS-031, PS-033). */
export type CardAccount = {
  kind: 'card'
  client: string
  deleted: boolean
  fingerprint: string
  CreditCardNumber: string
  ExpirationDate: string
  Issuer: IssuerName
  BillingZipCode: string | null
  CustomerId: number
  IsDefault: boolean
  Id: number
  LastModified: string
  CreatedOn: string
}

export type Account = CardAccount

export type ReceiptOptions = { SendToCustomer: boolean; SendToOtherAddresses: string[] | null }

export type Payment = {
  client: string
  amountCents: number
  /** CreatedOn with its milliseconds. */
  createdMs: number
  /** The merchant's day on which the sandbox settles it (PS-051). */
  settlesOn: string
  CustomerId: number
  ReferenceId: number
  Status: PaymentStatus
  RecurringScheduleId: number
  PaymentType: 'CC' | 'ACH'
  PaymentSubType: string
  ProviderAuthCode: string | null
  TraceNumber: string | null
  PaymentDate: string
  ReturnDate: string | null
  EstimatedSettleDate: string | null
  ActualSettledDate: string | null
  CanVoidUntil: string | null
  FailureData: FailureData
  AccountId: number
  InvoiceId: number | null
  IsDebit: boolean
  InvoiceNumber: string | null
  PurchaseOrderNumber: string | null
  OrderId: string | null
  Description: string | null
  Latitude: number | null
  Longitude: number | null
  SuccessReceiptOptions: ReceiptOptions | null
  FailureReceiptOptions: ReceiptOptions | null
  Id: number
  LastModified: string
}

export type Tables = { customer: Customer; account: Account; payment: Payment }
type Change = { [T in keyof Tables]: [table: T, row: Tables[T]] }[keyof Tables]
type Line = { put: Change[] } | { clock: number } | { reset: Ids }
type Ids = Record<keyof Tables, number>

/** Far apart, so that an account's id in a customer's place finds nothing. */
const FIRST_IDS: Ids = { customer: 250_001, account: 390_001, payment: 1_600_001 }

export type Store = ReturnType<typeof createStore>

/** `attach` opens the log and replays it through `apply`; afterwards every commit is appended to it. */
export function createStore(attach: (apply: (line: string) => void) => Log) {
  let nextId = { ...FIRST_IDS }
  let clockOffsetMs = 0
  const customers = new Map<number, Customer>()
  const accounts = new Map<number, Account>()
  const payments = new Map<number, Payment>()
  const customersOfClient = new Map<string, Customer[]>()
  const accountsOfCustomer = new Map<number, Account[]>()
  const paymentsOfClient = new Map<string, Payment[]>()
  const paymentsOfCustomer = new Map<number, Payment[]>()
  /** What is waiting for the settlement of a day. */
  const settlesOn = new Map<string, Payment[]>()
  /** When an account was last charged an amount: the duplicate check (PS-043). */
  const lastCharged = new Map<string, number>()
  const indexes = [
    customers,
    accounts,
    payments,
    customersOfClient,
    accountsOfCustomer,
    paymentsOfClient,
    paymentsOfCustomer,
    settlesOn,
    lastCharged,
  ]

  function insert(change: Change) {
    const [table, row] = change
    nextId[table] = Math.max(nextId[table], row.Id + 1)
    if (table === 'customer') {
      customers.set(row.Id, row)
      push(customersOfClient, row.client, row)
    } else if (table === 'account') {
      accounts.set(row.Id, row)
      push(accountsOfCustomer, row.CustomerId, row)
    } else {
      payments.set(row.Id, row)
      push(paymentsOfClient, row.client, row)
      push(paymentsOfCustomer, row.CustomerId, row)
      awaitSettlement(row)
      if (row.Status !== 'Failed') lastCharged.set(`${row.AccountId}:${row.amountCents}`, row.createdMs)
    }
  }

  function awaitSettlement(row: Payment) {
    if (row.Status === 'Authorized') push(settlesOn, row.settlesOn, row)
  }

  function rowOf(table: keyof Tables, id: number) {
    return table === 'customer' ? customers.get(id) : table === 'account' ? accounts.get(id) : payments.get(id)
  }

  function clear(ids: Ids) {
    for (const index of indexes) index.clear()
    nextId = { ...ids }
    clockOffsetMs = 0
  }

  function apply(text: string) {
    const line = JSON.parse(text) as Line
    if ('clock' in line) clockOffsetMs = line.clock
    else if ('reset' in line) clear(line.reset)
    else {
      for (const change of line.put) {
        const known = rowOf(change[0], change[1].Id)
        // Indexes hold the row itself: an update goes into it, never beside it.
        if (known) Object.assign(known, change[1])
        else insert(change)
      }
    }
  }

  const log = attach(apply)
  // While replaying, a payment was first seen as it was created; what waits now is known only at the end.
  settlesOn.clear()
  for (const row of payments.values()) awaitSettlement(row)

  return {
    customers: customers as ReadonlyMap<number, Customer>,
    accounts: accounts as ReadonlyMap<number, Account>,
    payments: payments as ReadonlyMap<number, Payment>,
    settlesOn,
    awaitSettlement,

    customersOf: (client: string): readonly Customer[] => customersOfClient.get(client) ?? [],
    accountsOf: (customerId: number): readonly Account[] => accountsOfCustomer.get(customerId) ?? [],
    paymentsOf: (client: string): readonly Payment[] => paymentsOfClient.get(client) ?? [],
    paymentsOfCustomer: (customerId: number): readonly Payment[] => paymentsOfCustomer.get(customerId) ?? [],
    lastChargedMs: (accountId: number, amountCents: number) => lastCharged.get(`${accountId}:${amountCents}`),

    takeId: (table: keyof Tables): number => nextId[table]++,

    /** Rows new or already changed in place: indexed if new, and written as one line. */
    commit(...changes: Change[]) {
      log.append(JSON.stringify({ put: changes } satisfies Line))
      for (const change of changes) {
        if (!rowOf(change[0], change[1].Id)) insert(change)
      }
    },

    /** The business clock runs this far from real time; it survives a restart. */
    get clockOffsetMs() {
      return clockOffsetMs
    },
    setClockOffset(offsetMs: number) {
      clockOffsetMs = offsetMs
      log.append(JSON.stringify({ clock: offsetMs } satisfies Line))
    },

    /** Forgets all rows. Ids go on counting: an id that a caller still holds must never mean somebody else. */
    reset() {
      clear(nextId)
      log.append(JSON.stringify({ reset: nextId } satisfies Line))
    },

    flushed: () => log.flushed(),
    close: () => log.close(),
  }
}

function push<K, V>(index: Map<K, V[]>, key: K, value: V) {
  const list = index.get(key)
  if (list) list.push(value)
  else index.set(key, [value])
}
