import { Fragment, type ReactNode } from 'react'
import type { Sentence, ValuesOf, Words } from '@/lib/language/say'

type Props<S extends Sentence> = { words: Words; sentence: S } & (ValuesOf<S, ReactNode> extends [infer V]
  ? { values: V }
  : { values?: never })

/** A sentence's parts: texts, and what is filled in between them. */
function partsOf<T>(pattern: string, values: Readonly<Record<string, T>>): (string | T)[] {
  return pattern
    .split(/(\{\w+\})/)
    .filter(Boolean)
    .map((part) => values[/^\{(\w+)\}$/.exec(part)?.[1] ?? ''] ?? part)
}

/** A sentence in the reader's language, with elements in it: `Due now: {amount}` with a Money. */
export function Said<S extends Sentence>({ words, sentence, values }: Props<S>) {
  return partsOf<ReactNode>(words.pattern(sentence), (values ?? {}) as Readonly<Record<string, ReactNode>>).map(
    (part, n) => <Fragment key={n}>{part}</Fragment>,
  )
}
