import { useEffect, useMemo, useState } from 'react'
import { afterPress } from '@/components/after-press'
import type { DocumentContent } from '@/lib/documents/content'
import { problemsByElement } from '@/lib/documents/editing/path-words'
import { marginOf } from '@/lib/documents/margin'
import { listsOf } from '@/lib/documents/places'
import { missingToSend } from '@/lib/documents/ready'
import { priceContent } from '@/lib/documents/standing-total'
import type { DocumentKind } from '@/prisma/generated/enums'

export type Pricing = ReturnType<typeof usePricing>

/** What a draft comes to, as the parts of the editor ask for it. */
export function usePricing(content: DocumentContent, kind: DocumentKind, today: string) {
  const [keep] = useState(keeper)
  const pricing = useMemo(() => {
    const { priced, problems } = priceContent(content, kind)
    const lines = listsOf(content).flatMap((list) => list.lines)
    const taxed = new Map<string, number>()
    for (const { taxRateIds } of lines) for (const id of taxRateIds) taxed.set(id, (taxed.get(id) ?? 0) + 1)
    const sections = priced.ok && priced.state === 'decided' ? priced.sections : []
    const amounts = priced.ok ? priced.lines : []
    return {
      ...{ priced, problems, taxed },
      lineCount: lines.length,
      margin: marginOf(content, kind, priced),
      byElement: keep('problems', problemsByElement(content, problems)),
      numbers: keep('numbers', new Map(lines.map(({ id }, at) => [id, at + 1]))),
      cents: keep('cents', new Map(amounts.map(({ id, subtotalCents }) => [id, subtotalCents]))),
      subtotals: keep('subtotals', new Map(sections.map(({ id, subtotalCents }) => [id, subtotalCents]))),
    }
  }, [content, kind, keep])
  const calm = useCalm(content)
  const missing = useMemo(() => missingToSend(calm, { kind, today }), [calm, kind, today])
  return { ...pricing, missing, calm }
}

/** How long nobody has to type, in milliseconds, until it's asked whether all is there. */
const PAUSE = 400

/** A draft as it was when somebody last paused. */
function useCalm(content: DocumentContent): DocumentContent {
  const [calm, setCalm] = useState(content)
  useEffect(() => {
    // What is said to be missing comes and goes above what may be pressed.
    const timer = setTimeout(() => afterPress(() => setCalm(content)), PAUSE)
    return () => clearTimeout(timer)
  }, [content])
  return calm
}

/** Gives the map of before again where nothing in it has changed: who has it needn't be drawn again. */
function keeper() {
  const before = new Map<string, ReadonlyMap<string, unknown>>()
  return <V>(name: string, next: ReadonlyMap<string, V>): ReadonlyMap<string, V> => {
    const last = before.get(name) as ReadonlyMap<string, V> | undefined
    if (last?.size === next.size && [...next].every(([key, value]) => last.get(key) === value)) return last
    before.set(name, next)
    return next
  }
}
