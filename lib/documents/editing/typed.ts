import { formatCents, formatCentsPlain, parseCents, unreadableAmount } from '@/lib/money'
import { formatPercent, parsePercent } from '@/lib/percent'
import { plainText } from '@/lib/typed-text'
import { formatQuantity, parseQuantity } from '../quantity'
import type { Discount, SchedulePart } from '../sums'
import { MAX_CENTS, MAX_QUANTITY_HUNDREDTHS } from '../sums/contract'

// What is typed into a cell, and what it says. A cell that can't be read says why; the draft keeps what it said before.

export type Read<T> = { value: T } | { problem: string }
/** How a cell shows a value, and reads it. */
export type Typed<T> = { read: (text: string) => Read<T>; show: (value: T) => string }

const QUANTITY = 'Enter a quantity above 0, like 1 or 12.5.'
const TOO_MANY = 'Enter a quantity of at most 99,999.99.'
const PERCENT = 'Enter a percentage from 0 to 100, with at most three decimals, like 8.875.'
const TOO_MUCH = `Enter at most ${formatCents(MAX_CENTS)}.`

const amount = (text: string, negative = false): Read<number> => {
  const value = parseCents(text, { negative })
  if (value === null) return { problem: unreadableAmount(text) }
  return Math.abs(value) > MAX_CENTS ? { problem: TOO_MUCH } : { value }
}

/** A text, as it is kept. */
export const WORDS: Typed<string> = { read: (text) => ({ value: plainText(text) }), show: (value) => value }

export const QUANTITIES: Typed<number> = {
  read(text) {
    const value = parseQuantity(text)
    if (value === null) return { problem: QUANTITY }
    return value > MAX_QUANTITY_HUNDREDTHS ? { problem: TOO_MANY } : { value }
  },
  show: formatQuantity,
}

/** A price, below zero for a credit. Nothing is $0.00. */
export const PRICES: Typed<number> = {
  read: (text) => (text.trim() === '' ? { value: 0 } : amount(text, true)),
  show: (value) => (value === 0 ? '' : formatCentsPlain(value)),
}

/** What a thing costs the company; nothing where nobody says. */
export const COSTS: Typed<number | null> = {
  read: (text) => (text.trim() === '' ? { value: null } : amount(text)),
  show: (value) => (value === null ? '' : formatCentsPlain(value)),
}

export const RATES: Typed<number> = {
  read(text) {
    const value = parsePercent(text)
    return value === null ? { problem: PERCENT } : { value }
  },
  show: formatPercent,
}

/** "10%" or "500.00" off. */
export const DISCOUNTS: Typed<Discount> = {
  read(text) {
    if (text.includes('%')) {
      const value = parsePercent(text)
      if (value === null) return { problem: PERCENT }
      return { value: { kind: 'percent', percentThousandths: value } }
    }
    const cents = amount(text)
    return 'problem' in cents ? cents : { value: { kind: 'amount', amountCents: cents.value } }
  },
  show: (off) => (off.kind === 'percent' ? formatPercent(off.percentThousandths) : formatCentsPlain(off.amountCents)),
}

/** What a payment of the schedule is. The rest isn't typed: it is what the others leave. */
export type PartAmount =
  | { kind: 'fixed'; amountCents: number }
  | { kind: 'percent'; percentThousandths: number }
  | { kind: 'equal'; of: number }
  | { kind: 'rest' }

const PART = 'Enter an amount, a percentage or a fraction above 0, like 1,500.00, 30% or 1/3.'
const FRACTION = /^1\s*\/\s*([2-9]|[1-9]\d)$/

export const PARTS: Typed<PartAmount> = {
  read(text) {
    if (text.trim() === '') return { problem: PART }
    if (text.includes('/')) {
      const of = FRACTION.exec(text.trim())?.[1]
      return of ? { value: { kind: 'equal', of: Number(of) } } : { problem: PART }
    }
    const read = DISCOUNTS.read(text)
    if ('problem' in read) return read
    const { value } = read
    if (value.kind === 'percent') return value.percentThousandths > 0 ? { value } : { problem: PART }
    return value.amountCents > 0 ? { value: { kind: 'fixed', amountCents: value.amountCents } } : { problem: PART }
  },
  show(part) {
    if (part.kind === 'rest') return ''
    if (part.kind === 'equal') return `1/${part.of}`
    return part.kind === 'percent' ? formatPercent(part.percentThousandths) : formatCentsPlain(part.amountCents)
  },
}

/** A payment with another amount: its fields are those of its kind. */
export const withAmount = <P extends SchedulePart & { label: string }>({ id, label, due }: P, amount: PartAmount) => ({
  ...{ id, label, due },
  ...amount,
})
