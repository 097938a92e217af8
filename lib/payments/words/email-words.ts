import type { EmailKind } from '@/prisma/generated/enums'

// What the emails about a payment are called. Pure.

export const EMAIL_NAMES: Record<EmailKind, string> = {
  receipt: 'Receipt',
  voided: 'Void email',
  refunded: 'Refund email',
}

/** The title of an email in a list: its subject once it is written, and until then what it is. */
export const emailTitle = ({ kind, subject }: { kind: EmailKind; subject: string | null }): string =>
  subject ?? `${EMAIL_NAMES[kind]}, not written yet`
