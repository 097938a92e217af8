import { randomUUID } from 'node:crypto'
import { FileText } from 'lucide-react'
import { ButtonLink } from '@/components/ui/button'
import { formatInstant } from '@/lib/dates'
import type { PaymentPage } from '@/lib/payments/payment-page'
import type { OfferHint } from '@/lib/payments/rules/offers'
import { SECOND_FIRST } from '@/lib/payments/words/reversal-words'
import { CheckNow } from './decide-payment'
import { MoveToJob } from './move-to-job'
import { ReversePayment } from './reverse-payment'

type Props = { orgSlug: string; page: PaymentPage }

/** What can be done now. */
export function PaymentOffers({ orgSlug, page }: Props) {
  const { payment, timeZone, offers, check, latestReversal } = page
  const { id, amountCents, method, accountLabel, lastFour } = payment
  const { reverse, hint, mayCheck, move, hasReceipt } = offers
  const isEmpty = !Object.values(offers).some(Boolean)
  return (
    <section aria-label="What can be done" className={isEmpty ? undefined : 'mb-8 flex flex-col gap-3'}>
      <div className="flex flex-wrap items-start gap-2">
        {/* It stays where it is when nothing can be given back any more: the result is still in it. */}
        <ReversePayment
          orgSlug={orgSlug}
          offer={reverse}
          payment={{ id, amountCents, method, accountLabel, lastFour }}
          reversalId={randomUUID()}
          latest={latestReversal}
        />
        {hasReceipt && (
          <ButtonLink href={`/orgs/${orgSlug}/payments/${id}/receipt`}>
            <FileText aria-hidden className="size-5" />
            Receipt
          </ButtonLink>
        )}
        {move && (
          <MoveToJob {...{ orgSlug, paymentId: id, amountCents, jobNumber: payment.job.number }} counts={move.counts} />
        )}
        {mayCheck && <CheckNow {...check} orgSlug={orgSlug} />}
      </div>
      {hint && <p className="max-w-prose text-ink-muted">{hintWords(hint, timeZone)}</p>}
    </section>
  )
}

function hintWords(hint: OfferHint, timeZone: string): string {
  switch (hint.kind) {
    case 'second_first':
      return SECOND_FIRST
    case 'void':
      return `Can be voided until ${formatInstant(hint.until, timeZone)}: the customer is then never charged.`
    case 'wait':
      return `Too late to void, because it is on its way to the bank. It can be refunded once it has settled${hint.settles ? `, from about ${hint.settles}` : ''}.`
    case 'refunded_by_others':
      return 'Refunds are made by an owner, admin or bookkeeper of your company.'
  }
}
