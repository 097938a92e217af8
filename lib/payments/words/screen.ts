import { formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import type { ReversalKind } from '@/prisma/generated/enums'
import { PAST } from './labels'

// What the screens say around a payment's state: a charge in progress, decisions, moves, recharges. Pure.

/** What the Make Payment dialog says when the form didn't load. */
export const NOT_OPENED =
  'Can’t reach Plumbline, so the balance due isn’t known. Nothing was charged. Check your connection and try again.'

/** What it says when the payment never reached Plumbline. */
export const NOT_SENT =
  'The connection broke before the payment reached Plumbline. Nothing was charged. Check your connection and try again.'

/** What it adds when the server didn't know the page's action, which therefore never ran. */
export const NOTHING_CHARGED = 'Nothing was charged.'

/** What the void or refund dialog adds then. */
export const NOTHING_REVERSED = 'Nothing was voided or refunded.'

/** A charge in progress. `slow`: it takes longer than usual. */
export const PROCESSING = {
  label: 'Processing',
  slow: 'This is taking longer than usual. Don’t charge another way. The result shows here.',
  /** For a screen reader. */
  slowAnnouncement: 'Still processing. Don’t charge another way.',
} as const

/** The questions before somebody closes a dialog, or leaves its page. */
const closingWithout = (doing: string, done: string) => ({
  close: {
    title: `Close without ${doing}?`,
    what: `Nothing has been ${done}. You’ll lose what you typed.`,
    ...{ stay: 'Keep going', go: 'Close' },
  },
  leave: `Leave without ${doing}? Nothing has been ${done}, and you’ll lose what you typed.`,
})

/** By what would be lost, or go out of sight. */
export const CLOSING = {
  charge: {
    close: {
      title: 'A payment is processing',
      what: 'Closing this doesn’t stop it. The result appears on the job’s Information tab. Don’t charge again before you see it there.',
      ...{ stay: 'Wait for the result', go: 'Close anyway' },
    },
    leave:
      'A payment is processing. Leaving doesn’t stop it. Check the job’s Information tab before you charge again. Leave?',
  },
  pay: closingWithout('paying', 'charged'),
  record: closingWithout('recording', 'recorded'),
  /** The answer to a record or correction was lost. */
  unheard: {
    close: {
      title: 'Close without knowing?',
      what: 'It isn’t known whether this was recorded. Look for it on the job before you record it again.',
      ...{ stay: 'Keep going', go: 'Close anyway' },
    },
    leave:
      'It isn’t known whether this was recorded. Look for it on the job before you record it again. Leave without knowing?',
  },
  correct: closingWithout('correcting', 'corrected'),
  void: closingWithout('voiding', 'voided'),
  refund: closingWithout('refunding', 'refunded'),
  save: closingWithout('saving', 'saved'),
}

/** The label of a button once what it does was asked about. */
export const anyway = (label: string): string => `${label} anyway`

/** A question with the button that answers it. `label`: of that button before. */
export const questionSentence = (question: string, label: string): string =>
  `${question} If that’s right, press “${anyway(label)}”.`

/** Under the receipt's email in the Make Payment form: where what's typed there comes from, or what an empty box means. */
export function receiptHint(typed: string, fromJob: string): string {
  if (typed.trim() === '') return 'Leave it empty for no receipt.'
  return typed === fromJob ? 'Change it if someone else should get the receipt.' : 'The receipt goes here.'
}

/** What a list of payments says while it’s empty. */
export const ALL_SHOW_UP = 'Card payments, declines, checks and cash all show up here.'

/** Where a receipt goes, in the result of a payment. */
export const receiptTo = (email: string | null): string => (email ? `On its way to ${email}` : 'None: no email given')

/** Where the receipt of an unconfirmed payment will go. */
export const receiptOnceCharged = (email: string): string => `To ${email}, once it’s charged`

/** Leads to a receipt, wherever one is offered. */
export const VIEW_RECEIPT = 'View receipt'

/** Why a payment has no receipt, under its state. */
export const NO_RECEIPT = 'Only a payment that counts has a receipt.'

/** What a void does to the whole payment. */
export const WHOLE_VOID = 'A void cancels the whole payment. The customer owes it again.'

/** While a void or refund is being sent. */
export const SENDING = 'Sending to PaySimple. This takes a few seconds. Please stay here.'

/** What deciding that a payment was, or wasn't, voided or refunded means. */
export const decideReversalSentence = (kind: ReversalKind, done: boolean, amountCents: number): string =>
  done
    ? `The customer owes ${formatCents(amountCents)} again, and gets an email that the payment was ${PAST[kind]}.`
    : `The payment of ${formatCents(amountCents)} counts as before, and you can void or refund it again.`

/** What moving a payment to another job means. `counts`: it lowers what is owed. */
export const moveSentence = (jobNumber: number, counts: boolean): string =>
  counts
    ? `No money moves. It counts for that job and no longer for job ${jobNumber}.`
    : `No money moves. That job lists it, and job ${jobNumber} no longer does. It counts for neither.`

/** What charging the retained amount of an incomplete refund again means. `account`: "Visa 1111". */
export const rechargeSentence = (retainedCents: number, account: string, amountCents: number): string =>
  `${formatCents(retainedCents)} is charged to ${account}, the same card or account that got the ${formatCents(amountCents)} refund. The customer gets a receipt for it.`

/** For those who may refund, but not charge what was kept again. */
export const CHARGED_BY_OTHERS =
  'Your role doesn’t charge cards. An owner or admin of your company can charge it again.'

/** For those who may not fix an incomplete refund. */
export const FIXED_BY_OTHERS = 'An owner, admin or bookkeeper of your company can fix this.'

type FoundDuplicate = {
  paysimpleId: string
  paysimpleStatus: string
  foundAt: Date
  /** The first charge counts too. */
  firstCounts: boolean
  /** The amount of the first charge. */
  firstCents: number
}

/** What is known of a duplicate charge. */
export const foundDuplicateSentence = (
  { paysimpleId, paysimpleStatus, foundAt, firstCounts, firstCents }: FoundDuplicate,
  timeZone: string,
): string =>
  `PaySimple charged this payment of ${formatCents(firstCents)} twice${firstCounts ? ', and both charges count' : ''}. The second charge is PaySimple’s payment ${paysimpleId} (${paysimpleStatus}), found ${formatInstant(foundAt, timeZone)}.`

/** The question about a payment made in PaySimple. */
export const EXTERNAL_QUESTION = 'Does it belong to a job here?'
