import type { Call, Transport } from './transport'
import { asList, asObject, readCents, readDay, readId, readInstant, readText, type Wire, writeDollars } from './wire'

export type NewPayment = {
  AccountId: number
  AmountCents: number
  /** Three or four digits; PaySimple passes it on and keeps it not. */
  CVV?: string
  /** Ours, 50 characters at most. Not shown in PaySimple's screens, not searchable, but answered with every full record. */
  OrderId: string
  Description?: string
}
export type FailureData = {
  Code: string | null
  Description: string | null
  MerchantActionText: string | null
  IsDecline: boolean | null
}

/** A payment as PaySimple answers it, complete form (PS-046). Money in cents, days as YYYY-MM-DD, instants in UTC. */
export type Payment = {
  Id: number
  CustomerId: number | null
  AccountId: number | null
  OrderId: string | null
  AmountCents: number | null
  IsDebit: boolean
  /** The status's name (PS-048). One that we do not know stays as it came: it is neither paid nor failed. */
  Status: string
  ProviderAuthCode: string | null
  TraceNumber: string | null
  FailureData: FailureData | null
  PaymentDate: string | null
  EstimatedSettleDate: string | null
  ActualSettledDate: string | null
  CanVoidUntil: Date | null
}
export type PaymentPage = { payments: Payment[]; totalItems: number; page: number; itemsPerPage: number }
export type PaymentListOptions = {
  page?: number
  pageSize?: number
  status?: readonly string[]
  /** By PaymentDate, inclusive, YYYY-MM-DD. */
  startDate?: string
  endDate?: string
  direction?: 'ASC' | 'DESC'
  sortBy?: 'PaymentDate' | 'Amount' | 'EstimatedSettleDate' | 'ActualSettledDate'
}

export function payments(send: Transport) {
  const list = async (path: string, options: PaymentListOptions): Promise<PaymentPage> => {
    const answer = await send({
      method: 'GET',
      path,
      query: {
        page: options.page ?? 1,
        pagesize: options.pageSize ?? 200,
        status: options.status?.join(','),
        startdate: options.startDate,
        enddate: options.endDate,
        sortby: options.sortBy,
        direction: options.direction,
      },
    })
    const rows = asList(answer.response, `GET ${path}`).map((wire) => readPayment(wire, `GET ${path}`))
    return {
      payments: rows,
      totalItems: answer.paging?.TotalItems ?? rows.length,
      page: answer.paging?.Page ?? 1,
      itemsPerPage: answer.paging?.ItemsPerPage ?? rows.length,
    }
  }
  return {
    /**
     * Charges an account once (PS-040). Never repeated by this client: PaySimple has no idempotency key, so only the
     * caller can know whether a second try is a second charge. A decline is an answer with Status Failed (PS-041).
     */
    async create(payment: NewPayment, { sendBefore }: Pick<Call, 'sendBefore'> = {}): Promise<Payment> {
      const { AmountCents, ...rest } = payment
      const body = { ...rest, Amount: writeDollars(AmountCents) }
      const answer = await send({ method: 'POST', path: '/v4/payment', body, sendBefore })
      return readPayment(answer.response, 'POST /v4/payment')
    },

    /** One payment by its id (PS-052). */
    async get(id: number): Promise<Payment> {
      return readPayment((await send({ method: 'GET', path: `/v4/payment/${id}` })).response, 'GET /v4/payment/{id}')
    },

    /** A page of all payments, complete records, newest first unless sorted (PS-052). */
    list: (options: PaymentListOptions = {}) => list('/v4/payment', options),

    /** A page of one customer's payments, likewise (PS-028). */
    listOfCustomer: (customerId: number, options: PaymentListOptions = {}) =>
      list(`/v4/customer/${customerId}/payments`, options),
  }
}

const STATUS_BY_NUMBER: Record<number, string> = {
  0: 'Pending',
  1: 'Posted',
  2: 'Settled',
  3: 'Failed',
  5: 'Voided',
  6: 'Reversed',
  9: 'ReversePosted',
  10: 'Chargeback',
  12: 'Authorized',
  13: 'Returned',
  15: 'ReverseNSF',
  17: 'RefundSettled',
}

/** Names come in various cases; a number is looked up (PS-048). */
function readStatus(value: unknown): string {
  const text = readText(value) ?? ''
  const known = Object.values(STATUS_BY_NUMBER).find((name) => name.toLowerCase() === text.toLowerCase())
  return known ?? STATUS_BY_NUMBER[text === '' ? -1 : Number(text)] ?? text
}

function readFailure(value: unknown): FailureData | null {
  if (typeof value !== 'object' || value === null) return null
  const wire = value as Wire
  const failure = {
    Code: readText(wire.Code),
    Description: readText(wire.Description),
    MerchantActionText: readText(wire.MerchantActionText),
    IsDecline: typeof wire.IsDecline === 'boolean' ? wire.IsDecline : null,
  }
  return failure.Code || failure.Description ? failure : null // a success has null, or an object of nulls (PS-046)
}

function readPayment(response: unknown, route: string): Payment {
  const wire = asObject(response, route)
  const optionalId = (value: unknown) => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : null)
  return {
    Id: readId(wire.Id, route),
    CustomerId: optionalId(wire.CustomerId),
    AccountId: optionalId(wire.AccountId),
    OrderId: readText(wire.OrderId),
    AmountCents: readCents(wire.Amount),
    IsDebit: wire.IsDebit === true,
    Status: readStatus(wire.Status),
    ProviderAuthCode: readText(wire.ProviderAuthCode),
    TraceNumber: readText(wire.TraceNumber),
    FailureData: readFailure(wire.FailureData),
    PaymentDate: readDay(wire.PaymentDate),
    EstimatedSettleDate: readDay(wire.EstimatedSettleDate),
    ActualSettledDate: readDay(wire.ActualSettledDate),
    CanVoidUntil: readInstant(wire.CanVoidUntil),
  }
}
