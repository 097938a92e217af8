import { formatDay, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { Balance } from '@/lib/payments/rules/balance'
import type { CorrectWay, RecordedState } from '@/lib/payments/rules/recorded'
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
  returned: { label: 'Returned', tone: 'danger' },
  counter: { label: 'Correction', tone: 'neutral' },
  return: { label: 'Return', tone: 'neutral' },
}

/** The state of an entry in a word, and its tone. */
export const recordedLabel = (state: RecordedState): { label: string; tone: Tone } => LABELS[state]

type Standing = Named & {
  state: RecordedState
  receivedOn: string
  note: string | null
  /** Who corrected it, or recorded that it came back, when it no longer counts. */
  correctedBy: string | null
  /** The day on which it came back, YYYY-MM-DD. */
  cameBackOn: string | null
  /** It was recorded again with the right facts. */
  replaced: boolean
}

/** The day of an entry: "Received Nov 27, 2026", and of money that came back "Came back Dec 2, 2026". */
export const dayWords = ({ state, receivedOn }: { state: RecordedState; receivedOn: string }): string =>
  `${state === 'return' ? 'Came back' : 'Received'} ${formatDay(receivedOn)}`

/** What stands beside the name of an entry's state. */
export function recordedSentence({ state, note, correctedBy, cameBackOn, replaced, ...entry }: Standing): string {
  const why = note ? ` ${ended(note)}` : ''
  if (state === 'counter') return `Reverses an earlier entry.${why}`
  if (state === 'return') return `${dayWords({ ...entry, state })}.${why}`
  if (state === 'counts') return `${dayWords({ ...entry, state })}.`
  if (cameBackOn)
    return `No longer counts: came back ${formatDay(cameBackOn)}, recorded by ${correctedBy ?? 'somebody'}.`
  const again = replaced ? ' Re-entered correctly.' : ''
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

/** What is owed after an entry. `owedCents`: below zero where the job is overpaid. */
function owedAfter(owedCents: number): string {
  if (owedCents > 0) return `The balance due is ${formatCents(owedCents)}.`
  return owedCents < 0 ? `Overpaid by ${formatCents(-owedCents)}.` : 'Nothing is owed now.'
}

/** What the dialog says once an entry is recorded. `owedCents`: what is owed after it, below zero where it is overpaid. */
export const recordedResult = (entry: Named & { amountCents: number }, owedCents: number) => ({
  title: `${formatCents(entry.amountCents)} recorded`,
  what: `${recordedName(entry)}. ${owedAfter(owedCents)}`,
})

/** What the dialog says once an entry is corrected. */
export function correctedResult(amountCents: number, way: CorrectWay, owedCents: number) {
  const amount = formatCents(amountCents)
  // A job that was overpaid doesn't owe all of it again.
  const never =
    owedCents >= amountCents ? `The customer owes the ${amount} again.` : `The ${amount} is no longer on the job.`
  return {
    title: { again: 'Corrected', never: 'No longer counts', came_back: 'Recorded as returned' }[way],
    what: `${way === 'again' ? 'The job counts the new entry instead.' : never} ${owedAfter(owedCents)}`,
  }
}

/** What the dialog that records says it does. */
export const RECORD_NOTE = 'No card or bank account is charged. It’s applied to this job right away.'

/** The ways to correct an entry: it was a mistake, with the right facts or without any; or the money went again. */
export const CORRECT_WAYS = {
  again: { label: 'Fix the details', hint: 'The amount, number or date was wrong.' },
  never: { label: 'Remove it', hint: 'It was recorded twice, or on the wrong job.' },
  came_back: { label: 'It came back', hint: 'The check bounced, or the bank took the money back.' },
} as const satisfies Record<CorrectWay, { label: string; hint: string }>

/** What correcting does. `receiptTo`: where the receipt of the wrong entry went. */
export function correctSentence(amountCents: number, receiptTo: string | null, way: CorrectWay): string {
  const when = way === 'came_back' ? ' on the day it came back' : ''
  const kept = `The entry of ${formatCents(amountCents)} stays in the list, and a reversing entry cancels it out${when}.`
  if (!receiptTo) return kept
  return way === 'again'
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

/** The same of money that came back, and a day before there was any. */
export const CAME_BACK_IN_THE_FUTURE = 'The date is in the future. Enter the day it came back.'
export const cameBackTooEarly = (receivedOn: string): string =>
  `It was received ${formatDay(receivedOn)}, so it can’t have come back before that.`

/** Said to who may correct only what they recorded themselves. */
export const CORRECTED_BY_OTHERS =
  'You can correct only payments that you recorded yourself. Ask an owner, admin or bookkeeper of your company.'

/** Why somebody who may take an entry out of the balance may not record another. */
export const MAY_NOT_RECORD =
  'Your role lets you take this out of the balance, but not record a payment. Ask an owner, admin or contractor of your company to record it.'

/** What a receipt says that replaces an earlier one. */
export const replacesReceipt = (earlier: Named & { amountCents: number; receivedOn: string }): string =>
  `This replaces our receipt for ${formatCents(earlier.amountCents)} (${receivedWords(earlier)}).`

/** Why an entry has no receipt, under its state. */
export const NO_RECORDED_RECEIPT = 'Only an entry that counts has a receipt.'

type HistoryEntry = { at: Date; by: string; note: string | null }

/**
 * What happened to an entry, the first first. `corrected`: by a counter-entry, where the money came back with the day.
 * Instants in the company’s zone.
 */
export function recordedTimeline(
  entry: HistoryEntry & { state: RecordedState },
  corrected: (HistoryEntry & { cameBackOn: string | null }) | null,
  timeZone: string,
): { title: string; when: string; who: string; detail: string | null }[] {
  const line = (title: string, { at, by, note }: HistoryEntry) => ({
    ...{ title, when: formatInstant(at, timeZone), who: `by ${by}`, detail: note },
  })
  const first = entry.state === 'counter' ? 'Corrected' : entry.state === 'return' ? 'Recorded as returned' : 'Recorded'
  const cameBack = corrected?.cameBackOn
  return [
    line(first, entry),
    ...(corrected
      ? [
          line(
            cameBack ? `Came back ${formatDay(cameBack)}, no longer counts` : 'Corrected, no longer counts',
            corrected,
          ),
        ]
      : []),
  ]
}

/** What the dialogs say when the answer didn’t come. The same form records once, whatever arrived. */
export const UNHEARD_RECORD =
  'Can’t reach Plumbline, so it isn’t known whether this was recorded. Press again once the connection is back: the same form records it only once.'
