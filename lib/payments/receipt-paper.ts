import 'server-only'
import { COMPANY_LICENSES, type CompanyFace, companyFace } from '@/lib/company/face'
import { readShownLogo } from '@/lib/company/read-logo'
import { formatAddress } from '@/lib/contact'
import { customerName } from '@/lib/customers/schema'
import { dateToDay, dayOf, formatDay, formatInstant } from '@/lib/dates'
import type { Tx } from '@/lib/db'
import { formatCents } from '@/lib/money'
import { isCounted } from '@/lib/payments/rules/recorded'
import { isPaid } from '@/lib/payments/rules/status'
import { receiptState } from '@/lib/payments/words/receipt-words'
import { receivedWords, recordedName, replacesReceipt } from '@/lib/payments/words/recorded-words'
import type { ReceiptFact, ReceiptPaper } from '@/lib/pdf/receipt-pdf'
import type { Customer, Job, Payment, RecordedPayment } from '@/prisma/generated/client'
import { getReceiptBalance, getRecordedReceiptBalance } from './receipt'
import type { ReceiptBalance } from './rules/as-of'

// What receipts say as PDFs: the one that a member downloads, and the one that goes along in the customer's email.

type OnJob = { job: Job & { customer: Customer } }

/** Who gives the receipt. `plain`: what is done to each text that somebody typed. */
type ReceiptSender = {
  company: CompanyFace
  logo: Uint8Array | null
  timeZone: string
  plain?: (text: string) => string
}

const asTyped = (text: string) => text

/** The receipt of a payment that counts. `refunded`: what was refunded of the payment that it recharges a part of. */
export function paperOfPayment(
  payment: Payment & OnJob,
  balance: ReceiptBalance,
  { company, logo, timeZone, plain = asTyped }: ReceiptSender,
): ReceiptPaper {
  const { amountCents, method, status, estimatedSettleOn, paysimplePaymentId, createdAt, job } = payment
  const isSettled = status === 'settled'
  const settles = !isSettled && estimatedSettleOn ? formatDay(dateToDay(estimatedSettleOn)) : null
  return {
    ...{ company, logo, sentences: [], jobNumber: job.number, at: createdAt },
    amount: formatCents(amountCents),
    state: `Payment ${receiptState(method, isSettled)}`,
    facts: [
      { label: 'Paid by', value: plain(payment.payerName) },
      { label: 'Paid with', value: plain(`${payment.accountLabel} ending in ${payment.lastFour}`) },
      { label: 'Date', value: formatInstant(createdAt, timeZone) },
      ...(settles ? [{ label: 'Expected to settle', value: settles }] : []),
      ...jobFacts(job, plain),
      ...(paysimplePaymentId === null ? [] : [{ label: 'Reference', value: paysimplePaymentId }]),
      ...balanceFacts(balance),
    ],
  }
}

/** The receipt of a recorded payment. */
export function paperOfRecorded(
  entry: RecordedPayment & OnJob & { replaces: RecordedPayment | null },
  balance: ReceiptBalance,
  { company, logo, plain = asTyped }: Omit<ReceiptSender, 'timeZone'>,
): ReceiptPaper {
  const { job, replaces, amountCents, createdAt } = entry
  const receivedOn = dateToDay(entry.receivedOn)
  const earlier = replaces && replacesReceipt({ ...replaces, receivedOn: dateToDay(replaces.receivedOn) })
  return {
    ...{ company, logo, jobNumber: job.number, at: createdAt },
    amount: formatCents(amountCents),
    state: plain(receivedWords({ ...entry, receivedOn })),
    sentences: earlier ? [plain(earlier)] : [],
    facts: [
      { label: 'Paid with', value: plain(recordedName(entry)) },
      { label: 'Received', value: formatDay(receivedOn) },
      ...jobFacts(job, plain),
      ...balanceFacts(balance),
    ],
  }
}

function jobFacts(job: OnJob['job'], plain: (text: string) => string): ReceiptFact[] {
  const address = formatAddress(job)
  return [
    { label: 'Job', value: plain(`${job.number}, ${job.title}`) },
    { label: 'Customer', value: plain(customerName(job.customer)) },
    ...(address ? [{ label: 'Address', value: plain(address) }] : []),
  ]
}

const balanceFacts = ({ totalCents, paidCents, remainingCents }: ReceiptBalance): ReceiptFact[] => [
  { label: 'Job total', value: formatCents(totalCents) },
  { label: 'Paid so far', value: formatCents(paidCents) },
  { label: 'Balance due', value: formatCents(remainingCents), isStrong: true },
]

/** The name of a receipt's file, by the day in the company's zone. */
export const receiptFileName = ({ jobNumber, at }: ReceiptPaper, timeZone: string): string =>
  `receipt-job-${jobNumber}-${dayOf(at, timeZone)}.pdf`

const WITH_COMPANY = { job: { include: { customer: true, org: { include: COMPANY_LICENSES } } } } as const

type Read = { paper: ReceiptPaper; fileName: string }

/** Reads the receipt of a payment; null where there is no such payment, or it doesn't count. */
export async function readReceiptPaper(tx: Tx, orgId: string, id: string): Promise<Read | null> {
  const payment = await tx.payment.findUnique({ where: { orgId_id: { orgId, id } }, include: WITH_COMPANY })
  if (!payment || !isPaid(payment.status)) return null
  const { org } = payment.job
  const paper = paperOfPayment(payment, await getReceiptBalance(tx, payment), {
    company: companyFace(org),
    logo: (await readShownLogo(tx, org))?.png ?? null,
    timeZone: org.timeZone,
  })
  return { paper, fileName: receiptFileName(paper, org.timeZone) }
}

/** Reads the receipt of a recorded payment; null where there is no such entry, or it doesn't count. */
export async function readRecordedReceiptPaper(tx: Tx, orgId: string, id: string): Promise<Read | null> {
  const entry = await tx.recordedPayment.findUnique({
    where: { orgId_id: { orgId, id } },
    include: { ...WITH_COMPANY, replaces: true, correction: { select: { id: true } } },
  })
  if (!entry || !isCounted(entry)) return null
  const { org } = entry.job
  const paper = paperOfRecorded(entry, await getRecordedReceiptBalance(tx, entry), {
    company: companyFace(org),
    logo: (await readShownLogo(tx, org))?.png ?? null,
  })
  return { paper, fileName: receiptFileName(paper, org.timeZone) }
}
