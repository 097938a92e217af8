import { Link } from '@/components/link'
import { Table, Td, Th } from '@/components/ui/table'
import { Tag } from '@/components/ui/tag'
import { formatAddress, formatPhone } from '@/lib/contact'
import type { ListedCustomer } from '@/lib/customers/queries'
import { customerName } from '@/lib/customers/schema'

/** Customers by last name. The whole row links to the customer. */
export function CustomersTable({ path, customers }: { path: string; customers: readonly ListedCustomer[] }) {
  return (
    <Table caption="Customers, by last name">
      <thead>
        <tr>
          <Th>Customer</Th>
          <Th className="max-sm:hidden">Address</Th>
          <Th className="max-md:hidden">Phone</Th>
          <Th numeric>Jobs</Th>
        </tr>
      </thead>
      <tbody>
        {customers.map((customer) => (
          <tr key={customer.id} className="group relative hover:bg-sheet">
            <Td>
              <Link
                href={`${path}/${customer.id}`}
                className="wrap-anywhere font-medium underline-offset-3 group-hover:underline after:absolute after:inset-0"
              >
                {customerName(customer)}
              </Link>
              {customer.archivedAt && <Tag>Archived</Tag>}
              {customer.company && <span className="wrap-anywhere block text-sm">{customer.company}</span>}
              <span className="wrap-anywhere block text-sm text-ink-muted sm:hidden">{formatAddress(customer)}</span>
            </Td>
            <Td className="wrap-anywhere text-sm max-sm:hidden">{formatAddress(customer)}</Td>
            <Td className="text-sm whitespace-nowrap tabular-nums max-md:hidden">
              {customer.phone && formatPhone(customer.phone)}
            </Td>
            <Td numeric>{customer._count.jobs}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  )
}
