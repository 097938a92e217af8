import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Link } from '@/components/link'
import { RecordedCard, RecordedTableRow, recordedView } from '@/components/payments/recorded/recorded-rows'
import { Fact, PrintableReceipt, ReceiptEmail } from '@/components/payments/row-parts'
import { RefreshLive } from '@/components/refresh-live'
import { Money } from '@/components/ui/money'
import { EmptyState, Section } from '@/components/ui/section'
import { Table, Td, Th } from '@/components/ui/table'
import { formatInstant, now } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { incompleteRefundsAmong, JobPaymentRow } from '@/lib/payments/job-payments'
import type { JobRecordedRow } from '@/lib/payments/recorded/queries'
import type { Balance } from '@/lib/payments/rules/balance'
import { newestFirst } from '@/lib/payments/rules/newest-first'
import { isPaid, isReversed, isUndecided } from '@/lib/payments/rules/status'
import { paymentLabel } from '@/lib/payments/words/labels'
import { recordedMark } from '@/lib/payments/words/recorded-words'
import { ALL_SHOW_UP, receiptOnceCharged } from '@/lib/payments/words/screen'
import { receiptSentence, standingSentence } from '@/lib/payments/words/standing'
import { takerWords } from '@/lib/payments/words/taker-words'
import { DuplicateCharge } from './duplicate-charge'
import { IncompleteRefund, type IncompleteRefundActions } from './incomplete-refund-alert'
import { PaidNote } from './paid-note'
import { PaymentPill } from './payment-pill'

type Props = IncompleteRefundActions & {
  orgSlug: string
  timeZone: string
  balance: Balance
  /** listJobPayments: newest first. */
  payments: JobPaymentRow[]
  /** listJobRecorded: newest first. */
  recorded: JobRecordedRow[]
  incomplete: ReturnType<typeof incompleteRefundsAmong>
  /** Whether this person may fix incomplete refunds. */
  mayRefund: boolean
  /** Whether this person may charge what was kept of one again. */
  mayChargeAgain: boolean
  /** The button that records a payment, for those who may. */
  record: ReactNode
}

/** The Payment section of the Information tab: what is owed, and every payment with its state. */
export function PaymentSection({
  orgSlug,
  timeZone,
  balance,
  payments,
  recorded,
  incomplete,
  mayRefund,
  mayChargeAgain,
  record,
  completePartialRefund,
  acceptIncompleteRefund,
}: Props) {
  const at = now()
  const duplicates = payments.flatMap(({ status, duplicateCharges }) => (isReversed(status) ? [] : duplicateCharges))
  const ofPayments = payments.map((payment) => ({
    ...{ kind: 'payment' as const, payment, id: payment.id, createdAt: payment.createdAt },
    sentence: standingSentence({ ...payment, charges: payments }, timeZone, at),
    taken: formatInstant(payment.createdAt, timeZone),
    receipt: receiptSentence(payment, timeZone, at),
  }))
  const ofRecorded = recorded.map((entry) => ({
    ...{ kind: 'recorded' as const, entry, id: entry.id, createdAt: entry.createdAt },
    view: recordedView(entry, timeZone, at),
  }))
  const rows = [...ofPayments, ...ofRecorded].sort(newestFirst)
  return (
    <Section title="Payment" id="payment" actions={record}>
      <RefreshLive />
      <p role="status" className="sr-only">
        {rows[0]?.kind === 'payment' &&
          `The newest payment, ${formatCents(rows[0].payment.amountCents)}: ${paymentLabel(rows[0].payment).label}. ${rows[0].sentence}`}
        {rows[0]?.kind === 'recorded' &&
          `The newest payment, ${formatCents(rows[0].entry.amountCents)}: ${recordedMark(rows[0].entry)}. ${rows[0].view.sentence}`}
      </p>
      <dl className="mb-6 flex flex-wrap items-end gap-x-10 gap-y-3">
        <Sum label="Total" cents={balance.totalCents} />
        <Sum label="Paid" cents={balance.paidCents} />
        {balance.checkingCents > 0 && <Sum label="Confirming" cents={balance.checkingCents} />}
        <Sum label="Balance due" cents={balance.owedCents} strong />
      </dl>
      {balance.overpaidCents > 0 && (
        <p className="-mt-3 mb-6">
          <PaidNote balance={balance} />
        </p>
      )}
      {duplicates.length > 0 && (
        <div className="mb-6 flex flex-col gap-4">
          {duplicates.map((duplicate) => (
            <DuplicateCharge key={duplicate.id} {...{ orgSlug, duplicate }} />
          ))}
        </div>
      )}
      {incomplete.length > 0 && (
        <div className="mb-6 flex flex-col gap-4">
          {incomplete.map((each) => {
            const original = payments.find(({ id }) => id === each.paymentId)
            return (
              original && (
                <IncompleteRefund
                  key={each.reversalId}
                  {...{ orgSlug, incomplete: each, mayRefund, mayChargeAgain, amountCents: original.amountCents }}
                  {...{ completePartialRefund, acceptIncompleteRefund }}
                  account={`${original.accountLabel} ${original.lastFour}`}
                />
              )
            )
          })}
        </div>
      )}
      {rows.length === 0 && <EmptyState title="No payments yet">{ALL_SHOW_UP}</EmptyState>}
      {rows.length > 0 && (
        <>
          <div className="max-md:hidden">
            <Table caption="Payments of this job, newest first">
              <thead>
                <tr>
                  <Th className="w-[25%]">Status</Th>
                  <Th>Paid with</Th>
                  <Th>Taken</Th>
                  <Th className="w-[25%]">Receipt</Th>
                  <Th numeric>Amount</Th>
                </tr>
              </thead>
              <tbody>
                {rows.map((row) => {
                  if (row.kind === 'recorded') return <RecordedTableRow key={row.id} {...{ orgSlug, ...row }} />
                  const { payment, sentence, taken, receipt } = row
                  return (
                    <tr key={row.id}>
                      <Td>
                        <PaymentPill payment={payment} />
                        <p className="mt-1.5 text-sm">{sentence}</p>
                      </Td>
                      <Td className="text-sm">
                        <PaidWith payment={payment} />
                      </Td>
                      <Td className="text-sm">
                        <span className="whitespace-nowrap">{taken}</span>
                        <span className="wrap-anywhere block text-ink-muted">{takerWords(payment)}</span>
                      </Td>
                      <Td className="text-sm wrap-anywhere">
                        <Receipt receipt={receipt} payment={payment} orgSlug={orgSlug} />
                      </Td>
                      <Td numeric className="text-lg">
                        <div className="flex flex-col items-end">
                          <Amount payment={payment} />
                          <Details orgSlug={orgSlug} payment={payment} />
                        </div>
                      </Td>
                    </tr>
                  )
                })}
              </tbody>
            </Table>
          </div>
          <ul className="flex flex-col gap-3 md:hidden">
            {rows.map((row) => {
              if (row.kind === 'recorded') return <RecordedCard key={row.id} {...{ orgSlug, ...row }} />
              const { payment, sentence, taken, receipt } = row
              return (
                <li key={row.id} className="rounded-lg border bg-sheet p-4">
                  <div className="flex flex-wrap items-center justify-between gap-2">
                    <Amount payment={payment} className="text-xl" />
                    <PaymentPill payment={payment} />
                  </div>
                  <p className="mt-2">{sentence}</p>
                  <dl className="mt-3 flex flex-col gap-2 text-sm">
                    <Fact label="With">
                      <PaidWith payment={payment} />
                    </Fact>
                    <Fact label="Taken">
                      {taken}
                      <span className="wrap-anywhere block text-ink-muted">{takerWords(payment)}</span>
                    </Fact>
                    <Fact label="Receipt">
                      <Receipt receipt={receipt} payment={payment} orgSlug={orgSlug} />
                    </Fact>
                  </dl>
                  <Details orgSlug={orgSlug} payment={payment} />
                </li>
              )
            })}
          </ul>
        </>
      )}
    </Section>
  )
}

