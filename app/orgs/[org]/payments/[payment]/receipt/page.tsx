import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { RefreshLive } from '@/components/refresh-live'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { COMPANY_LICENSES, companyFace } from '@/lib/company/face'
import { formatAddress } from '@/lib/contact'
import { customerName } from '@/lib/customers/schema'
import { formatInstant, now } from '@/lib/dates'
import { forOrg, type Tx } from '@/lib/db'
import { formatCents } from '@/lib/money'
import { requireOrgPage } from '@/lib/orgs/context'
import { getReceiptBalance } from '@/lib/payments/receipt'
import { isPaid } from '@/lib/payments/rules/status'
import { NO_RECEIPT } from '@/lib/payments/words/screen'
import { statusSentence } from '@/lib/payments/words/standing'
import { ReceiptOffers } from '../../receipt-offers'
import { ReceiptLine, ReceiptSheet } from '../../receipt-sheet'

export const metadata: Metadata = { title: 'Receipt' }

type Props = { params: Promise<{ org: string; payment: string }> }

/** The receipt of a payment, which can be printed, and downloaded as a PDF. */
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
      <ReceiptOffers pdf={`/orgs/${slug}/payments/${id}/receipt/pdf`} orgSlug={slug} jobNumber={job.number} />
      <ReceiptSheet orgSlug={slug} company={companyFace(job.org)} amountCents={payment.amountCents} sentence={sentence}>
        <ReceiptLine label="Paid by">{payment.payerName}</ReceiptLine>
        <ReceiptLine label="Paid with">
          {payment.accountLabel} ending in {payment.lastFour}
        </ReceiptLine>
        <ReceiptLine label="Date">{formatInstant(payment.createdAt, org.timeZone)}</ReceiptLine>
        <ReceiptLine label="Job">
          {job.number}, {job.title}
        </ReceiptLine>
        <ReceiptLine label="Customer">{customerName(job.customer)}</ReceiptLine>
        {formatAddress(job) && <ReceiptLine label="Address">{formatAddress(job)}</ReceiptLine>}
        {payment.paysimplePaymentId !== null && (
          <ReceiptLine label="Reference">{payment.paysimplePaymentId}</ReceiptLine>
        )}
        <ReceiptLine label="Job total">{formatCents(balance.totalCents)}</ReceiptLine>
        <ReceiptLine label="Paid so far">{formatCents(balance.paidCents)}</ReceiptLine>
        <ReceiptLine label="Balance due">{formatCents(balance.remainingCents)}</ReceiptLine>
      </ReceiptSheet>
    </div>
  )
}

async function read(tx: Tx, orgId: string, id: string) {
  const payment = await tx.payment.findUnique({
    where: { orgId_id: { orgId, id } },
    include: { job: { include: { customer: true, org: { include: COMPANY_LICENSES } } } },
  })
  return payment && { payment, balance: await getReceiptBalance(tx, payment) }
}
