import type { DocumentContent } from '@/lib/documents/content'
import { withNewIds } from '@/lib/documents/with-new-ids'

type Part = DocumentContent['schedule'][number]

/** A day of one job is none of the next: when such a payment is due is asked for again, as a milestone without a name. */
const withoutDay = (part: Part): Part =>
  part.due.on === 'day' ? { ...part, due: { on: 'milestone', milestone: '' } } : part

/**
 * What of a document a template keeps: its sections, lines, options, discounts, tax rates, texts and schedule. Not what is of
 * one job alone: photos, the internal note, what was chosen, the expiration date, days in the schedule, and why a customer is exempt from tax.
 */
export const templateOf = (content: DocumentContent): DocumentContent => ({
  ...content,
  photos: [],
  internalNote: '',
  choices: { options: [], lines: [] },
  expiresOn: null,
  taxExemption: null,
  schedule: content.schedule.map(withoutDay),
})

/** A document's content that begins with a template's: the same, with ids of its own. */
export const applyTemplate = (content: DocumentContent): DocumentContent => withNewIds(templateOf(content))

/**
 * A document's content that begins as a copy of another job's: as a template keeps it, with the photos and the days in the
 * schedule, and with ids of its own. A payment whose day is over asks when it is due.
 * @param today YYYY-MM-DD in the company's zone
 */
export const copyOf = (content: DocumentContent, today: string): DocumentContent =>
  withNewIds({
    ...templateOf(content),
    photos: content.photos,
    landing: 'rest',
    schedule: content.schedule.map((part) => (part.due.on === 'day' && part.due.day < today ? withoutDay(part) : part)),
  })
