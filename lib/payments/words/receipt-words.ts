import type { PaymentMethod } from '@/prisma/generated/enums'

// What receipts say, in emails and as PDFs. Pure.

/** How a payment that counts stands, after "Payment": "authorized". */
export function receiptState(method: PaymentMethod, isSettled: boolean) {
  if (isSettled) return 'settled'
  return method === 'card' ? 'authorized' : 'submitted, pending settlement'
}

/** Leads to a receipt as a file. */
export const RECEIPT_AS_PDF = 'Receipt as PDF'
