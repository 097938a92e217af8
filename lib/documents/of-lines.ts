import type { DocumentInput } from './sums'

/**
 * Returns a document of plain lines, as they are stored today, for `priceDocument`: one section, nothing off, no tax. It
 * comes to the same, to the cent. A line's id is its own, or its place.
 */
export const documentOfLines = (
  lines: readonly { id?: string; description?: string; quantityHundredths: number; unitPriceCents: number }[],
): DocumentInput => ({
  sections: [{ id: 'lines', lines: lines.map((line, place) => ({ ...line, id: line.id ?? `${place}` })) }],
})
