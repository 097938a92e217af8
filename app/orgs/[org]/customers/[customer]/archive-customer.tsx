'use client'

import { ArchiveButton } from '@/components/archived'
import { archiveCustomerAction } from '../actions'

/** Archives the customer. */
export const ArchiveCustomer = ({ orgSlug, customerId }: { orgSlug: string; customerId: string }) => (
  <ArchiveButton what="customer" archive={(sure) => archiveCustomerAction(orgSlug, { id: customerId, sure })}>
    The customer leaves the list and can’t be chosen for new jobs. Nothing is deleted: the jobs stay, a search finds the
    customer, and you can restore it.
  </ArchiveButton>
)
