import { clsx } from 'clsx'
import { Link } from '@/components/link'
import { PaymentPill } from '@/components/payments/record/payment-pill'
import { Money } from '@/components/ui/money'
import { Table, Td, Th } from '@/components/ui/table'
import { customerName } from '@/lib/customers/schema'
import { formatInstant } from '@/lib/dates'
import type { ListedPayment } from '@/lib/payments/queries'
import { isPaid } from '@/lib/payments/rules/status'
import { reversedWords, settledWords } from '@/lib/payments/words/listing-words'
import { openReversalWords } from '@/lib/payments/words/sentences'
import { RecordedRow } from './recorded-row'

type Props = {
  orgSlug: string
  timeZone: string
  payments: readonly ListedPayment[]
  /** Whose name stands first; on a customer's own page the job's does. */
  lead?: 'customer' | 'job'
}

/** The list of payments, each linked to its page. Two columns on a phone. */
export function PaymentsTable({ orgSlug, timeZone, payments, lead = 'customer' }: Props) {
  return (
    <Table caption="Payments, newest first">
      <thead>
        <tr>
          <Th className="lg:w-[26%]">{lead === 'job' ? 'Job' : 'Customer and job'}</Th>
          <Th className="max-sm:hidden">Status</Th>
          <Th className="max-md:hidden">Paid with</Th>
          <Th className="max-lg:hidden">Taken</Th>
          <Th className="max-lg:hidden">Settled</Th>
          <Th numeric>Amount</Th>
        </tr>
      </thead>
      <tbody>
        {payments.map((payment) => {
          if (payment.kind === 'recorded')
            return <RecordedRow key={payment.id} entry={payment} {...{ orgSlug, timeZone, lead }} />
          const { id, job, status, accountLabel, lastFour, amountCents, createdAt, takenByName } = payment
          const [open] = payment.reversals
          const taken = formatInstant(createdAt, timeZone)
          const settled = settledWords(payment)
          const reversed = reversedWords(payment, timeZone)
          return (
            <tr key={id} className="group relative hover:bg-sheet">
              <Td>
                <Link
                  href={`/orgs/${orgSlug}/payments/${id}`}
                  className="wrap-anywhere font-medium underline-offset-3 group-hover:underline after:absolute after:inset-0"
                >
                  {lead === 'job' ? job.title : customerName(job.customer)}
                </Link>
                <span className="wrap-anywhere block text-sm text-ink-muted">
                  Job {job.number}
                  {lead === 'customer' && `, ${job.title}`}
                </span>
                <span className="wrap-anywhere block text-sm text-ink-muted md:hidden">
                  {accountLabel} {lastFour}
                </span>
                <span className="block text-sm text-ink-muted lg:hidden">{taken}</span>
                {settled && (
                  <span className="block text-sm text-ink-muted lg:hidden">
                    {settled.isExpected ? settled.day : `Settled ${settled.day}`}
                  </span>
                )}
                {reversed && <span className="block text-sm text-ink-muted">{reversed}</span>}
                {open && <span className="block text-sm font-medium">{openReversalWords(open)}</span>}
              </Td>
              <Td className="max-sm:hidden">
                <PaymentPill payment={payment} />
              </Td>
              <Td className="wrap-anywhere text-sm tabular-nums max-md:hidden">
                {accountLabel} {lastFour}
              </Td>
              <Td className="text-sm max-lg:hidden">
                <span className="whitespace-nowrap">{taken}</span>
                <span className="wrap-anywhere block text-ink-muted">by {takenByName}</span>
              </Td>
              <Td className={clsx('text-sm max-lg:hidden', settled?.isExpected && 'text-ink-muted')}>
                {settled?.day ?? <span className="text-ink-muted">—</span>}
              </Td>
              <Td numeric>
                <Money
                  cents={amountCents}
                  className={clsx('text-lg', isPaid(status) ? 'font-semibold' : 'text-ink-muted')}
                />
                <span className="mt-1 block sm:hidden">
                  <PaymentPill payment={payment} />
                </span>
              </Td>
            </tr>
          )
        })}
      </tbody>
    </Table>
  )
}
