import { pack } from '@/components/packed'
import { formatAddress, formatPhone } from '@/lib/contact'
import type { ListedCustomer } from '@/lib/customers/queries'
import { customerName } from '@/lib/customers/schema'
import { type CustomerRow, CustomerRows } from './customer-rows'

type Props = { path: string; customers: readonly ListedCustomer[] }

/** Customers by last name. The whole row links to the customer. */
export const CustomersTable = ({ path, customers }: Props) => (
  <CustomerRows path={path} rows={pack(customers.map(rowOf))} />
)

const rowOf = (customer: ListedCustomer): CustomerRow => ({
  id: customer.id,
  name: customerName(customer),
  company: customer.company ?? undefined,
  address: formatAddress(customer) ?? undefined,
  phone: customer.phone ? formatPhone(customer.phone) : undefined,
  jobs: String(customer.jobs),
  ...(customer.archivedAt && { archived: 'yes' }),
})
