import Link from 'next/link'
import { Alert } from '@/components/ui/alert'
import { formatCents } from '@/lib/money'

type Props = { orgSlug: string; duplicate: { amountCents: number; paysimpleId: string } }

/** Two live charges of one payment, for everybody who looks at it: an owner or admin has more under Payments. */
export const SecondCharge = ({ orgSlug, duplicate: { amountCents, paysimpleId } }: Props) => (
  <Alert tone="danger" title="PaySimple has a duplicate charge of this payment">
    The duplicate, {formatCents(amountCents)}, is PaySimple’s payment {paysimpleId}. An owner or admin sees under{' '}
    <Link href={`/orgs/${orgSlug}/payments`} className="text-link">
      Payments
    </Link>{' '}
    what to do.
  </Alert>
)
