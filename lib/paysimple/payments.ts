import { PAYMENT_SUB_TYPES, type PaymentStatus, type PaymentSubType, writeName } from './enumerations'
import { type DateOptions, listWithLite, type PageOptions, type SortOptions } from './lists'
import { type Payment, type ReceiptOptions, readLitePayments, readPayment, readPayments } from './payment-record'
import type { Call, Transport } from './transport'
import { path, writeDollars } from './wire'

export type NewPayment = {
  /** The card or bank account to charge. It determines the customer. */
  AccountId: number
  /** More than 0, and 2,000,000.00 dollars at most (PS-042). */
  AmountCents: number
  /** Three or four digits. PaySimple passes it on and doesn't keep it. Ignored for bank accounts. */
  CVV?: string
  /** Default: Moto for a card, Web for a bank account. Ccd needs a customer with a Company (PS-044). */
  PaymentSubType?: PaymentSubType
  InvoiceId?: number
  /** 50 characters at most, like the next two. */
  InvoiceNumber?: string
  PurchaseOrderNumber?: string
  /** Our own number. PaySimple doesn't show or search it but returns it with every complete record. */
  OrderId?: string
  /** 2048 characters at most. Printed on PaySimple's receipt. */
  Description?: string
  Latitude?: number
  Longitude?: number
  SuccessReceiptOptions?: ReceiptOptions
  FailureReceiptOptions?: ReceiptOptions
}
export type PaymentListOptions = PageOptions &
  DateOptions &
  SortOptions<
    | 'ReturnDate'
    | 'EstimatedSettleDate'
    | 'ActualSettledDate'
    | 'PaymentDate'
    | 'PaymentType'
    | 'PaymentSubType'
    | 'Amount'
    | 'Status'
    | 'CustomerFirstName'
    | 'CustomerLastName'
    | 'CustomerCompany'
  > & { status?: readonly PaymentStatus[] }

export function payments(send: Transport) {
  return {
    /** Lists all payments of the client, newest first unless sorted (PS-052). */
    ...paymentsAt(send, '/v4/payment'),

    /**
     * Charges an account once (PS-040). This client never repeats it: PaySimple has no idempotency key, so only the
     * caller can know whether a second try is a second charge. A decline is an answer with Status Failed (PS-041). Not
     * sent after `sendBefore`, an instant of `performance.now()`.
     */
    create: async (payment: NewPayment, { sendBefore }: Pick<Call, 'sendBefore'> = {}): Promise<Payment> => {
      const { AmountCents, PaymentSubType, ...rest } = payment
      const body = {
        ...rest,
        Amount: writeDollars(AmountCents),
        PaymentSubType: writeName(PAYMENT_SUB_TYPES, PaymentSubType),
      }
      return send({ method: 'POST', path: '/v4/payment', body, sendBefore }, ({ response }) => readPayment(response))
    },

    /** Returns a payment by its id (PS-052). */
    get: async (id: number): Promise<Payment> =>
      send({ method: 'GET', path: path`/v4/payment/${id}` }, ({ response }) => readPayment(response)),

    /**
     * Voids a payment that hasn't gone to the bank, until its CanVoidUntil (PS-049). Returns the payment. Not sent after
     * `sendBefore`, an instant of `performance.now()`.
     * @throws PaySimpleError `refused` when it's too late; reverse it after it settles
     */
    void: async (id: number, { sendBefore }: Pick<Call, 'sendBefore'> = {}): Promise<Payment> =>
      send({ method: 'PUT', path: path`/v4/payment/${id}/void`, sendBefore }, ({ response }) => readPayment(response)),

    /**
     * Refunds a whole settled payment (PS-050). Returns the credit, a new payment with IsDebit and ReferenceId. Not sent
     * after `sendBefore`, like a void.
     * @throws PaySimpleError `refused` while the payment isn't Settled
     */
    reverse: async (id: number, { sendBefore }: Pick<Call, 'sendBefore'> = {}): Promise<Payment> =>
      send({ method: 'PUT', path: path`/v4/payment/${id}/reverse`, sendBefore }, ({ response }) =>
        readPayment(response),
      ),

    /** Settles a payment at once. PaySimple's sandbox only, and not in its document (field notes). */
    markSettled: async (id: number): Promise<void> =>
      send({ method: 'PUT', path: '/v4/MarkPaymentStatus', body: { PaymentId: id } }, () => undefined),
  }
}

/** Makes the list of payments behind a path: all of them, or a customer's (PS-028). */
export const paymentsAt = (send: Transport, path: string) =>
  listWithLite<Payment, ReturnType<typeof readLitePayments>[number], PaymentListOptions>(
    send,
    path,
    readPayments,
    readLitePayments,
  )
