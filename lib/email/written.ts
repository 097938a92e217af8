import type { ReactElement } from 'react'
import type { ReceiptPaper } from '@/lib/pdf/receipt-pdf'
import type { PaymentStatus } from '@/prisma/generated/enums'

/** A PNG that goes along as a part of the message, under this Content-ID. */
export type InlinePicture = { cid: string; png: Uint8Array }

/** A file that goes along. */
export type Attachment = { fileName: string; pdf: Uint8Array }

export type WrittenMessage = {
  kind: 'message'
  subject: string
  element: ReactElement
  fromName: string
  replyTo: string | null
  /** The picture that the HTML names, or null. */
  inline: InlinePicture | null
  /** What of it is for the recipient alone: a link's token. It's sent, and nothing that is kept has it. */
  secret?: string
  /** The receipt that goes along as a PDF, for receipts. */
  receipt?: { paper: ReceiptPaper; fileName: string } | null
  /** A file that goes along as it is. */
  attachment?: Attachment | null
}

/**
 * - `wait`: a partial refund's second half is still unconfirmed and young, and the email waits for it
 * - `superseded`: what it tells is no longer true, because of the payment's present status
 */
export type Written = WrittenMessage | { kind: 'wait' } | { kind: 'superseded'; by: PaymentStatus | null }
