import type { BROWSER } from './es/browser'
import type { DIALOG } from './es/dialog'
import type { EMAILS } from './es/emails'
import type { PAGE } from './es/page'
import type { PAYMENTS } from './es/payments'
import type { REFUSALS } from './es/refusals'
import type { VERIFY } from './es/verify'
import type { Language } from './language'

// How customers are spoken to in their language: the English sentence is the key, so the code reads as the page does, and
// es/ has the Spanish one. A sentence that has none is a type error. Pure.

type Spanish = typeof PAGE &
  typeof BROWSER &
  typeof DIALOG &
  typeof PAYMENTS &
  typeof REFUSALS &
  typeof EMAILS &
  typeof VERIFY

/** A sentence that Spanish has too. What is in braces is filled in: "Pay {amount}". */
export type Sentence = keyof Spanish

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never
/** What a sentence needs filled in, by name; nothing where it has no braces. */
export type ValuesOf<S extends string, V = string | number> = [NamesIn<S>] extends [never]
  ? []
  : [values: Readonly<Record<NamesIn<S>, V>>]

/** The Spanish sentences by the English ones. */
export type Catalog = Readonly<Record<string, string>>

/** How somebody is spoken to. */
export type Words = {
  language: Language
  /** A sentence in their language, with what is filled in. */
  say: <S extends Sentence>(sentence: S, ...values: ValuesOf<S>) => string
  /** The same before anything is filled in: for what is filled in with more than text. */
  pattern: (sentence: Sentence) => string
  /**
   * A text that was written in English elsewhere, such as a refusal, in their language; as it is where nobody has
   * translated it. A test holds that what customers are told has Spanish words.
   */
  known: (text: string) => string
  /** A day or an instant of lib/dates.ts, as their language writes it. */
  day: (text: string) => string
}

/** Puts values where a sentence names them. A name without a value stays as it is. */
export const fill = (sentence: string, values: Readonly<Record<string, string | number>> = {}): string =>
  sentence.replace(/\{(\w+)\}/g, (braced, name: string) => String(values[name] ?? braced))

const same = (text: string) => text

export const ENGLISH: Words = {
  language: 'en',
  say: (sentence, ...[values]) => fill(sentence, values),
  ...{ pattern: same, known: same, day: same },
}
