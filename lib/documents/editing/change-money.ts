import type { DocumentContent } from '../content'
import { same } from '../merge'
import { type Change, inEveryList, listsOf, mapped, only, patched } from '../places'
import { stepped } from './change-lines'
import { tidied } from './tidy'
import { withAmount } from './typed'

// Discounts, taxes, the payment schedule, and the fields that a document has once.

export type DraftDiscount = DocumentContent['discounts'][number]
export type DraftRate = DocumentContent['taxRates'][number]
export type DraftPart = DocumentContent['schedule'][number]

/** The fields that a document has once: its texts, what the customer sees, its last day. */
export const patchContent =
  (patch: Partial<DocumentContent>): Change =>
  (content) =>
    patched(content, patch)

export const addDiscount =
  (discount: DraftDiscount): Change =>
  (content) => ({ ...content, discounts: [...content.discounts, discount] })

/** Replaces a discount: one that was a percentage and is an amount has other fields. */
export const setDiscount =
  (id: string, change: (discount: DraftDiscount) => DraftDiscount): Change =>
  (content) =>
    patched(content, { discounts: mapped(content.discounts, (each) => (each.id === id ? change(each) : each)) })

export const removeDiscount =
  (id: string): Change =>
  (content) =>
    patched(content, { discounts: only(content.discounts, (each) => each.id !== id) })

/** Adds a tax. At first it taxes the lines that have a tax already: what isn't taxable stays so. Where none has, it taxes every line. */
export const addRate =
  (rate: DraftRate): Change =>
  (content) => {
    const isTaxed = listsOf(content).some(({ lines }) => lines.some(({ taxRateIds }) => taxRateIds.length > 0))
    const withRate = { ...content, taxRates: [...content.taxRates, rate] }
    return inEveryList(withRate, (lines) =>
      mapped(lines, (line) =>
        isTaxed && line.taxRateIds.length === 0 ? line : { ...line, taxRateIds: [...line.taxRateIds, rate.id] },
      ),
    )
  }

export const patchRate =
  (id: string, patch: Partial<Omit<DraftRate, 'id'>>): Change =>
  (content) =>
    patched(content, { taxRates: mapped(content.taxRates, (each) => (each.id === id ? patched(each, patch) : each)) })

export const removeRate =
  (id: string): Change =>
  (content) =>
    tidied(patched(content, { taxRates: only(content.taxRates, (each) => each.id !== id) }))

/** Has a tax apply to every line or to none, or to one line or not. */
export const taxLines =
  (rateId: string, isTaxed: boolean, lineId?: string): Change =>
  (content) =>
    inEveryList(content, (lines) =>
      mapped(lines, (line) => {
        if (lineId !== undefined && line.id !== lineId) return line
        if (line.taxRateIds.includes(rateId) === isTaxed) return line
        const taxRateIds = isTaxed ? [...line.taxRateIds, rateId] : line.taxRateIds.filter((id) => id !== rateId)
        return { ...line, taxRateIds }
      }),
    )

export const startSchedule =
  (parts: DraftPart[]): Change =>
  (content) => ({ ...content, schedule: parts })

/** What a payment waits for until somebody says otherwise: without a milestone, nobody could say what the payments are. */
export const START = 'Start of work'

/** A payment of an even schedule that nobody has named. */
function unnamedPart(id: string, at: number, count: number): DraftPart {
  if (at === count - 1) return { id, label: 'Final payment', due: { on: 'completion' }, kind: 'rest' }
  if (at === 0) return { id, label: 'Deposit', due: { on: 'signing' }, kind: 'equal', of: count }
  const milestone = at === 1 ? START : `Stage ${at}`
  return { id, label: `Payment ${at + 1}`, due: { on: 'milestone', milestone }, kind: 'equal', of: count }
}

/**
 * Makes the schedule one of equal payments, the last of which is the rest. Payments that are there keep their names and
 * when they are due, the last one as the last; the same draft where they are so already.
 * @param count 2 to 12
 */
export const splitSchedule =
  (count: number, newId: () => string): Change =>
  (content) => {
    const before = content.schedule.slice(0, -1)
    const last = content.schedule.at(-1)
    const schedule = Array.from({ length: count }, (_, at): DraftPart => {
      const isLast = at === count - 1
      const kept = isLast ? last : before[at]
      if (!kept) return unnamedPart(newId(), at, count)
      return withAmount(kept, isLast ? { kind: 'rest' } : { kind: 'equal', of: count })
    })
    return same(schedule, content.schedule) ? content : { ...content, schedule }
  }

/** Adds a payment before the last one, which is the rest. */
export const addPart =
  (part: DraftPart): Change =>
  (content) => ({ ...content, schedule: [...content.schedule.slice(0, -1), part, ...content.schedule.slice(-1)] })

export const setPart =
  (id: string, change: (part: DraftPart) => DraftPart): Change =>
  (content) =>
    patched(content, { schedule: mapped(content.schedule, (each) => (each.id === id ? change(each) : each)) })

/** Removes a payment. Whichever is then the last one is the rest. */
export const removePart =
  (id: string): Change =>
  (content) => {
    const left = only(content.schedule, (each) => each.id !== id)
    const schedule = mapped(left, (part, at) =>
      at < left.length - 1 || part.kind === 'rest'
        ? part
        : { id: part.id, label: part.label, due: part.due, kind: 'rest' as const },
    )
    return patched(content, { schedule })
  }

/** Moves a payment among those before the last one. */
export const movePart =
  (id: string, step: -1 | 1): Change =>
  (content) =>
    content.schedule.at(-1)?.id === id
      ? content
      : patched(content, { schedule: stepped(content.schedule, id, step, content.schedule.length - 1) })
