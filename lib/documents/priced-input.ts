import type { DocumentContent } from './content'
import type { DocumentInput } from './sums'

/** What `priceDocument` takes of a draft, or of what was frozen of one. Nothing is taxed for a customer who is exempt. */
export const pricedInput = (
  content: DocumentInput & Pick<DocumentContent, 'taxRates' | 'taxExemption'>,
  isChangeOrder = false,
): DocumentInput => ({
  ...content,
  ...(content.taxExemption && { taxRates: content.taxRates.map((rate) => ({ ...rate, rateThousandths: 0 })) }),
  isChangeOrder,
})
