import { Link } from '@/components/link'
import { Alert } from '@/components/ui/alert'
import { duplicateWords } from '@/lib/payments/words/alert-words'

type Props = { orgSlug: string; duplicate: { amountCents: number; paysimpleId: string } }

/** The alert about a duplicate charge, for everybody who sees the payment. */
export function DuplicateCharge({ orgSlug, duplicate }: Props) {
  const { title, what } = duplicateWords(duplicate)
  return (
    <Alert tone="danger" title={title}>
      <p>{what}</p>
      <Link href={`/orgs/${orgSlug}/payments`} className="text-link">
        Go to Payments
      </Link>
    </Alert>
  )
}
