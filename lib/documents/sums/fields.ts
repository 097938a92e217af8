import type { Problem } from './problem'

// Reads fields of an input that may hold anything: whoever fills in a form, or calls from a browser, may send it.

export type Fields = Record<string, unknown>

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Collects what is wrong with an input. */
export class Findings {
  readonly problems: Problem[] = []

  add(path: string, message: string): void {
    this.problems.push({ path, message })
  }

  /** The list at `path`, empty where there is none. Refuses what is no list of objects, or a list that is too long. */
  list(value: unknown, path: string, what: string, max: number): Fields[] {
    if (value === undefined || value === null) return []
    if (!Array.isArray(value) || !value.every(isFields)) this.add(path, `The ${what} can’t be read. Enter them again.`)
    else if (value.length > max) this.add(path, `There can be at most ${max} ${what}. Remove ${value.length - max}.`)
    else return value
    return []
  }

  /** An integer within limits, or null and a problem. */
  integer(value: unknown, min: number, max: number, path: string, message: string): number | null {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return value + 0
    this.add(path, message)
    return null
  }

  /** An id that is new in `known`, which it joins. */
  newId(value: unknown, known: { has(id: string): boolean; add(id: string): unknown }, path: string): string {
    if (typeof value !== 'string' || value === '' || value.length > 200) this.add(path, 'This entry has no id.')
    else if (known.has(value)) this.add(path, 'Another entry has the same id.')
    else {
      known.add(value)
      return value
    }
    return ''
  }
}
