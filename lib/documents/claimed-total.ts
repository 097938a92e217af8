import { formatCents } from '@/lib/money'
import { type DocumentInput, type Problem, priceDocument, type Sums } from './sums'

/**
 * Compares the total that somebody was shown, and sends back with their decision, with what the document comes to. The
 * server keeps its own figures and never those of a browser.
 * @param claimedTotalCents as it was sent, whatever it is
 * @returns the document's own sums, or why nothing may be decided by what was shown: the document is wrong, a choice is
 *   still open, or it comes to something else
 */
export function checkClaimedTotal(
  document: DocumentInput,
  claimedTotalCents: unknown,
): { ok: true; sums: Sums } | { ok: false; problems: Problem[] } {
  const priced = priceDocument(document)
  if (!priced.ok) return priced
  if (priced.state === 'open')
    return {
      ok: false,
      problems: priced.openGroupIds.map((id) => ({
        path: `choices.options.${id}`,
        message: 'Choose one of the options. Nothing was accepted yet.',
      })),
    }
  if (priced.totalCents === claimedTotalCents) return { ok: true, sums: priced }
  const message = `The total is ${formatCents(priced.totalCents)}, not what this page showed. Nothing was accepted. Look at the new total, then decide again.`
  return { ok: false, problems: [{ path: 'totalCents', message }] }
}
