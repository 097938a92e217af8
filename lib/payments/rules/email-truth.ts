import type { RecordedPayment } from '@/prisma/generated/client'
import type { EmailKind, PaymentStatus } from '@/prisma/generated/enums'
import { isCounted } from './recorded'
import { isPaid } from './status'

/**
 * Whether what an email of this kind tells is true of a payment in this state. One that was delayed until it's no longer
 * true is dropped: the email about the later state tells more.
 */
export const isEmailTrue = (kind: EmailKind, status: PaymentStatus): boolean =>
  kind === 'receipt' ? isPaid(status) : kind === status

type Recorded = Pick<RecordedPayment, 'correctsId'> & { correction: object | null }

/** The same of an email about either a payment or a recorded one, which has a receipt alone. */
export const isStillTrue = (kind: EmailKind, payment: { status: PaymentStatus } | null, recorded: Recorded | null) =>
  payment ? isEmailTrue(kind, payment.status) : recorded !== null && isCounted(recorded)
