import type { Payment } from '@/prisma/generated/client'

// Who paid: a member who took the payment, or a customer by their own link. Pure.

type Taken = Pick<Payment, 'takenByName' | 'linkId'>

/** "Marco Reyes", "Olivia Marsh, by their link" */
export const takerName = ({ takenByName, linkId }: Taken): string =>
  linkId === null ? takenByName : `${takenByName}, by their link`

/** After when it was: "by Marco Reyes", "Olivia Marsh, by their link" */
export const takerWords = (payment: Taken): string =>
  payment.linkId === null ? `by ${payment.takenByName}` : takerName(payment)

/** The label of `takerName`, where facts stand under each other. */
export const takerLabel = ({ linkId }: Pick<Taken, 'linkId'>): string => (linkId === null ? 'Taken by' : 'Made')
