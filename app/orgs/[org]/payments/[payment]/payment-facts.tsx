import { clsx } from 'clsx'
import { CopyButton } from '@/components/ui/copy-button'
import { Section } from '@/components/ui/section'
import { isSecCode, SEC_CODE_LABELS } from '@/lib/payment-methods/bank'
import type { PaymentDetail } from '@/lib/payments/queries'
import { authorizationCode } from '@/lib/payments/words/labels'
import { takerLabel, takerName } from '@/lib/payments/words/taker-words'
import { Fact, JobFacts } from '../payment-page-parts'

type Props = { orgSlug: string; payment: PaymentDetail }

/** How it was paid, by whom, and its reference numbers. */
export function PaymentFacts({ orgSlug, payment }: Props) {
  const { job, reversals } = payment
  const credit = reversals.findLast(({ paysimpleCreditId }) => paysimpleCreditId !== null)?.paysimpleCreditId ?? null
  const references = [
    { label: 'PaySimple payment', value: payment.paysimplePaymentId },
    { label: 'Trace number', value: payment.traceNumber },
    { label: 'Authorization code', value: authorizationCode(payment) },
    { label: 'Credit at PaySimple', value: credit },
    { label: 'Plumbline ID', value: payment.id },
  ]
  return (
    <div className="flex flex-col gap-8">
      <Section title="Payment">
        <dl>
          <Fact label={payment.method === 'card' ? 'Card' : 'Bank account'}>
            {payment.accountLabel} {payment.lastFour}
          </Fact>
          {isSecCode(payment.secCode) && <Fact label="Agreed to">{SEC_CODE_LABELS[payment.secCode].label}</Fact>}
          <Fact label="Paid by">{payment.payerName}</Fact>
          <Fact label={takerLabel(payment)}>{takerName(payment)}</Fact>
          <JobFacts orgSlug={orgSlug} job={job} />
          <Fact label="Receipt to">{payment.receiptEmail ?? 'No one: no email given'}</Fact>
        </dl>
      </Section>
      <Section title="References">
        <dl>
          {references.map(
            ({ label, value }) =>
              value !== null && (
                <Fact key={label} label={label}>
                  <CopyButton text={value} label={`Copy ${label} ${value}`} className="px-0!">
                    <span className={clsx('font-mono text-[0.8125rem]', value.length <= 20 && 'whitespace-nowrap')}>
                      {value}
                    </span>
                  </CopyButton>
                </Fact>
              ),
          )}
        </dl>
      </Section>
    </div>
  )
}
