// How much a process works on at once, where each piece of work holds a lot of memory.

// On globalThis for the reason in lib/db.ts.
const holder = globalThis as unknown as { plumblineUnderWay?: Map<string, number> }

/**
 * Takes one of `most` places for a kind of work.
 * @param kind names it, in this process
 * @returns what gives the place back, or null where none is free
 */
export function takePlace(kind: string, most: number): (() => void) | null {
  holder.plumblineUnderWay ??= new Map()
  const underWay = holder.plumblineUnderWay
  const taken = underWay.get(kind) ?? 0
  if (taken >= most) return null
  underWay.set(kind, taken + 1)
  return () => void underWay.set(kind, (underWay.get(kind) ?? 1) - 1)
}
