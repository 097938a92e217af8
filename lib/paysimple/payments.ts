import { PAYMENT_SUB_TYPES, type PaymentStatus, type PaymentSubType, writeName } from './enumerations'
import { type DateOptions, listWithLite, type PageOptions, type SortOptions } from './lists'
import { type Payment, type ReceiptOptions, readLitePayments, readPayment, readPayments } from './payment-record'
import type { Call, Transport } from './transport'
import { path, writeDollars } from './wire'

export type NewPayment = {
  /** The card or bank account to charge; the customer follows from it. */
  AccountId: number
  /** More than 0, and 2,000,000.00 dollars at most (PS-042). */
  AmountCents: number
  /** Three or four digits; PaySimple passes it on and keeps it not. Ignored for bank accounts. */
  CVV?: string
  /** Moto for a card and Web for a bank account unless given. Ccd wants a customer with a Company (PS-044). */
  PaymentSubType?: PaymentSubType
  InvoiceId?: number
  /** 50 characters at most, like the two below. */
  InvoiceNumber?: string
  PurchaseOrderNumber?: string
  /** Ours. Not shown in PaySimple's screens, not searchable, but answered with every complete record. */
  OrderId?: string
  /** 2048 characters at most; stands on PaySimple's receipt. */
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
  > & { status?: readonly PaymentStatus[] }

export function payments(send: Transport) {
  return {
    /** All payments of the client, newest first unless sorted (PS-052). */
    ...paymentsAt(send, '/v4/payment'),

    /**
     * Charges an account once (PS-040). Never repeated by this client: PaySimple has no idempotency key, so only the
     * caller can know whether a second try is a second charge. A decline is an answer with Status Failed (PS-041).
     * `sendBefore`, an instant of `performance.now()`: not sent after it.
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

    /** One payment by its id (PS-052). */
    get: async (id: number): Promise<Payment> =>
      send({ method: 'GET', path: path`/v4/payment/${id}` }, ({ response }) => readPayment(response)),

    /**
     * Takes back a payment that has not gone to the bank yet: until its CanVoidUntil (PS-049). Answers the payment.
     * @throws PaySimpleError `refused` when it is too late; then reverse it once it has settled
     */
    void: async (id: number): Promise<Payment> =>
      send({ method: 'PUT', path: path`/v4/payment/${id}/void` }, ({ response }) => readPayment(response)),

    /**
     * Gives a settled payment back, whole (PS-050). Answers the credit, a new payment with IsDebit and ReferenceId.
     * @throws PaySimpleError `refused` while the payment is not Settled
     */
    reverse: async (id: number): Promise<Payment> =>
      send({ method: 'PUT', path: path`/v4/payment/${id}/reverse` }, ({ response }) => readPayment(response)),

    /** Settles a payment at once. PaySimple's sandbox only, and not in its document (field notes). */
    markSettled: async (id: number): Promise<void> =>
      send({ method: 'PUT', path: '/v4/MarkPaymentStatus', body: { PaymentId: id } }, () => undefined),
  }
}

/** The payments behind a path: all of them, or a customer's (PS-028). */
export const paymentsAt = (send: Transport, path: string) =>
  listWithLite<Payment, ReturnType<typeof readLitePayments>[number], PaymentListOptions>(
    send,
    path,
    readPayments,
    readLitePayments,
  )
