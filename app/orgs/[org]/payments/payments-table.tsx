import { pack } from '@/components/packed'
import { type Pill, paymentPill, recordedPill } from '@/components/payments/pills'
import { customerName } from '@/lib/customers/schema'
import { formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { ListedJob, ListedPayment } from '@/lib/payments/listing/list'
import { isPaid } from '@/lib/payments/rules/status'
import { reversedWords, settledWords } from '@/lib/payments/words/listing-words'
import { dayWords, recordedName } from '@/lib/payments/words/recorded-words'
import { openReversalWords } from '@/lib/payments/words/sentences'
import { takerWords } from '@/lib/payments/words/taker-words'
import { type PaymentRow, PaymentRows } from './payment-rows'

type Lead = 'customer' | 'job'

type Props = {
  orgSlug: string
  timeZone: string
  payments: readonly ListedPayment[]
  /** Whose name stands first; on a customer's own page the job's does. */
  lead?: Lead
}

/** The list of payments, each linked to its page. */
export function PaymentsTable({ orgSlug, timeZone, payments, lead = 'customer' }: Props) {
  const rows = payments.map((payment) =>
    payment.kind === 'recorded' ? recordedRow(payment, lead, timeZone) : paymentRow(payment, lead, timeZone),
  )
  return (
    <PaymentRows
      path={`/orgs/${orgSlug}/payments`}
      lead={lead === 'job' ? 'Job' : 'Customer and job'}
      rows={pack(rows)}
    />
  )
}

const named = (job: ListedJob, lead: Lead) =>
  lead === 'job'
    ? { name: job.title, job: `Job ${job.number}` }
    : { name: customerName(job.customer), job: `Job ${job.number}, ${job.title}` }

const statusWords = ({ label, tone, icon }: Pill) => ({ status: label, tone, icon })

function paymentRow(payment: ListedPayment & { kind: 'payment' }, lead: Lead, timeZone: string): PaymentRow {
  const { id, job, open, accountLabel, lastFour, createdAt, amountCents, status } = payment
  const settled = settledWords(payment)
  const reversed = reversedWords(payment, timeZone)
  return {
    id,
    ...named(job, lead),
    ...(reversed && { reversed }),
    ...(open && { open: openReversalWords(open) }),
    ...statusWords(paymentPill(payment)),
    paidWith: `${accountLabel} ${lastFour}`,
    taken: formatInstant(createdAt, timeZone),
    by: takerWords(payment),
    ...(settled && { settled: settled.day, ...(settled.isExpected && { expected: 'yes' }) }),
    amount: formatCents(amountCents),
    ...(isPaid(status) && { counts: 'yes' }),
  }
}

/** `id` leads to the page of recorded payments. */
function recordedRow(entry: ListedPayment & { kind: 'recorded' }, lead: Lead, timeZone: string): PaymentRow {
  const { id, job, state, createdAt, recordedByName, amountCents } = entry
  return {
    id: `recorded/${id}`,
    ...named(job, lead),
    ...statusWords(recordedPill(state)),
    paidWith: recordedName(entry),
    taken: dayWords(entry),
    by: `Recorded ${formatInstant(createdAt, timeZone)} by ${recordedByName}`,
    amount: formatCents(amountCents),
    ...(state === 'counts' && { counts: 'yes' }),
  }
}
