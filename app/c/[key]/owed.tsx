import { Said } from '@/components/said'
import { Money } from '@/components/ui/money'
import type { CustomerPage } from '@/lib/customer-page/read-page'
import { formatDay } from '@/lib/dates'
import type { Words } from '@/lib/language/say'
import { formatCents } from '@/lib/money'
import { Pay } from './pay'

/** What is owed, the largest thing on the page once there is something to pay. */
export function Owed({ page, linkId, words }: { page: CustomerPage; linkId: string; words: Words }) {
  const { mayPay, balance, due, asked, job } = page
  const { say, known } = words
  const isPaid = balance.totalCents > 0 && balance.owedCents === 0 && balance.checkingCents === 0
  // What is due was asked for, alone: said once, with its day.
  const [only] = asked
  const isAskedFor = asked.length === 1 && only?.cents === due?.cents && due?.labels.join() === only?.label
  if (!mayPay && balance.paidCents === 0 && balance.checkingCents === 0) return null
  return (
    <section aria-labelledby="owed" className="flex flex-col gap-1">
      <h2 id="owed" className="text-ink-muted">
        {say(isPaid ? 'Paid in full' : 'Balance')}
      </h2>
      <p>
        <Money cents={balance.owedCents} className="text-4xl font-semibold tracking-tight" />
      </p>
      {asked.map(({ label, cents, dueOn }) => (
        <p key={`${label} ${dueOn}`} className="font-medium">
          <Said
            words={words}
            sentence="Asked for by {day}: {amount}"
            values={{ day: words.day(formatDay(dueOn)), amount: <Money cents={cents} /> }}
          />
          {label && <span className="text-ink-muted"> ({label})</span>}
        </p>
      ))}
      {due && due.cents > 0 && !isAskedFor && (
        <p className="font-medium">
          <Said words={words} sentence="Due now: {amount}" values={{ amount: <Money cents={due.cents} /> }} />
          <span className="text-ink-muted"> ({due.labels.map(known).join(', ')})</span>
        </p>
      )}
      {due?.next && due.cents === 0 && !isPaid && (
        <p className="text-ink-muted">
          <Said
            words={words}
            sentence="Nothing is due now. Next: {label}, {amount}, {when}."
            values={{
              label: known(due.next.label),
              amount: <Money cents={due.next.cents} />,
              when: known(due.next.when).toLowerCase(),
            }}
          />
        </p>
      )}
      {balance.checkingCents > 0 && (
        <p className="text-ink-muted">
          <Said
            words={words}
            sentence="{amount} is being confirmed. Don’t pay it again."
            values={{ amount: <Money cents={balance.checkingCents} /> }}
          />
        </p>
      )}
      <p className="text-ink-muted">
        <Said
          words={words}
          sentence="{amountPaid} paid of {amountTotal}"
          values={{
            amountPaid: <Money cents={balance.paidCents} />,
            amountTotal: <Money cents={balance.totalCents} />,
          }}
        />
      </p>
      <div className="mt-3">
        <Pay
          linkId={linkId}
          owedCents={mayPay ? balance.owedCents : 0}
          label={due && due.cents > 0 ? say('Pay {amount}', { amount: formatCents(due.cents) }) : say('Pay')}
          documentLabel={job.title}
        />
      </div>
    </section>
  )
}
