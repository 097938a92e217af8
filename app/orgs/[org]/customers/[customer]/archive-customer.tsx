'use client'

import { ArchiveButton } from '@/components/archived'
import { archiveCustomerAction } from '../actions'

type Props = {
  orgSlug: string
  customerId: string
  /** About what is open on the jobs, or null. */
  question: string | null
}

/** Archives the customer. */
export const ArchiveCustomer = ({ orgSlug, customerId, question }: Props) => (
  <ArchiveButton
    what="customer"
    question={question}
    archive={(sure) => archiveCustomerAction(orgSlug, { id: customerId, sure })}
  >
    The customer leaves the list and can’t be chosen for new jobs. Nothing is deleted: the jobs stay, a search finds the
    customer, and you can restore it.
  </ArchiveButton>
)
