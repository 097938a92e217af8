import { Link } from '@/components/link'
import type { EarlierPayment } from '@/lib/payments/words/payment-view'

/** `orgSlug`: null for a customer, who has it on the page behind the dialog. */
type Props = { orgSlug: string | null; earlier: EarlierPayment }

/** Opens the first of two payments in a new tab, so that nothing typed in the dialog is lost. */
export function FirstPaymentLink({ orgSlug, earlier }: Props) {
  if (orgSlug === null) return null
  return (
    <p>
      <Link href={`/orgs/${orgSlug}/payments/${earlier.id}`} target="_blank" className="text-link">
        See the first payment
      </Link>
    </p>
  )
}

/** The first of two payments, where PaySimple treated the second one as a duplicate. */
export function FirstPayment(props: Props) {
  return (
    <div className="border-l-4 border-edge pl-4">
      <p>{props.earlier.sentence}</p>
      <FirstPaymentLink {...props} />
    </div>
  )
}
