import type { DocumentContent } from '../content'
import { type Change, inEveryList, mapped, only, patched } from '../places'
import { stepped } from './change-lines'
import { tidied } from './tidy'

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

/** Adds a tax, which taxes every line at first. */
export const addRate =
  (rate: DraftRate): Change =>
  (content) =>
    taxLines(rate.id, true)({ ...content, taxRates: [...content.taxRates, rate] })

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
