'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Problem } from '@/components/problem'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogButtons } from '@/components/ui/dialog-buttons'
import { Money } from '@/components/ui/money'
import { usePress } from '@/components/use-press'
import { linesOf } from '@/lib/documents/lines-of'
import { differenceWords } from '@/lib/documents/offers'
import { pricedInput } from '@/lib/documents/priced-input'
import type { ShownContent } from '@/lib/documents/snapshot'
import { priceDocument } from '@/lib/documents/sums'
import { acceptDocumentAction } from './actions'

/** What can be accepted: the version that stands, and its content where the customer has something to choose. */
export type Offer = {
  versionNumber: number | null
  sha256: string | null
  totalCents: number | null
  content: ShownContent | null
}

type Props = {
  orgSlug: string
  documentId: string
  offer: Offer & { content: ShownContent }
  onClose: () => void
}

/** What the customer said yes to: one option of each choice, and the optional lines that they take. */
export function AcceptDialog({ orgSlug, documentId, offer, onClose }: Props) {
  const router = useRouter()
  const { content } = offer
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
  const totalCents = priced.ok && priced.state === 'decided' ? priced.totalCents : null
  const { press, pending, problem } = usePress(
    () =>
      acceptDocumentAction(orgSlug, {
        ...{ documentId, choices, totalCents: totalCents ?? 0 },
        ...{ versionNumber: offer.versionNumber, sha256: offer.sha256 },
      }),
    () => {
      onClose()
      router.refresh()
    },
  )
  const offered = priced.ok ? priced : null
  return (
    <Dialog
      title="What does the customer accept?"
      closing={{ leave: 'The acceptance isn’t recorded yet.' }}
      pending={pending}
      onClose={onClose}
    >
      <div className="flex flex-col gap-6">
        <Problem>{problem}</Problem>
        {content.optionGroups.map((group, g) => (
          <fieldset key={group.id} className="flex flex-col gap-2">
            <legend className="mb-2 font-medium">{group.title || 'Choose one'}</legend>
            {group.options.map((option) => {
              const price = offered?.groups[g]?.options.find(({ id }) => id === option.id)
              return (
                <label key={option.id} className="flex min-h-11 items-center gap-3 rounded-lg border px-4 py-2">
                  <input
                    type="radio"
                    name={group.id}
                    className="size-5"
                    checked={options.get(group.id) === option.id}
                    onChange={() => setOptions(new Map(options).set(group.id, option.id))}
                  />
                  <span className="wrap-anywhere min-w-0 grow">{option.title}</span>
                  {price && <span className="text-ink-muted tabular-nums">{differenceWords(price)}</span>}
                </label>
              )
            })}
          </fieldset>
        ))}
        {optional.length > 0 && (
          <fieldset className="flex flex-col gap-2">
            <legend className="mb-2 font-medium">Optional</legend>
            {optional.map(({ line }) => {
              const price = offered?.optionalLines.find(({ id }) => id === line.id)
              // A line of an option that isn't taken isn't offered.
              if (price?.differenceCents === null && price.problems.length === 0) return null
              return (
                <label key={line.id} className="flex min-h-11 items-center gap-3 rounded-lg border px-4 py-2">
                  <input
                    type="checkbox"
                    className="size-5"
                    checked={taken.get(line.id) === true}
                    onChange={(event) => setTaken(new Map(taken).set(line.id, event.target.checked))}
                  />
                  <span className="wrap-anywhere min-w-0 grow">{line.description}</span>
                  {price && <span className="text-ink-muted tabular-nums">{differenceWords(price)}</span>}
                </label>
              )
            })}
          </fieldset>
        )}
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 border-t pt-4">
          <span>Total</span>
          {totalCents === null ? (
            <span className="text-ink-muted">
              {priced.ok ? 'Choose one option of each' : priced.problems[0]?.message}
            </span>
          ) : (
            <Money cents={totalCents} className="text-2xl font-semibold tracking-tight" />
          )}
        </p>
        <DialogButtons>
          <Button variant="primary" disabled={totalCents === null} pending={pending} onClick={press}>
            Record the acceptance
          </Button>
        </DialogButtons>
      </div>
    </Dialog>
  )
}
