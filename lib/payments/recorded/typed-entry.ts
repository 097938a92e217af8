import { isDay } from '@/lib/dates'
import { MAX_DOCUMENT_CENTS } from '@/lib/money'
import { type CorrectWay, plainReference } from '@/lib/payments/rules/recorded'
import { amountProblem, receiptEmailProblem } from '@/lib/payments/take/typed-payment'
import { tooMuch } from '@/lib/payments/words/recorded-words'
import { plainText } from '@/lib/typed-text'

// What is typed into the dialogs that record and correct a payment, and what can be wrong with it. Without zod, as in
// take/typed-payment.ts; the server's schemas (schema.ts) ask the same functions.

export const ENTRY_METHODS = ['check', 'cash', 'other'] as const

export type EntryInput = {
  /** Minted with the form: the same form sent twice records once. */
  id: string
  /** Dollars as typed. */
  amount: string
  method: (typeof ENTRY_METHODS)[number]
  /** A check's number; for another payment what it was. */
  reference: string
  /** YYYY-MM-DD */
  receivedOn: string
  note: string
  receiptEmail: string
  /** The question that the person was asked and answered by pressing again, word for word. */
  sure: string | null
}

export type RecordPaymentForm = EntryInput & { jobNumber: number }

export type CorrectRecordedForm = EntryInput & {
  /** The entry that was recorded wrong. */
  entryId: string
  /** Of the counter-entry; minted with the form. */
  counterId: string
  why: string
  /** Unless it is recorded again, the facts of an entry don't matter. */
  way: CorrectWay
  /** The day on which the money left, YYYY-MM-DD; null where it didn't come back. */
  cameBackOn: string | null
}

type Problems<Form> = Partial<Record<keyof Form, string | null>>

const tooLong = (typed: string, most: number) => (plainText(typed).length > most ? `At most ${most} characters.` : null)

/** @param asked asks for the day */
function dayProblem(day: string, asked: string): string | null {
  if (!isDay(day)) return asked
  return day < '2000-01-01' ? 'Check the year.' : null
}

/** The problem with each field of an entry, in words, or null. */
export const entryProblems = (typed: EntryInput): Problems<EntryInput> => ({
  // PaySimple has a limit of its own, which paper doesn't know.
  amount: amountProblem(typed.amount, MAX_DOCUMENT_CENTS, tooMuch(MAX_DOCUMENT_CENTS)),
  method: ENTRY_METHODS.includes(typed.method) ? null : 'Choose how it was paid.',
  reference:
    // What another payment was belongs on its receipt, where "Other" would say nothing.
    typed.method === 'other' && plainReference(typed.reference) === ''
      ? 'Say what it was, for example Zelle or a wire.'
      : tooLong(plainReference(typed.reference), 40),
  receivedOn: dayProblem(typed.receivedOn, 'Enter the day you received it.'),
  note: tooLong(typed.note, 500),
  receiptEmail: receiptEmailProblem(typed.receiptEmail),
})

function cameBackProblem({ way, cameBackOn }: CorrectRecordedForm): string | null {
  const asked = 'Enter the day it came back.'
  if (way === 'came_back') return dayProblem(cameBackOn ?? '', asked)
  return cameBackOn === null ? null : asked
}

/** The same of a correction. What the entry was counts only where it is recorded again. */
export const correctProblems = (typed: CorrectRecordedForm): Problems<CorrectRecordedForm> => ({
  ...entryProblems(typed.way === 'again' ? typed : { ...typed, method: 'cash' }),
  cameBackOn: cameBackProblem(typed),
  why: plainText(typed.why).length < 5 ? 'Say in a few words why.' : tooLong(typed.why, 500),
})
