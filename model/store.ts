import type { PaymentStatus, ReversalStatus } from '@/prisma/generated/enums'

// The database of one world. A transaction is whatever a process does between two yields.

export type PaymentRow = {
  id: string
  jobId: string
  orderId: string
  amountCents: number
  status: PaymentStatus
  reason: string | null
  createdAt: number
  /** Null while nobody has claimed the rest of a partial refund. */
  sendBy: number | null
  decidedAt: number | null
  paysimplePaymentId: number | null
  paysimpleAccountId: number | null
  /** The reversal whose rest this charges again. */
  restOf: string | null
  receipts: number
  history: { to: PaymentStatus; at: number }[]
}

export type ReversalRow = {
  id: string
  paymentId: string
  kind: 'void' | 'refund'
  status: ReversalStatus
  /** Of a partial refund: what is charged again once the whole has gone back. */
  retainedCents: number
  sendBy: number
  decidedAt: number | null
  /** `not_done` only because nothing was seen of it in time. */
  concluded: boolean
  restId: string | null
}

export type Store = {
  payments: Map<string, PaymentRow>
  reversals: ReversalRow[]
  /** Our customer's records at PaySimple, in the order in which they were noted. */
  customers: number[]
  accounts: { customerId: number; number: string; id: number }[]
}

export const createStore = (): Store => ({ payments: new Map(), reversals: [], customers: [], accounts: [] })

/** The database is away: nothing of the transaction has happened. */
export class DatabaseDown extends Error {}
