import type { EmailKind, PaymentStatus } from '@/prisma/generated/enums'
import { isPaid } from './status'

/**
 * Whether what an email of this kind tells is true of a payment in this state. One that was delayed until it's no longer
 * true is dropped: the email about the later state tells more.
 */
export const isEmailTrue = (kind: EmailKind, status: PaymentStatus): boolean =>
  kind === 'receipt' ? isPaid(status) : kind === status
