import { randomUUID } from 'node:crypto'
import { FileText } from '@/components/icons/paying'
import { ButtonLink } from '@/components/ui/button'
import type { PaymentPage } from '@/lib/payments/payment-page'
import { hintSentence } from '@/lib/payments/words/reversal/reversal-words'
import { VIEW_RECEIPT } from '@/lib/payments/words/screen'
import { EmailReceipt } from '../undelivered-email'
import { CheckNow } from './decide-payment'
import { MoveToJob } from './move-to-job'
import { ReversePayment } from './reverse-payment'

type Props = { orgSlug: string; page: PaymentPage }

/** What can be done now. */
export function PaymentOffers({ orgSlug, page }: Props) {
  const { payment, timeZone, offers, check, latestReversal } = page
  const { id, amountCents, method, accountLabel, lastFour } = payment
  const { reverse, hint, mayCheck, move, hasReceipt, mayEmail } = offers
  const isEmpty = !Object.values(offers).some(Boolean)
  return (
    <section aria-label="What can be done" className={isEmpty ? undefined : 'mb-8 flex flex-col gap-3'}>
      <div className="flex flex-wrap items-start gap-2">
        {/* Always rendered: its dialog still shows the result once nothing can be reversed. */}
        <ReversePayment
          orgSlug={orgSlug}
          offer={reverse}
          mayRefundPart={page.mayChargeAgain}
          payment={{ id, amountCents, method, accountLabel, lastFour }}
          reversalId={randomUUID()}
          latest={latestReversal}
        />
        {hasReceipt && (
          <ButtonLink href={`/orgs/${orgSlug}/payments/${id}/receipt`}>
            <FileText className="size-5" />
            {VIEW_RECEIPT}
          </ButtonLink>
        )}
        {mayEmail && (
          <EmailReceipt orgSlug={orgSlug} paymentId={id} to={payment.receiptEmail} requestId={randomUUID()} />
        )}
        {move && (
          <MoveToJob {...{ orgSlug, paymentId: id, amountCents, jobNumber: payment.job.number }} counts={move.counts} />
        )}
        {mayCheck && <CheckNow {...check} orgSlug={orgSlug} />}
      </div>
      {hint && <p className="max-w-prose text-ink-muted">{hintSentence(hint, timeZone)}</p>}
    </section>
  )
}