function Sum({ label, cents, strong = false }: { label: string; cents: number; strong?: boolean }) {
  return (
    <div>
      <dt className="text-sm text-ink-muted">{label}</dt>
      <dd className={clsx('text-xl', strong && 'font-semibold')}>
        <Money cents={cents} />
      </dd>
    </div>
  )
}

/** Links to the payment's page. */
function Details({ orgSlug, payment }: { orgSlug: string; payment: JobPaymentRow }) {
  return (
    <Link href={`/orgs/${orgSlug}/payments/${payment.id}`} className="tap-link whitespace-nowrap">
      Details<span className="sr-only"> of the payment of {formatCents(payment.amountCents)}</span>
    </Link>
  )
}

/** A payment that doesn’t count is lighter than one that does. */
function Amount({ payment, className }: { payment: JobPaymentRow; className?: string }) {
  return (
    <Money
      cents={payment.amountCents}
      className={clsx(isPaid(payment.status) ? 'font-semibold' : 'text-ink-muted', className)}
    />
  )
}

function PaidWith({ payment }: { payment: JobPaymentRow }) {
  return (
    <>
      <span className="block tabular-nums">
        {payment.accountLabel} <span className="whitespace-nowrap">{payment.lastFour}</span>
      </span>
      {payment.paysimplePaymentId !== null && (
        <span className="block text-ink-muted">
          Reference <span className="tabular-nums">{payment.paysimplePaymentId}</span>
        </span>
      )}
    </>
  )
}

type ReceiptProps = { receipt: ReturnType<typeof receiptSentence>; payment: JobPaymentRow; orgSlug: string }

function Receipt({ receipt, payment, orgSlug }: ReceiptProps) {
  if (!isPaid(payment.status) && !receipt)
    return (
      <span className="text-ink-muted">
        {isUndecided(payment.status) && payment.receiptEmail ? receiptOnceCharged(payment.receiptEmail) : 'None'}
      </span>
    )
  return (
    <>
      {receipt && <ReceiptEmail {...receipt} />}
      {isPaid(payment.status) && <PrintableReceipt href={`/orgs/${orgSlug}/payments/${payment.id}/receipt`} />}
    </>
  )
}
