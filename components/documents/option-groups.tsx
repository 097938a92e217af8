import { clsx } from 'clsx'
import { Money } from '@/components/ui/money'
import { differenceWords } from '@/lib/documents/offers'
import type { ShownContent } from '@/lib/documents/snapshot'
import type { LinePrice, OptionalLinePrice, PricedDocument } from '@/lib/documents/sums'
import { LinesTable } from './lines-table'

type Props = {
  content: ShownContent
  priced: PricedDocument
  prices: ReadonlyMap<string, LinePrice>
  offers: ReadonlyMap<string, OptionalLinePrice>
  /** The section that they stand in; null for those that stand in none, after all sections. */
  sectionId: string | null
  /** The option that is taken of each group. */
  chosen: ReadonlyMap<string, string>
}

/** Good, better, best: what each option holds, and what it makes of the total. */
export function OptionGroups({ content, priced, prices, offers, sectionId, chosen }: Props) {
  return content.optionGroups.map((group, g) => {
    if (group.sectionId !== sectionId) return null
    const offered = priced.groups[g]
    return (
      <section key={group.id} className="flex flex-col gap-3">
        <h3 className="wrap-anywhere font-semibold">{group.title || 'Choose one'}</h3>
        <ul className="flex flex-col gap-4">
          {group.options.map((option) => {
            const price = offered?.options.find(({ id }) => id === option.id)
            const isTaken = chosen.get(group.id) === option.id
            // What the default makes of the total is nothing, and says nothing.
            const difference = price && option.id !== group.defaultOptionId ? differenceWords(price) : null
            return (
              <li
                key={option.id}
                className={clsx('rounded-lg border p-4 sm:p-5', isTaken && 'border-accent bg-accent-wash')}
              >
                <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
                  <h4 className="wrap-anywhere font-medium">
                    {option.title}
                    {isTaken && <span className="text-sm font-normal text-ink-muted"> chosen</span>}
                  </h4>
                  {price && price.totalCents !== null && (
                    <p className="text-ink-muted tabular-nums">
                      {difference}{' '}
                      <span className="ml-2 font-semibold text-ink">
                        total <Money cents={price.totalCents} />
                      </span>
                    </p>
                  )}
                </div>
                {[{ id: option.id, title: '', lines: option.lines }, ...option.sections].map((section) =>
                  section.lines.length === 0 ? null : (
                    <div key={section.id} className="mt-3">
                      {section.title !== '' && (
                        <h5 className="wrap-anywhere mb-1 text-sm font-medium">{section.title}</h5>
                      )}
                      <LinesTable
                        caption={[option.title, section.title].filter(Boolean).join(', ')}
                        lines={section.lines}
                        {...{ prices, offers }}
                        show={content.show}
                      />
                    </div>
                  ),
                )}
              </li>
            )
          })}
        </ul>
      </section>
    )
  })
}
