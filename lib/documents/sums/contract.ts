// What goes into a document's arithmetic and what comes out: plain objects, as JSON carries them. lib/documents/sums.ts
// says how it computes. Amounts are whole cents, quantities hundredths, percentages thousandths of a percent (8.875% is
// 8,875; 100% is 100,000). All of them are integers.

import type { Problem } from './problem'

/** The most that one amount, and a document, can come to: $100,000,000.00. Columns and payments may hold less. */
export const MAX_CENTS = 10_000_000_000
export const MAX_QUANTITY_HUNDREDTHS = 9_999_999
/** 100% in thousandths of a percent. */
export const WHOLE = 100_000
export const LIMITS = { lines: 1_000, sections: 100, groups: 50, options: 20, discounts: 20, taxRates: 20, parts: 99 }

/** An amount off, or a percentage off what it applies to. */
export type Discount = { kind: 'amount'; amountCents: number } | { kind: 'percent'; percentThousandths: number }

export type Line = {
  /** Unique in the document. */
  id: string
  description?: string
  /** 1 to 9,999,999: 12.5 squares are 1,250. */
  quantityHundredths: number
  /** Below zero for a credit. */
  unitPriceCents: number
  /** The rates that tax this line; none without. */
  taxRateIds?: readonly string[]
  discount?: Discount | null
  /** The customer may take this line or leave it; `taken` says which holds until they choose. */
  optional?: { taken: boolean } | null
}

export type Section = { id: string; title?: string; lines: readonly Line[] }

/** Good, better or best: lines that stand in the group's section, sections of its own, both, or nothing at all. */
export type Option = { id: string; title?: string; lines?: readonly Line[]; sections?: readonly Section[] }

export type OptionGroup = {
  id: string
  title?: string
  /** The section in which the options' own lines stand, after its other lines. Without one they stand at the end. */
  sectionId?: string | null
  /** Exactly one of them is taken. */
  options: readonly Option[]
  defaultOptionId: string
}

/** A discount of the whole document, or of one section. */
export type DocumentDiscount = Discount & { id: string; title?: string; sectionId?: string | null }

export type TaxRate = { id: string; name?: string; rateThousandths: number }

/** What the customer chose. A group without a choice is open; an optional line without one stands as its `taken` says. */
export type Choices = {
  options?: readonly { groupId: string; optionId: string }[]
  lines?: readonly { lineId: string; taken: boolean }[]
}

/** When a part is due. `cancel_by`: once the customer's right to cancel has ended. `day`: YYYY-MM-DD. */
export type Due =
  | { on: 'signing' }
  | { on: 'cancel_by' }
  | { on: 'day'; day: string }
  | { on: 'milestone'; milestone: string }
  | { on: 'completion' }

/**
 * A part of the payment schedule. Exactly one part is the rest, the last. A percentage is one of the whole total. `equal`:
 * one of `of` equal parts of the total, to the cent, which no percentage says of a third: 2 to 99.
 */
export type SchedulePart = { id: string; label?: string; due: Due } & (
  | { kind: 'fixed'; amountCents: number }
  | { kind: 'percent'; percentThousandths: number }
  | { kind: 'equal'; of: number }
  | { kind: 'rest' }
)

export type DocumentInput = {
  sections: readonly Section[]
  optionGroups?: readonly OptionGroup[]
  /** Taken off one after the other, each from what the ones before it left. */
  discounts?: readonly DocumentDiscount[]
  taxRates?: readonly TaxRate[]
  choices?: Choices
  /** Without one, nothing is said about when to pay. */
  schedule?: readonly SchedulePart[]
  /** A change order may come to less than zero, and has no schedule: its amount lands on the agreement's. */
  isChangeOrder?: boolean
}

/** A line of the document, in the document's order, those of options that aren't chosen among them. */
export type LinePrice = {
  id: string
  /** Null for an option's line that stands in no section. */
  sectionId: string | null
  /** The option it belongs to; null for a line of the document's own. */
  optionId: string | null
  /** Whether it counts; null while its option is still open. */
  isTaken: boolean | null
  /** Quantity × unit price. */
  amountCents: number
  /** The line's own discount. */
  discountCents: number
  /** Amount − own discount. */
  subtotalCents: number
  /** Its share of the document's discounts. Null unless it counts in the total. */
  shareCents: number | null
  /** Subtotal − share: what is taxed. Null unless it counts in the total. */
  netCents: number | null
}

export type DiscountPrice = { id: string; baseCents: number; discountCents: number }
export type TaxPrice = { id: string; rateThousandths: number; baseCents: number; taxCents: number }
export type SectionPrice = { id: string; subtotalCents: number }
/** `percentThousandths`: what the part is of the total, as typed or rounded; all of them come to 100%. */
export type PartPrice = { id: string; amountCents: number; percentThousandths: number }

/** What a document comes to, once each choice is made. */
export type Sums = {
  /** The lines that count, before the document's discounts. */
  subtotalCents: number
  discounts: DiscountPrice[]
  discountCents: number
  taxes: TaxPrice[]
  taxCents: number
  totalCents: number
  /** The sections that count. */
  sections: SectionPrice[]
  /** Empty without a schedule. */
  parts: PartPrice[]
}

/**
 * What the document comes to with this option: the other choices as they stand, open ones at their default. The
 * difference is one of whole totals, tax included, from the group's default. Both are null where the option can't be
 * taken, and `problems` says why.
 */
export type OptionPrice = {
  id: string
  isTaken: boolean | null
  totalCents: number | null
  differenceCents: number | null
  problems: Problem[]
}
export type OptionGroupPrice = { id: string; defaultOptionId: string; options: OptionPrice[] }

/**
 * What an optional line adds to the whole total, tax included, the other choices as they stand. Null where its option
 * isn't the one that counts, or `problems` says why it can't be taken or left.
 */
export type OptionalLinePrice = { id: string; isTaken: boolean; differenceCents: number | null; problems: Problem[] }

type Offers = { lines: LinePrice[]; groups: OptionGroupPrice[]; optionalLines: OptionalLinePrice[] }

/** A document with an open choice has no total, so that nobody shows one that nobody will pay. */
export type PricedDocument =
  | ({ ok: true; state: 'decided' } & Sums & Offers)
  | ({
      ok: true
      state: 'open'
      openGroupIds: string[]
      /** The lowest total that the open choices allow. */
      fromCents: number
    } & Offers)

/** `problems`: at least one. */
export type PriceResult = PricedDocument | { ok: false; problems: Problem[] }
