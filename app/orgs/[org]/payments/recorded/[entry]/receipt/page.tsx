import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RefreshLive } from '@/components/refresh-live'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { getCompany } from '@/lib/company/company'
import { companyFace } from '@/lib/company/face'
import { formatAddress } from '@/lib/contact'
import { customerName } from '@/lib/customers/schema'
import { dateToDay, formatDay } from '@/lib/dates'
import { forOrg } from '@/lib/db'
import { formatCents } from '@/lib/money'
import { requireOrgPage } from '@/lib/orgs/context'
import { getRecordedReceiptBalance } from '@/lib/payments/receipt'
import { getRecorded } from '@/lib/payments/recorded/queries'
import {
  NO_RECORDED_RECEIPT,
  receivedWords,
  recordedName,
  recordedSentence,
  replacesReceipt,
} from '@/lib/payments/words/recorded-words'
import { ReceiptOffers } from '../../../receipt-offers'
import { ReceiptLine, ReceiptSheet } from '../../../receipt-sheet'

export const metadata: Metadata = { title: 'Receipt' }

type Props = { params: Promise<{ org: string; entry: string }> }

/** The receipt of a recorded payment, which can be printed, and downloaded as a PDF. */
export default async function RecordedReceiptPage({ params }: Props) {
  const { org: slug, entry: id } = await params
  const { org } = await requireOrgPage(slug, 'records:read')
  const entry = await getRecorded(org.id, id)
  if (!entry) notFound()
  const { job, amountCents, replaces } = entry
  if (entry.state !== 'counts')
    return (
      <div className="mx-auto max-w-xl">
        <RefreshLive />
        <h1 className="mb-4 text-2xl font-semibold tracking-tight">
          No receipt for this entry of {formatCents(amountCents)}
        </h1>
        <EmptyState
          title={recordedSentence(entry)}
          action={<ButtonLink href={`/orgs/${slug}/payments/recorded/${id}`}>Go to the entry</ButtonLink>}
        >
          {NO_RECORDED_RECEIPT}
        </EmptyState>
      </div>
    )
  const { balance, company } = await forOrg(org.id, async (tx) => ({
    balance: await getRecordedReceiptBalance(tx, entry),
    company: companyFace(await getCompany(tx, org.id)),
  }))
  return (
    <div className="mx-auto max-w-xl">
      <RefreshLive />
      <ReceiptOffers pdf={`/orgs/${slug}/payments/recorded/${id}/receipt/pdf`} orgSlug={slug} jobNumber={job.number} />
      <ReceiptSheet orgSlug={slug} company={company} amountCents={amountCents} sentence={`${receivedWords(entry)}.`}>
        <ReceiptLine label="Paid with">{recordedName(entry)}</ReceiptLine>
        <ReceiptLine label="Received">{formatDay(entry.receivedOn)}</ReceiptLine>
        <ReceiptLine label="Job">
          {job.number}, {job.title}
        </ReceiptLine>
        <ReceiptLine label="Customer">{customerName(job.customer)}</ReceiptLine>
        {formatAddress(job) && <ReceiptLine label="Address">{formatAddress(job)}</ReceiptLine>}
        <ReceiptLine label="Job total">{formatCents(balance.totalCents)}</ReceiptLine>
        <ReceiptLine label="Paid so far">{formatCents(balance.paidCents)}</ReceiptLine>
        <ReceiptLine label="Balance due">{formatCents(balance.remainingCents)}</ReceiptLine>
        {replaces && (
          <ReceiptLine label="Note">
            {replacesReceipt({ ...replaces, receivedOn: dateToDay(replaces.receivedOn) })}
          </ReceiptLine>
        )}
      </ReceiptSheet>
    </div>
  )
}
