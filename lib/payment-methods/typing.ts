import { bankDigits } from './bank'
import { cardDigits, formatCardNumber, parseExpiry } from './card'

// What an input shows while somebody types into it, and where its caret goes. Pure.

export type Edit = { text: string; caret: number }
/** Which key took something away, if that was it: the browser's `inputType`, shortened. */
export type Deleting = 'backward' | 'forward' | null

/** How a field writes what was typed, and which characters it put there itself. */
export type Format = { write: (typed: string) => string; isSeparator: (character: string) => boolean }

export const CARD_NUMBER: Format = {
  write: formatCardNumber,
  isSeparator: (character) => cardDigits(character) === '',
}
/** Digits in groups of so many, so that they can be read aloud and compared. */
const inGroupsOf = (size: number): Format => ({
  write: (typed) => bankDigits(typed).replace(new RegExp(`(.{${size}})(?=.)`, 'g'), '$1 '),
  isSeparator: (character) => bankDigits(character) === '',
})
export const ROUTING_NUMBER = inGroupsOf(3)
export const ACCOUNT_NUMBER = inGroupsOf(4)
export const EXPIRY: Format = {
  write: (typed) => typed.replace(/^\s*(\d{2})(\d{1,4})\s*$/, '$1 / $2'),
  isSeparator: (character) => /[\s/]/.test(character),
}

/**
 * `typed` is what the browser made of the input that showed `before`, with the caret at `caret`. Answers what to show
 * instead: the caret stays behind the same digit, and deleting a separator deletes the digit beyond it, because the
 * separator alone would come back at once.
 */
export function edit(before: string, typed: string, caret: number, deleting: Deleting, format: Format): Edit {
  const significant = (text: string) => [...text].filter((character) => !format.isSeparator(character))
  const text = format.write(typed)
  let left = significant(typed.slice(0, caret)).length
  if (deleting && text === before && typed !== before) {
    const characters = significant(typed)
    if (deleting === 'backward') left = Math.max(0, left - 1)
    characters.splice(left, 1)
    const shorter = format.write(characters.join(''))
    return { text: shorter, caret: caretAfter(shorter, left, format) }
  }
  return { text, caret: text === typed ? caret : caretAfter(text, left, format) }
}

function caretAfter(text: string, count: number, { isSeparator }: Format): number {
  let seen = 0
  for (const [index, character] of [...text].entries()) {
    if (seen === count) return count === 0 ? 0 : index
    if (!isSeparator(character)) seen++
  }
  return text.length
}

/** An expiration date as it stands on a card, "04 / 29", once it can be read; else what was typed. */
export function tidyExpiry(typed: string): string {
  const expiry = parseExpiry(typed)
  if (!expiry || expiry.year < 2000 || expiry.year > 2099) return typed
  const two = (part: number) => String(part).padStart(2, '0')
  return `${two(expiry.month)} / ${two(expiry.year % 100)}`
}

/** Whether of two card numbers, both complete, the second is another card's rather than the first one corrected. */
export function isOtherCard(before: string, after: string): boolean {
  const [old, next] = [cardDigits(before), cardDigits(after)]
  if (old === '') return false
  const differing = [...next].filter((digit, index) => digit !== old[index]).length
  return differing >= 4
}
