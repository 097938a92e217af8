'use client'

import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { Money } from '@/components/ui/money'
import { useWords } from '@/components/words'
import { linesOf } from '@/lib/documents/lines-of'
import { differenceWords } from '@/lib/documents/offers'
import { pricedInput } from '@/lib/documents/priced-input'
import type { ShownContent } from '@/lib/documents/snapshot'
import { priceDocument } from '@/lib/documents/sums'

/** What is chosen of a document while somebody chooses, and what it then comes to. */
export function useChoices(content: ShownContent) {
  const [options, setOptions] = useState(
    () => new Map(content.choices.options.map((each) => [each.groupId, each.optionId])),
  )
  const optional = linesOf(content).filter(({ line }) => line.optional !== null)
  const [taken, setTaken] = useState(
    () => new Map(optional.map(({ line }) => [line.id, line.optional?.taken === true])),
  )
  const choices = {
    options: [...options].map(([groupId, optionId]) => ({ groupId, optionId })),
    lines: [...taken].map(([lineId, isTaken]) => ({ lineId, taken: isTaken })),
  }
  const priced = priceDocument({ ...pricedInput(content), choices })
  return {
    ...{ content, choices, priced, optional, options, taken },
    /** In cents; null while a choice is open, or where it can't be taken. */
    totalCents: priced.ok && priced.state === 'decided' ? priced.totalCents : null,
    choose: (groupId: string, optionId: string) => setOptions(new Map(options).set(groupId, optionId)),
    take: (lineId: string, isTaken: boolean) => setTaken(new Map(taken).set(lineId, isTaken)),
    /** What the inputs say, by the ids of their choices and lines. */
    read: (chosen: Map<string, string>, included: Map<string, boolean>) => {
      setOptions(chosen)
      setTaken(new Map([...taken, ...included]))
    },
  }
}

export type Choosing = ReturnType<typeof useChoices>

const ROW = 'flex min-h-11 items-center gap-3 rounded-lg border px-4 py-2 has-checked:border-accent'

/** One option of each choice, the optional lines, and what they make of the total. */
export function ChoiceFields({ choosing }: { choosing: Choosing }) {
  const { content, priced, optional, options, taken, choose, take, read } = choosing
  const { say, known } = useWords()
  const offered = priced.ok ? priced : null
  const difference = (price: Parameters<typeof differenceWords>[0]) => known(differenceWords(price) ?? '')
  // React leaves the inputs as they are, so that what was chosen before the scripts were there counts.
  const fields = useRef<HTMLDivElement>(null)
  const readFields = useEffectEvent(() => {
    const inputs = [...(fields.current?.querySelectorAll('input') ?? [])]
    const [radios, boxes] = [
      inputs.filter(({ type }) => type === 'radio'),
      inputs.filter(({ type }) => type !== 'radio'),
    ]
    read(
      new Map(radios.filter(({ checked }) => checked).map(({ name, value }) => [name, value])),
      new Map(boxes.map(({ value, checked }) => [value, checked])),
    )
  })
  useEffect(() => readFields(), [])
  return (
    <div ref={fields} className="contents">
      {content.optionGroups.map((group, g) => (
        <fieldset key={group.id} className="flex flex-col gap-2">
          <legend className="mb-2 font-medium">{group.title || say('Choose one')}</legend>
          {group.options.map((option) => {
            const price = offered?.groups[g]?.options.find(({ id }) => id === option.id)
            return (
              <label key={option.id} className={ROW}>
                <input
                  type="radio"
                  name={group.id}
                  value={option.id}
                  className="size-5"
                  defaultChecked={options.get(group.id) === option.id}
                  autoComplete="off"
                  onChange={() => choose(group.id, option.id)}
                />
                <span className="wrap-anywhere min-w-0 grow">{option.title}</span>
                {price && <span className="text-ink-muted tabular-nums">{difference(price)}</span>}
              </label>
            )
          })}
        </fieldset>
      ))}
      {optional.length > 0 && (
        <fieldset className="flex flex-col gap-2">
          <legend className="mb-2 font-medium">{say('Optional')}</legend>
          {optional.map(({ line }) => {
            const price = offered?.optionalLines.find(({ id }) => id === line.id)
            // A line of an option that isn't taken isn't offered.
            if (price?.differenceCents === null && price.problems.length === 0) return null
            return (
              <label key={line.id} className={ROW}>
                <input
                  type="checkbox"
                  value={line.id}
                  className="size-5"
                  defaultChecked={taken.get(line.id) === true}
                  autoComplete="off"
                  onChange={(event) => take(line.id, event.target.checked)}
                />
                <span className="wrap-anywhere min-w-0 grow">{line.description}</span>
                {price && <span className="text-ink-muted tabular-nums">{difference(price)}</span>}
              </label>
            )
          })}
        </fieldset>
      )}
    </div>
  )
}

/** What the choices come to, or what is still to be chosen. */
export function ChosenTotal({ choosing: { priced, totalCents } }: { choosing: Choosing }) {
  const { say, known } = useWords()
  return (
    <p className="flex flex-wrap items-baseline justify-between gap-x-4 border-t pt-4">
      <span>{say('Total')}</span>
      {totalCents === null ? (
        <span className="text-ink-muted">
          {priced.ok ? say('Choose one option of each') : known(priced.problems[0]?.message ?? '')}
        </span>
      ) : (
        <Money cents={totalCents} className="text-2xl font-semibold tracking-tight" />
      )}
    </p>
  )
}
