import Link from 'next/link'
import type { EarlierPayment } from '@/lib/payments/describe'

/** Leads to the first of two payments, in a tab of its own: what is typed in the dialog stays. */
export function FirstPaymentLink({ orgSlug, earlier }: { orgSlug: string; earlier: EarlierPayment }) {
  return (
    <p>
      <Link href={`/orgs/${orgSlug}/payments/${earlier.id}`} target="_blank" className="text-link">
        See the first payment
      </Link>
    </p>
  )
}
