import type { Page } from '@/lib/paysimple/page-walk'
import type { Payment as PaySimplePayment } from '@/lib/paysimple/payment-record'
import { refusal } from './faults'

// PaySimple in memory: only what the payment flow can see of it, on the virtual clock. It shares nothing with the rules
// that it is there to test.

/** Small, so that a handful of payments has several pages: of a customer's, and of all. */
const CUSTOMERS_PAGE = 3
const WHOLE_PAGE = 6
const DUPLICATE_WINDOW = 5 * 60_000

export const DUPLICATE_POLICIES = ['ach', 'document', 'processor', 'off'] as const
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number]

export type Kind = 'card' | 'ach'
export type LedgerAccount = { id: number; customerId: number; number: string; kind: Kind }
export type LedgerRow = {
  id: number
  client: string
  customerId: number
  accountId: number
  kind: Kind
  orderId: string | null
  amountCents: number
  status: string
  isDebit: boolean
  referenceId: number
  createdAt: number
  /** In no read and no list before. */
  visibleAt: number
  /** Since when PaySimple has been sure of it: a payment that is Pending will be, or never. */
  sureAt: number
  settlesAt: number
  voidableUntil: number
  /** Every status it has had, and since when it has the present one. */
  was: string[]
  changedAt: number
  /** Where PaySimple made two records of one request: the other one. */
  twin: number | null
  /** As it was read last: lists are read by the million. */
  read: PaySimplePayment | null
}
/** How one new payment is to turn out. */
export type Verdict = {
  declined?: boolean
  pending?: boolean
  hiddenMs?: number
  /** A second record is made as well, and not hidden. */
  twice?: boolean
  settlesInMs: number
}
/** `filtered`: by OrderId, a filter that no list knows, and so ignores. */
export type Query = { page: number; lite?: boolean; filtered?: boolean }

export type Ledger = ReturnType<typeof createLedger>

const IN_FLIGHT = ['Authorized', 'Posted', 'ReversePosted']

