import { Said } from '@/components/said'
import { Money } from '@/components/ui/money'
import type { CustomerPage } from '@/lib/customer-page/read-page'
import { dueWords, PART_LABELS } from '@/lib/documents/due-words'
import type { Words } from '@/lib/language/say'

export function Parts({ page: { parts, afterRightOn }, words }: { page: CustomerPage; words: Words }) {
  return (
    <section aria-labelledby="parts" className="flex flex-col gap-3">
      <h2 id="parts" className="text-lg font-semibold tracking-tight">
        {words.say('When it’s due')}
      </h2>
      <ul className="flex flex-col">
        {parts.map(({ id, label, due, state, amountCents, openCents }) => (
          <li key={id} className="flex flex-wrap items-baseline justify-between gap-x-4 border-t py-3">
            <div className="min-w-0">
              <p className="wrap-anywhere font-medium">{words.known(label)}</p>
              <p className="text-sm text-ink-muted">
                {words.known(dueWords(due, afterRightOn))} · {words.say(PART_LABELS[state])}
              </p>
            </div>
            <p className="text-right">
              <Money cents={amountCents} className="font-medium" />
              {openCents > 0 && openCents !== amountCents && (
                <span className="block text-sm text-ink-muted">
                  <Said words={words} sentence="{amount} open" values={{ amount: <Money cents={openCents} /> }} />
                </span>
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}
