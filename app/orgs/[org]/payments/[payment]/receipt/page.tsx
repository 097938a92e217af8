import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { z } from 'zod'
import { RefreshLive } from '@/components/refresh-live'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { formatAddress, formatPhone } from '@/lib/contact'
import { customerName } from '@/lib/customers/schema'
import { formatInstant, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { formatCents } from '@/lib/money'
import { requireOrgPage } from '@/lib/orgs/context'
import { getReceiptBalance } from '@/lib/payments/receipt'
import { isPaid } from '@/lib/payments/rules/status'
import { NO_RECEIPT } from '@/lib/payments/words/screen'
import { statusSentence } from '@/lib/payments/words/sentences'
import { PrintButton } from './print-button'

export const metadata: Metadata = { title: 'Receipt' }

type Props = { params: Promise<{ org: string; payment: string }> }

// The receipt is white in dark mode too, on the screen and printed.
const PAPER =
  'scheme-light [--hairline:#dfdad0] [--ink-muted:#5f5a52] [--ink:#1c1a17] [--sheet:#fffefb] bg-sheet text-ink **:border-hairline'

/** The receipt of a payment, for printing or saving as a PDF. */
export default async function ReceiptPage({ params }: Props) {
  const { org: slug, payment: id } = await params
  const { org } = await requireOrgPage(slug, 'records:read')
  const found = z.uuid().safeParse(id).success ? await forOrg(org.id, (tx) => read(tx, org.id, id)) : null
  if (!found) notFound()
  const { payment, balance } = found
  const { job } = payment
  const sentence = statusSentence(payment, org.timeZone, now())
  if (!isPaid(payment.status))
    return (
      <div className="mx-auto max-w-xl">
        <RefreshLive />
        <h1 className="mb-4 text-2xl font-semibold tracking-tight">
          No receipt for this payment of {formatCents(payment.amountCents)}
        </h1>
        <EmptyState
          title={sentence}
          action={<ButtonLink href={`/orgs/${slug}/payments/${id}`}>Go to the payment</ButtonLink>}
        >
          {NO_RECEIPT}
        </EmptyState>
      </div>
    )
  return (
    <div className="mx-auto max-w-xl">
      <RefreshLive />
      <div className="mb-6 flex flex-wrap gap-2 print:hidden">
        <PrintButton />
        <ButtonLink href={`/orgs/${slug}/jobs/${job.number}/information#payment`}>Back to the job</ButtonLink>
      </div>
      <article className={`rounded-lg border p-6 sm:p-10 print:border-0 print:p-0 ${PAPER}`}>
        <p className="font-medium">{org.name}</p>
        <p className="text-sm text-ink-muted">
          {[org.phone && formatPhone(org.phone), org.email].filter(Boolean).join(' · ')}
        </p>
        <h1 className="mt-8 text-lg font-semibold">Payment receipt</h1>
        <p className="text-4xl font-semibold tracking-tight tabular-nums">{formatCents(payment.amountCents)}</p>
        <p className="mt-1">{sentence}</p>
        <dl className="mt-6 border-y">
          <Line label="Paid by">{payment.payerName}</Line>
          <Line label="Paid with">
            {payment.accountLabel} ending in {payment.lastFour}
          </Line>
          <Line label="Date">{formatInstant(payment.createdAt, org.timeZone)}</Line>
          <Line label="Job">
            {job.number}, {job.title}
          </Line>
          <Line label="Customer">{customerName(job.customer)}</Line>
          {formatAddress(job) && <Line label="Address">{formatAddress(job)}</Line>}
          {payment.paysimplePaymentId !== null && <Line label="Reference">{payment.paysimplePaymentId}</Line>}
          <Line label="Total of the job">{formatCents(balance.totalCents)}</Line>
          <Line label="Paid so far">{formatCents(balance.paidCents)}</Line>
          <Line label="Remaining">{formatCents(balance.remainingCents)}</Line>
        </dl>
      </article>
    </div>
  )
}

async function read(tx: Tx, orgId: string, id: string) {
  const payment = await tx.payment.findUnique({
    where: { orgId_id: { orgId, id } },
    include: { job: { include: { customer: true } } },
  })
  return payment && { payment, balance: await getReceiptBalance(tx, payment) }
}

function Line({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex justify-between gap-6 border-t py-2 first:border-t-0">
      <dt className="shrink-0 text-ink-muted">{label}</dt>
      <dd className="min-w-0 wrap-anywhere text-right whitespace-pre-line tabular-nums">{children}</dd>
    </div>
  )
}
