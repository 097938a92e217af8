import { type Catalog, fill, type Words } from './say'
import { isDate, spanishDates } from './spanish-dates'

// Speaking Spanish. Apart from say.ts, because the office and who reads English load none of it. Pure.

type Values = Readonly<Record<string, string | number>>
type Pattern = { regex: RegExp; names: string[]; spanish: string; weight: number }

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

// What a name in braces says of what is filled in: "amount…" is dollars, "count…" and "digits…" digits, "day…" a day or an
// instant of lib/dates.ts, "word…" words of ours that Spanish has too; all else is somebody's own text, and stays as it is.

function formOf(name: string): string {
  if (name.startsWith('amount')) return '(-?\\$[\\d,]+\\.\\d\\d)'
  return /^(?:count|digits)/.test(name) ? '([\\d,]+)' : '(.+?)'
}

/** @returns null for a sentence with nothing to fill in */
function patternOf(english: string, spanish: string): Pattern | null {
  const parts = english.split(/\{(\w+)\}/)
  if (parts.length === 1) return null
  const source = parts.map((part, n) => (n % 2 === 0 ? escaped(part) : formOf(part))).join('')
  const names = parts.filter((_, n) => n % 2 === 1)
  return { regex: new RegExp(`^${source}$`, 's'), names, spanish, weight: english.length - names.join('').length }
}

/** How long a text may be whose sentences are looked for in all ways: no words of ours come near it. */
const MOST_PARTED = 2_000

/** Speaks Spanish with these sentences. */
export function spanishWords(catalog: Catalog): Words {
  // The one that says most by itself first.
  const patterns = Object.entries(catalog)
    .flatMap(([english, spanish]) => patternOf(english, spanish) ?? [])
    .sort((one, other) => other.weight - one.weight)

  const exact = (text: string): string | null => (Object.hasOwn(catalog, text) ? (catalog[text] ?? null) : null)

  const translated = (values: Values): Values =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueIn(name, value)]))
  const valueIn = (name: string, value: string | number) => {
    if (name.startsWith('day')) return spanishDates(String(value))
    return name.startsWith('word') ? known(String(value)) : value
  }

  const asPattern = (text: string): string | null => {
    for (const { regex, names, spanish } of patterns) {
      const found = regex.exec(text)
      if (!found) continue
      return fill(spanish, translated(Object.fromEntries(names.map((name, n) => [name, found[n + 1] ?? '']))))
    }
    return null
  }

  /** One sentence, with or without what ends it. */
  const one = (text: string): string | null => {
    const said = exact(text) ?? asPattern(text)
    if (said !== null || !text.endsWith('.')) return said
    const stem = text.slice(0, -1)
    const stemSaid = exact(stem) ?? asPattern(stem)
    return stemSaid === null ? null : `${stemSaid}.`
  }

  /**
   * Several sentences one after the other, the shortest first: one that takes any text would take the next ones, too. What
   * was tried once from a place on isn't tried again: a text could be parted in as many ways as there are sets of its
   * sentences, and somebody may have written it for that.
   */
  const several = (text: string): string | null => {
    if (text.length > MOST_PARTED) return null
    const ends = [...text.matchAll(/[.?!”] /g)].map(({ index }) => index + 1)
    const restOf = new Map<number, string | null>()
    const from = (start: number): string | null => {
      for (const end of ends) {
        if (end <= start) continue
        const first = one(text.slice(start, end))
        const rest = first === null ? null : restFrom(end + 1)
        if (rest !== null) return `${first} ${rest}`
      }
      return null
    }
    const restFrom = (start: number): string | null => {
      const tried = restOf.get(start)
      if (tried !== undefined) return tried
      const rest = from(start) ?? one(text.slice(start))
      restOf.set(start, rest)
      return rest
    }
    return from(0)
  }

  /** The sentences of a text that Spanish has; the others stay as they are. */
  const some = (text: string): string =>
    text
      .split(/(?<=[.?!”]) /)
      .map((sentence) => one(sentence) ?? sentence)
      .join(' ')

  const known = (text: string): string =>
    exact(text) ?? several(text) ?? one(text) ?? (isDate(text) ? spanishDates(text) : some(text))

  return {
    language: 'es',
    say: (sentence, ...[values]) => fill(catalog[sentence] ?? sentence, translated(values ?? {})),
    pattern: (sentence) => catalog[sentence] ?? sentence,
    known,
    day: spanishDates,
  }
}
