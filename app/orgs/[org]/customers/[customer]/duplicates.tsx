import { Users } from '@/components/icons/records'
import { Link } from '@/components/link'
import type { DuplicateReason } from '@/lib/customers/duplicates'
import { customerName } from '@/lib/customers/schema'

type Props = {
  path: string
  id: string
  duplicates: readonly {
    customer: { id: string; firstName: string; lastName: string }
    reasons: readonly DuplicateReason[]
  }[]
}

/** Customers who may be the same as this one, each with the way to merge them. */
export const Duplicates = ({ path, id, duplicates }: Props) => (
  <section
    aria-label="Possible duplicates"
    className="mb-6 flex items-start gap-3 rounded-lg border border-edge bg-sheet px-4 py-1.5"
  >
    <Users className="mt-2.5 size-5 shrink-0 text-ink-muted" />
    <ul className="min-w-0 flex-1">
      {duplicates.map(({ customer, reasons }) => (
        <li key={customer.id} className="flex items-start justify-between gap-x-4 py-2">
          <div className="min-w-0">
            <Link href={`${path}/${customer.id}`} className="text-link wrap-anywhere font-medium">
              {customerName(customer)}
            </Link>
            <p className="text-sm text-ink-muted">May be the same customer: {reasons.join(', ').toLowerCase()}.</p>
          </div>
          <Link
            href={`${path}/${id}/merge?with=${customer.id}`}
            className="text-link -my-2 inline-flex min-h-11 items-center"
            aria-label={`Merge with ${customerName(customer)}`}
          >
            Merge
          </Link>
        </li>
      ))}
    </ul>
  </section>
)
