import { Money } from '@/components/ui/money'
import type { CustomerPage } from '@/lib/customer-page/read-page'
import { dueWords, PART_LABELS } from '@/lib/documents/due-words'

export function Parts({ page: { parts } }: { page: CustomerPage }) {
  return (
    <section aria-labelledby="parts" className="flex flex-col gap-3">
      <h2 id="parts" className="text-lg font-semibold tracking-tight">
        When it’s due
      </h2>
      <ul className="flex flex-col">
        {parts.map(({ id, label, due, state, amountCents, openCents }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 border-t py-3">
            <div className="min-w-0">
              <p className="wrap-anywhere font-medium">{label}</p>
              <p className="text-sm text-ink-muted">
                {dueWords(due)} · {PART_LABELS[state]}
              </p>
            </div>
            <p className="text-right">
              <Money cents={amountCents} className="font-medium" />
              {openCents > 0 && openCents !== amountCents && (
                <span className="block text-sm text-ink-muted">
                  <Money cents={openCents} /> open
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
