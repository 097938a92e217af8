import { PaymentPill } from '@/components/payments/record/payment-pill'
import { Money } from '@/components/ui/money'
import type { PaidEntry } from '@/lib/customer-page/read-page'
import { dayOf, formatDay } from '@/lib/dates'
import { accountIn } from '@/lib/language/account-words'
import type { Words } from '@/lib/language/say'
import { formatCents } from '@/lib/money'
import { recordedName } from '@/lib/payments/words/recorded-words'

export function Payments({
  base,
  payments,
  timeZone,
  words,
}: {
  base: string
  payments: readonly PaidEntry[]
  timeZone: string
  words: Words
}) {
  const { say, known, day } = words
  return (
    <section aria-labelledby="payments" className="flex flex-col gap-3">
      <h2 id="payments" className="text-lg font-semibold tracking-tight">
        {say('Your payments')}
      </h2>
      <ul className="flex flex-col">
        {payments.map((entry) => (
          <li key={entry.id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-t py-3">
            <div className="min-w-0">
              <p className="wrap-anywhere">
                <Money cents={entry.amountCents} className="font-medium" />
                <span className="text-ink-muted">
                  {' · '}
                  {entry.kind === 'payment'
                    ? say('{account} ending in {last}', {
                        account: accountIn(words, entry.accountLabel),
                        last: entry.lastFour,
                      })
                    : known(recordedName(entry))}
                </span>
              </p>
              <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-muted">
                {day(formatDay(dayOf(entry.createdAt, timeZone)))}
                {entry.kind === 'payment' && <PaymentPill payment={entry} labelOf={known} />}
              </div>
            </div>
            {hasReceipt(entry) && (
              <a
                className="text-link inline-flex min-h-11 items-center"
                href={`${base}/receipts/${entry.id}`}
                download
                aria-label={say('Receipt for {amount}', { amount: formatCents(entry.amountCents) })}
              >
                {say('Receipt')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

const hasReceipt = (entry: PaidEntry) =>
  entry.kind === 'recorded' || entry.status === 'authorized' || entry.status === 'settled'