export function createLedger(policy: DuplicatePolicy, now: () => number) {
  const customers: { id: number; client: string; ref: string }[] = []
  const accounts: LedgerAccount[] = []
  const rows: LedgerRow[] = []
  let lastId = 1000

  /** What time has done since: settlement. */
  function passTime() {
    const at = now()
    for (const row of rows)
      if (row.settlesAt <= at && IN_FLIGHT.includes(row.status)) turn(row, row.isDebit ? 'RefundSettled' : 'Settled')
  }

  function turn(row: LedgerRow, status: string) {
    row.status = status
    row.was.push(status)
    row.changedAt = now()
  }

  function add(fields: Omit<LedgerRow, 'id' | 'createdAt' | 'changedAt' | 'was' | 'twin' | 'read'>): LedgerRow {
    const at = now()
    const row = { ...fields, id: ++lastId, createdAt: at, changedAt: at, was: [fields.status], twin: null, read: null }
    rows.push(row)
    return row
  }

  function find(point: 'get' | 'void' | 'reverse', client: string, id: number): LedgerRow {
    passTime()
    const row = rows.find((each) => each.id === id)
    if (row?.client !== client || row.visibleAt > now())
      throw refusal(point, `Payment with ID ${id} does not belong to client`)
    return row
  }

  return {
    customers,
    accounts,
    rows,
    passTime,
    turn,

    createCustomer(client: string, ref: string): number {
      customers.push({ id: ++lastId, client, ref })
      return lastId
    },

    /** A card that is there already is answered again (PS-033), a bank account refused (PS-034). */
    createAccount(customerId: number, number: string, kind: Kind): number {
      const there = accounts.find((each) => each.customerId === customerId && each.number === number)
      if (there && kind === 'ach') throw refusal('account', 'This bank account is already attached to this customer.')
      if (there) return there.id
      accounts.push({ id: ++lastId, customerId, number, kind })
      return lastId
    },

    charge(
      client: string,
      accountId: number,
      amountCents: number,
      orderId: string,
      verdict: Verdict,
    ): PaySimplePayment {
      passTime()
      const account = accounts.find((each) => each.id === accountId)
      if (!account) throw refusal('payment', 'Specified Customer Account Id is not valid')
      const minds = policy !== 'off' && (policy !== 'ach' || account.kind === 'ach')
      const at = now()
      const duplicate =
        minds &&
        rows.some(
          (row) =>
            row.accountId === accountId &&
            row.amountCents === amountCents &&
            !row.isDebit &&
            row.status !== 'Failed' &&
            at - row.createdAt < DUPLICATE_WINDOW,
        )
      if (duplicate && policy !== 'processor') throw refusal('payment', 'Duplicate Transaction.')
      const { declined, pending, twice, hiddenMs = 0, settlesInMs } = verdict
      const good = account.kind === 'card' ? 'Authorized' : 'Posted'
      const fields = {
        client,
        customerId: account.customerId,
        accountId,
        kind: account.kind,
        orderId,
        amountCents,
        status: duplicate || declined ? 'Failed' : pending ? 'Pending' : good,
        isDebit: false,
        referenceId: 0,
        visibleAt: at + hiddenMs,
        sureAt: pending && !duplicate && !declined ? Number.POSITIVE_INFINITY : at,
        settlesAt: at + settlesInMs,
        voidableUntil: at + settlesInMs,
      }
      const row: LedgerRow = add(fields)
      if (twice) {
        const second: LedgerRow = add({ ...fields, visibleAt: at })
        second.twin = row.id
        row.twin = second.id
      }
      return recordOf(row, false)
    },

    void(client: string, id: number): PaySimplePayment {
      const row = find('void', client, id)
      if (!IN_FLIGHT.includes(row.status) || now() > row.voidableUntil)
        throw refusal('void', `Payment with ID ${id} cannot be voided because its status is ${row.status}.`)
      turn(row, 'Voided')
      return recordOf(row, false)
    },

    /** Answers the credit (PS-050). */
    reverse(client: string, id: number): PaySimplePayment {
      const row = find('reverse', client, id)
      if (row.status !== 'Settled' || row.isDebit)
        throw refusal('reverse', `Payment with ID ${id} cannot be reversed because its status is ${row.status}.`)
      const at = now()
      const credit = add({
        ...row,
        orderId: null,
        isDebit: true,
        referenceId: row.id,
        status: row.kind === 'card' ? 'Authorized' : 'ReversePosted',
        visibleAt: at,
        settlesAt: at + (row.settlesAt - row.createdAt),
        voidableUntil: at,
      })
      row.referenceId = credit.id
      turn(row, 'Reversed')
      return recordOf(credit, false)
    },

    get: (client: string, id: number): PaySimplePayment => recordOf(find('get', client, id), false),

    /** Newest first. A filter by OrderId is ignored; lite rows carry none. */
    list(client: string, customerId: number | null, { page, lite = false }: Query): Page<PaySimplePayment> {
      passTime()
      const at = now()
      const size = customerId === null ? WHOLE_PAGE : CUSTOMERS_PAGE
      const from = (page - 1) * size
      const items: PaySimplePayment[] = []
      let total = 0
      for (let index = rows.length - 1; index >= 0; index--) {
        const row = rows[index]
        if (!row || row.client !== client || row.visibleAt > at) continue
        if (customerId !== null && row.customerId !== customerId) continue
        if (total >= from && items.length < size) items.push(recordOf(row, lite))
        total++
      }
      return { items, page, totalItems: total, itemsPerPage: size }
    },
  }
}

function recordOf(row: LedgerRow, lite: boolean): PaySimplePayment {
  const { read } = row
  if (!lite && read?.Status === row.status) return read
  const record = {
    Id: row.id,
    CustomerFirstName: null,
    CustomerLastName: null,
    Status: row.status,
    PaymentDate: null,
    AmountCents: row.amountCents,
    CustomerId: lite ? null : row.customerId,
    CustomerCompany: null,
    AccountId: lite ? null : row.accountId,
    ReferenceId: lite ? null : row.referenceId || null,
    RecurringScheduleId: null,
    PaymentType: lite ? null : row.kind === 'card' ? 'CC' : 'ACH',
    PaymentSubType: null,
    ProviderAuthCode: null,
    TraceNumber: null,
    FailureData: null,
    IsDebit: lite ? false : row.isDebit,
    ReturnDate: null,
    EstimatedSettleDate: null,
    ActualSettledDate: null,
    CanVoidUntil: lite ? null : new Date(row.voidableUntil),
    InvoiceId: null,
    InvoiceNumber: null,
    PurchaseOrderNumber: null,
    OrderId: lite ? null : row.orderId,
    Description: null,
    Latitude: null,
    Longitude: null,
    SuccessReceiptOptions: null,
    FailureReceiptOptions: null,
    LastModified: null,
    CreatedOn: null,
  }
  if (!lite) row.read = record
  return record
}
