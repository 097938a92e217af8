import 'server-only'
import { type Answers, readForOrg, type Statement } from '@/lib/db'
import { type IncompleteRefund, incompleteRefund } from '@/lib/payments/words/reversal/incomplete-refund'
import { dayAsDate } from '@/lib/sql'
import { type DuplicateCharge, type Email, type Payment, Prisma, type Reversal } from '@/prisma/generated/client'
import { RECEIPT_COLUMNS, type ReceiptEmail } from './recorded/queries'

// What the screen shows of the payments of one job.

type Receipt = ReceiptEmail & Pick<Email, 'paymentId'>

/**
 * What `toJobPayments` puts together.
 * @param jobId of one job: a value, or a subquery of it
 */
export const jobPaymentStatements = (orgId: string, jobId: Prisma.Sql) => {
  const org = Prisma.sql`org_id = ${orgId}::uuid`
  const ofThem = Prisma.sql`${org} and payment_id in (select id from payment where ${org} and job_id = ${jobId})`
  const payments: Statement<Payment> = Prisma.sql`
    select payment.*, ${dayAsDate(Prisma.sql`settled_on`)} as settled_on,
      ${dayAsDate(Prisma.sql`returned_on`)} as returned_on,
      ${dayAsDate(Prisma.sql`estimated_settle_on`)} as estimated_settle_on
    from payment where ${org} and job_id = ${jobId} order by created_at desc, id desc`
  const receipts: Statement<Receipt> = Prisma.sql`
    select payment_id, ${RECEIPT_COLUMNS} from email where ${ofThem} and kind = 'receipt'
    order by created_at desc, id desc`
  const reversals: Statement<Reversal> = Prisma.sql`
    select reversal.*, ${dayAsDate(Prisma.sql`settled_on`)} as settled_on from reversal where ${ofThem}`
  const duplicates: Statement<DuplicateCharge> = Prisma.sql`
    select * from duplicate_charge where ${ofThem} and cleared_at is null`
  return [payments, receipts, reversals, duplicates] as const
}

/** The payments of a job, the newest first, each with the emails of its receipt. */
export function toJobPayments([payments, receipts, reversals, duplicates]: Answers<
  ReturnType<typeof jobPaymentStatements>
>) {
  const of = <Row extends { paymentId: string | null }>(rows: readonly Row[], id: string) =>
    rows.filter(({ paymentId }) => paymentId === id)
  return payments.map((payment) => ({
    ...payment,
    emails: of(receipts, payment.id),
    reversals: of(reversals, payment.id),
    duplicateCharges: of(duplicates, payment.id),
  }))
}

/** Reads them. */
export const listJobPayments = async (orgId: string, jobId: string) =>
  toJobPayments(await readForOrg(orgId, jobPaymentStatements(orgId, Prisma.sql`${jobId}::uuid`)))

export type JobPaymentRow = ReturnType<typeof toJobPayments>[number]
export type JobPayment = Omit<JobPaymentRow, 'reversals' | 'duplicateCharges'>

/** The incomplete refunds among a job's payments, for a screen that has all of them. */
export const incompleteRefundsAmong = (
  payments: readonly Omit<JobPaymentRow, 'emails' | 'duplicateCharges'>[],
): (IncompleteRefund & { paymentId: string })[] =>
  payments.flatMap((payment) =>
    payment.reversals.flatMap((reversal) => {
      const incomplete = incompleteRefund(reversal, payment.status, payments)
      return incomplete ? [{ ...incomplete, paymentId: payment.id }] : []
    }),
  )
