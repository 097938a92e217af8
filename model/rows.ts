import type { Payment, Reversal } from '@/prisma/generated/client'
import type { EmailKind, PaymentStatus } from '@/prisma/generated/enums'

// The database of one world: the columns that decide anything, as the schema types them. A transaction is whatever a
// process does between two yields.

export type PaymentRow = Pick<
  Payment,
  | 'id'
  | 'jobId'
  | 'orderId'
  | 'amountCents'
  | 'status'
  | 'statusAt'
  | 'reason'
  | 'createdAt'
  | 'claimedAt'
  | 'sendBy'
  | 'decidedAt'
  | 'paysimplePaymentId'
  | 'paysimpleAccountId'
  | 'paysimpleStatus'
  | 'canVoidUntil'
  | 'estimatedSettleOn'
  | 'settledOn'
  | 'reversalId'
> & {
  /** One of each kind, as the database's unique key has it. */
  emails: EmailKind[]
  /** Each state written, and each change of the record at PaySimple that it was read from. */
  history: { to: PaymentStatus; at: number; record: string | null }[]
}

export type ReversalRow = Pick<
  Reversal,
  | 'id'
  | 'paymentId'
  | 'kind'
  | 'status'
  | 'reason'
  | 'retainedCents'
  | 'createdAt'
  | 'sendBy'
  | 'decidedAt'
  | 'rechargeId'
  | 'acceptedAt'
>

export type Rows = {
  payments: Map<string, PaymentRow>
  /** The newest first. */
  reversals: ReversalRow[]
  /** Our customer's records at PaySimple, in the order in which they were noted. */
  customers: number[]
  accounts: { customerId: number; number: string; id: number }[]
}

export const createRows = (): Rows => ({ payments: new Map(), reversals: [], customers: [], accounts: [] })

type Begun = Pick<PaymentRow, 'id' | 'jobId' | 'orderId' | 'amountCents' | 'sendBy' | 'claimedAt'>

/** A payment's row as transaction A writes it. */
export const newPayment = (begun: Begun, at: Date, rest: Partial<PaymentRow> = {}): PaymentRow => ({
  status: 'submitting',
  statusAt: at,
  reason: null,
  createdAt: at,
  decidedAt: null,
  paysimplePaymentId: null,
  paysimpleAccountId: null,
  paysimpleStatus: null,
  canVoidUntil: null,
  estimatedSettleOn: null,
  settledOn: null,
  reversalId: null,
  emails: [],
  history: [],
  ...begun,
  ...rest,
})

/** The database is away: nothing of the transaction has happened. */
export class DatabaseDown extends Error {}
