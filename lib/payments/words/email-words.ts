import type { EmailKind, EmailStatus, PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { statusLabel } from './labels'

// What the emails about a payment are called, and what is said of them. Pure.

export const EMAIL_NAMES: Record<EmailKind, string> = {
  receipt: 'Receipt',
  voided: 'Void email',
  refunded: 'Refund email',
}

/** The state of an email in one to three words. */
export const EMAIL_STATES: Record<EmailStatus, string> = {
  queued: 'Sending',
  sent: 'Sent',
  retrying: 'Retrying',
  failed: 'Not delivered',
  unconfirmed: 'May not have arrived',
  superseded: 'Not sent',
}

/** The title of an email in a list: its subject once it is written, and until then what it is. */
export const emailTitle = ({ kind, subject }: { kind: EmailKind; subject: string | null }): string =>
  subject ?? `${EMAIL_NAMES[kind]}, not written yet`

/** Why an email was never sent: what it tells is no longer true. */
export const supersededSentence = (by: PaymentStatus | null, method: PaymentMethod): string =>
  by === null
    ? 'Not sent, because it was no longer true.'
    : `Not sent, because it was no longer true. The payment is ${statusLabel(by, method).label.toLowerCase()}.`
