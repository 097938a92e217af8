import { formatDay, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'
import type { RecordedState } from '@/lib/payments/rules/recorded'
import type { RecordedMethod } from '@/prisma/generated/enums'
import type { Tone } from './labels'

// What is said about recorded payments: checks, cash and others that PaySimple has no part in. Pure. None of it says
// "authorized" or "settled": nobody but a person of the company says that the money is there.

export const METHOD_NAMES: Record<RecordedMethod, string> = { check: 'Check', cash: 'Cash', other: 'Other' }

type Named = { method: RecordedMethod; reference: string | null }

/** "Check 1042", "Check", "Cash", "Zelle" */
export function recordedName({ method, reference }: Named): string {
  if (method === 'check') return reference ? `Check ${reference}` : 'Check'
  if (method === 'cash') return 'Cash'
  return reference || 'Other payment'
}

/** "Check 1042, recorded" */
export const recordedMark = (entry: Named): string => `${recordedName(entry)}, recorded`

/** "Check 1042, received Nov 27, 2026": what the customer reads. `receivedOn`: YYYY-MM-DD. */
export const receivedWords = (entry: Named & { receivedOn: string }): string =>
  `${recordedName(entry)}, received ${formatDay(entry.receivedOn)}`

const LABELS: Record<RecordedState, { label: string; tone: Tone }> = {
  counts: { label: 'Recorded', tone: 'success' },
  corrected: { label: 'Corrected', tone: 'neutral' },
  counter: { label: 'Correction', tone: 'neutral' },
}

/** The state of an entry in a word, and its tone. */
export const recordedLabel = (state: RecordedState): { label: string; tone: Tone } => LABELS[state]

type Standing = Named & {
  state: RecordedState
  receivedOn: string
  note: string | null
  /** Who corrected it, when it is corrected. */
  correctedBy: string | null
  /** It was recorded again with the right facts. */
  replaced: boolean
}

/** What stands beside the name of an entry's state. */
export function recordedSentence({ state, receivedOn, note, correctedBy, replaced }: Standing): string {
  if (state === 'counter') return `Corrects an entry, which no longer counts.${note ? ` ${ended(note)}` : ''}`
  if (state === 'counts') return `Received ${formatDay(receivedOn)}.`
  const again = replaced ? ' Recorded again with the right facts.' : ''
  return `No longer counts: corrected by ${correctedBy ?? 'somebody'}.${again}`
}

const ended = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

/** The question before a record that is more than what is owed; null where it isn't. Pressing again answers it. */
export function overpayQuestion(jobNumber: number, amountCents: number, balance: Balance): string | null {
  const { totalCents, paidCents, checkingCents, owedCents } = balance
  if (amountCents <= owedCents) return null
  const tooMuch = formatCents(paidCents + checkingCents + amountCents - Math.max(0, totalCents))
  const why = [
    totalCents <= 0 && `Job ${jobNumber} has no total yet.`,
    checkingCents > 0 && `Plumbline is still checking ${formatCents(checkingCents)}, which is counted here.`,
  ].filter(Boolean)
  return [...why, `This overpays job ${jobNumber} by ${tooMuch}.`].join(' ')
}

type Earlier = Named & { amountCents: number; receivedOn: string; recordedByName: string }

/** The question before a record that looks like one that is there. */
export const sameQuestion = (earlier: Earlier, jobNumber: number): string =>
  `${earlier.recordedByName} already recorded ${formatCents(earlier.amountCents)} on job ${jobNumber}: ${receivedWords(earlier)}.`

/** The question before a record of a day that is far back. `day`: YYYY-MM-DD. */
export const longAgoQuestion = (day: string): string => `${formatDay(day)} is more than 90 days ago.`

/** A question with what to do about it. */
export const askedTwice = (question: string): string => `${question} If that’s right, press again.`

/** What the dialog says once an entry is recorded. `owedCents`: what is owed after it. */
export function recordedResult(entry: Named & { amountCents: number }, owedCents: number) {
  const owed = owedCents > 0 ? `The balance due is ${formatCents(owedCents)}.` : 'Nothing is owed now.'
  return { title: `${formatCents(entry.amountCents)} recorded`, what: `${recordedName(entry)}. ${owed}` }
}

/** What the dialog says once an entry is corrected, by a new entry or without one. */
export const correctedResult = (amountCents: number, again: boolean, owedCents: number) => ({
  title: again ? 'Corrected' : 'No longer counts',
  what: `${again ? 'The job counts the new entry instead.' : `The customer owes the ${formatCents(amountCents)} again.`} ${
    owedCents > 0 ? `The balance due is ${formatCents(owedCents)}.` : 'Nothing is owed now.'
  }`,
})

/** What the dialog that records says it does. */
export const RECORD_NOTE = 'No card or bank account is charged. It counts on this job as soon as you record it.'

/** The two ways to correct an entry. */
export const CORRECT_WAYS = {
  again: { label: 'Record it right', hint: 'The amount, number or date was wrong.' },
  never: { label: 'It doesn’t count', hint: 'The check bounced, or it was recorded on the wrong job.' },
} as const

/** What correcting does. `receiptTo`: where the receipt of the wrong entry went. */
export function correctSentence(amountCents: number, receiptTo: string | null, again: boolean): string {
  const kept = `The entry of ${formatCents(amountCents)} stays in the list, and a counter-entry takes it out of the balance.`
  if (!receiptTo) return kept
  return again
    ? `${kept} The new receipt says that it replaces the one sent to ${receiptTo}.`
    : `${kept} Its receipt went to ${receiptTo}: tell them yourself.`
}

/** Nothing that is typed differs from the entry. */
export const UNCHANGED = 'Nothing is different from the entry. Change what was recorded wrong.'

/** An amount above the most that one entry can be. */
export const tooMuch = (mostCents: number): string =>
  `One entry can be ${formatCents(mostCents)} at most. Record it as two, with a note.`

/** A day that hasn’t come yet. */
export const IN_THE_FUTURE = 'The date is in the future. Enter the day you received it.'

/** What a receipt says that replaces an earlier one. */
export const replacesReceipt = (earlier: Named & { amountCents: number; receivedOn: string }): string =>
  `This replaces our receipt for ${formatCents(earlier.amountCents)} (${receivedWords(earlier)}).`

/** Why an entry has no receipt, under its state. */
export const NO_RECORDED_RECEIPT = 'Only an entry that counts has a receipt.'

type HistoryEntry = { at: Date; by: string; note: string | null }

/** What happened to an entry, the first first. `corrected`: by a counter-entry. Instants in the company’s zone. */
export function recordedTimeline(
  entry: HistoryEntry & { state: RecordedState },
  corrected: HistoryEntry | null,
  timeZone: string,
): { title: string; when: string; who: string; detail: string | null }[] {
  const line = (title: string, { at, by, note }: HistoryEntry) => ({
    ...{ title, when: formatInstant(at, timeZone), who: `by ${by}`, detail: note },
  })
  return [
    line(entry.state === 'counter' ? 'Corrected' : 'Recorded', entry),
    ...(corrected ? [line('Corrected, no longer counts', corrected)] : []),
  ]
}

/** What the dialogs say when the answer didn’t come. The same form records once, whatever arrived. */
export const UNHEARD_RECORD =
  'Can’t reach Plumbline, so it isn’t known whether this was recorded. Press again once the connection is back: the same form records it only once.'
