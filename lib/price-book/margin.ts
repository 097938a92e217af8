// What a company keeps of a price. Pure.

type Priced = { unitPriceCents: number; costCents: number | null }

/** What is left of the price after the cost, in tenths of a percent of the price; null where either says nothing of it. */
export function marginTenths({ unitPriceCents, costCents }: Priced): number | null {
  if (costCents === null || unitPriceCents <= 0) return null
  return Math.round(((unitPriceCents - costCents) * 1_000) / unitPriceCents)
}

/** "37.5%", "-12%"; null as above. */
export function marginWords(item: Priced): string | null {
  const tenths = marginTenths(item)
  return tenths === null ? null : `${tenths / 10}%`
}
