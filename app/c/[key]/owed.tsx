import { Money } from '@/components/ui/money'
import type { CustomerPage } from '@/lib/customer-page/read-page'
import { formatDay } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { Pay } from './pay'

/** What is owed, the largest thing on the page once there is something to pay. */
export function Owed({ page, linkId }: { page: CustomerPage; linkId: string }) {
  const { mayPay, balance, due, asked, job } = page
  const isPaid = balance.totalCents > 0 && balance.owedCents === 0 && balance.checkingCents === 0
  if (!mayPay && balance.paidCents === 0 && balance.checkingCents === 0) return null
  return (
    <section aria-labelledby="owed" className="flex flex-col gap-1">
      <h2 id="owed" className="text-ink-muted">
        {isPaid ? 'Paid in full' : 'Balance'}
      </h2>
      <p>
        <Money cents={balance.owedCents} className="text-4xl font-semibold tracking-tight" />
      </p>
      {asked.map(({ label, cents, dueOn }) => (
        <p key={`${label} ${dueOn}`} className="font-medium">
          Asked for by {formatDay(dueOn)}: <Money cents={cents} />
          {label && <span className="text-ink-muted"> ({label})</span>}
        </p>
      ))}
      {due && due.cents > 0 && (
        <p className="font-medium">
          Due now: <Money cents={due.cents} />
          <span className="text-ink-muted"> ({due.labels.join(', ')})</span>
        </p>
      )}
      {due?.next && due.cents === 0 && !isPaid && (
        <p className="text-ink-muted">
          Nothing is due now. Next: {due.next.label}, <Money cents={due.next.cents} />, {due.next.when.toLowerCase()}.
        </p>
      )}
      {balance.checkingCents > 0 && (
        <p className="text-ink-muted">
          <Money cents={balance.checkingCents} /> is being confirmed. Don’t pay it again.
        </p>
      )}
      <p className="text-ink-muted">
        <Money cents={balance.paidCents} /> paid of <Money cents={balance.totalCents} />
      </p>
      <div className="mt-3">
        <Pay
          linkId={linkId}
          owedCents={mayPay ? balance.owedCents : 0}
          label={due && due.cents > 0 ? `Pay ${formatCents(due.cents)}` : 'Pay'}
          documentLabel={job.title}
        />
      </div>
    </section>
  )
}
