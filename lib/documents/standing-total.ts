import { formatCents, MAX_DOCUMENT_CENTS } from '@/lib/money'
import type { DocumentKind } from '@/prisma/generated/enums'
import type { DocumentContent } from './content'
import { pricedInput } from './priced-input'
import { type PriceResult, type Problem, priceDocument } from './sums'

export type PricedContent = {
  priced: PriceResult
  /** What it comes to in cents; null while a choice is open or something is wrong. */
  totalCents: number | null
  /** What keeps it from being priced; empty where only a choice is open. */
  problems: Problem[]
}

/**
 * Prices a draft, and tells what its document comes to. Pure: the editor and the server ask the same.
 * @param kind a change order may come to less than zero, and to no more than that either
 */
export function priceContent(content: DocumentContent, kind: DocumentKind): PricedContent {
  const priced = priceDocument(pricedInput(content, kind === 'change_order'))
  if (!priced.ok) return { priced, totalCents: null, problems: priced.problems }
  const cents = priced.state === 'decided' ? priced.totalCents : priced.fromCents
  if (Math.abs(cents) > MAX_DOCUMENT_CENTS) {
    const message = `It comes to ${formatCents(cents)}. A document can come to at most ${formatCents(MAX_DOCUMENT_CENTS)}.`
    return { priced, totalCents: null, problems: [{ path: 'sections', message }] }
  }
  return { priced, totalCents: priced.state === 'decided' ? cents : null, problems: [] }
}
