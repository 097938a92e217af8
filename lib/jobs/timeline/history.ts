import { contractTotalCents } from '@/lib/documents/contract-total'
import { documentSegment } from '@/lib/documents/document-path'
import { documentLabel } from '@/lib/documents/stages'
import type { Balance } from '@/lib/payments/rules/balance'
import { isPaid, isUndecided } from '@/lib/payments/rules/status'
import { requestWords, type ToldRequest } from '@/lib/payments/words/request-words'
import {
  emailWords,
  type MoneyWords,
  paymentWords,
  recordedWords,
  reversalWordsOf,
} from '@/lib/payments/words/timeline/job-timeline'
import type { ToldEmail, ToldEvent, ToldPayment, ToldReversal } from '@/lib/payments/words/timeline/timeline'
import type { Payment, RecordedPayment } from '@/prisma/generated/client'
import type { DocumentAct, DocumentKind, PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { type DocumentState, documentSteps, type TimelineDocument, type TimelineDocumentEvent } from './document-steps'

// A job's timeline: everything that was done with its documents and its money, with what was owed after each. Pure. Pages
// and papers read the same entries.

/** What it is about, which may have a page. */
export type About =
  | { kind: 'document'; id: string; segment: string }
  | { kind: 'payment' | 'recorded' | 'email' | 'request'; id: string }

export type JobEntry = {
  id: string
  at: Date
  /** What happened. A payment's is the status that it came to. */
  kind: DocumentAct | PaymentStatus | 'requested' | 'reversal' | 'recorded' | 'corrected' | 'mailed' | 'request'
  about: About
  title: string
  /** What the customer may read, too. */
  detail: string | null
  /** What somebody of the company noted for the company. */
  note: string | null
  /** Who did it, or how Plumbline learned of it. Null where nobody knows. */
  who: string | null
  /** Of a document its total, of a payment the payment; below zero where money goes back. */
  amountCents: number | null
  /** What is paid from then on and wasn't before; below zero for what is no longer paid. */
  paidCents: number
  /** What may be charged after it, as the job's balance has it: not what is being charged now. */
  owedAfterCents: number
  /** What isn't paid after it, being charged or not: what the customer is told. */
  remainingAfterCents: number
}

/** A step of a payment, with the payment. Amounts in cents. */
export type TimelinePaymentEvent = ToldEvent &
  Omit<ToldPayment, 'reversals' | 'decisions' | 'rechargeOf'> & { paymentId: string }
export type TimelineReversal = ToldReversal &
  Pick<Payment, 'amountCents' | 'method' | 'accountLabel' | 'lastFour'> & { paymentId: string }
export type TimelineRecorded = Parameters<typeof recordedWords>[0] & Pick<RecordedPayment, 'amountCents'>
/** `method`: of the payment that it is about. `documentKind` and `documentOrdinal`: of what a link was sent for. */
export type TimelineEmail = ToldEmail & {
  method: PaymentMethod | null
  documentKind: DocumentKind | null
  documentOrdinal: number | null
}

/** What was done with a request for a payment. Amounts in cents. */
export type TimelineRequest = ToldRequest & {
  id: string
  requestId: string
  at: Date
  who: string | null
  amountCents: number | null
}

/** The rows of one job; of each kind the newest, in any order. */
export type JobHistory = {
  documents: readonly TimelineDocument[]
  /** What counts on the job now. */
  balance: Pick<Balance, 'paidCents' | 'checkingCents'>
  documentEvents: readonly TimelineDocumentEvent[]
  paymentEvents: readonly TimelinePaymentEvent[]
  reversals: readonly TimelineReversal[]
  recorded: readonly TimelineRecorded[]
  emails: readonly TimelineEmail[]
  requests: readonly TimelineRequest[]
}

type Step = Omit<JobEntry, 'owedAfterCents' | 'remainingAfterCents'> & {
  /** What is being charged from then on and wasn't before. */
  checkingCents: number
  /** How a document stands from then on. */
  after?: DocumentState
  /** It begins what the next step of the same payment ends. */
  begins?: boolean
  /** It is what a press came to. */
  ofPress?: boolean
}

/** Of one instant: a document's, in the order in which they are given, comes before the money that is paid on it, and an email after what it tells. */
const RANK: Record<About['kind'], number> = { document: 0, payment: 1, recorded: 1, request: 2, email: 3 }

/**
 * A job's timeline, the oldest first.
 * @param most so many entries, the newest ones; of each kind of row one more than that is to be given, if there are as many
 * @returns `isCut`: there are older ones
 */
export function jobTimeline(history: JobHistory, most: number): { entries: JobEntry[]; isCut: boolean } {
  const steps = [
    ...history.documents.flatMap((document) => ofDocument(document, history)),
    ...history.paymentEvents.map((event) => ofPayment(event, history)),
    ...history.reversals.flatMap(ofReversal),
    ...history.recorded.map(ofRecorded),
    ...history.emails.map(ofEmail),
    ...history.requests.map(ofRequest),
  ].sort(
    (one, other) =>
      one.at.getTime() - other.at.getTime() ||
      RANK[one.about.kind] - RANK[other.about.kind] ||
      (one.about.kind === 'document' || one.id === other.id ? 0 : one.id < other.id ? -1 : 1),
  )
  const entries = withBalances(steps, history.balance).slice(-most)
  return { entries: withoutBeginnings(entries), isCut: steps.length > most }
}

/** Counts on from what was paid before the oldest step, so that what stands after the newest is what counts now. */
function withBalances(steps: readonly Step[], now: JobHistory['balance']): (Step & JobEntry)[] {
  const before = (nowCents: number, of: (step: Step) => number) =>
    steps.reduce((cents, step) => cents - of(step), nowCents)
  let paid = before(now.paidCents, (step) => step.paidCents)
  let checking = before(now.checkingCents, (step) => step.checkingCents)
  const documents = new Map<string, DocumentState>()
  return steps.map((step) => {
    if (step.after) documents.set(step.after.id, step.after)
    paid += step.paidCents
    checking += step.checkingCents
    const remaining = Math.max(0, contractTotalCents([...documents.values()]) - paid)
    return { ...step, remainingAfterCents: remaining, owedAfterCents: Math.max(0, remaining - checking) }
  })
}

/** The entries without those that only begin what the press behind them ended, which keeps what they noted. */
function withoutBeginnings(steps: readonly (Step & JobEntry)[]): JobEntry[] {
  const isEndOf = (begun: Step | undefined, step: Step | undefined) =>
    begun?.begins === true && step?.ofPress === true && begun.about.id === step.about.id
  return steps.flatMap((step, at) => {
    if (isEndOf(step, steps[at + 1])) return []
    const { checkingCents: _, after: _after, begins: _begins, ofPress: _ofPress, ...entry } = step
    const begun = steps[at - 1]
    return isEndOf(begun, step) ? { ...entry, note: entry.note ?? begun?.note ?? null } : entry
  })
}

const NOTHING = { paidCents: 0, checkingCents: 0, amountCents: null } as const

const ofDocument = (document: TimelineDocument, { documentEvents }: JobHistory): Step[] =>
  documentSteps(
    document,
    documentEvents.filter(({ documentId }) => documentId === document.id),
  ).map(({ act, ...step }) => ({
    ...{ ...NOTHING, ...step, kind: act },
    about: { kind: 'document', id: document.id, segment: documentSegment(document) },
  }))

function ofPayment(event: TimelinePaymentEvent, { reversals }: JobHistory): Step {
  const { paymentId, amountCents, from, to, source } = event
  const payment = {
    ...{ ...event, decisions: [], rechargeOf: null },
    reversals: reversals.filter((reversal) => reversal.paymentId === paymentId),
  }
  const change = (counts: (status: PaymentStatus) => boolean) =>
    amountCents * (Number(counts(to)) - Number(from !== null && counts(from)))
  const paidCents = change(isPaid)
  return {
    ...{ ...paymentWords(payment, event), kind: to, about: { kind: 'payment', id: paymentId } },
    ...{ paidCents, checkingCents: change(isUndecided), amountCents: paidCents < 0 ? -amountCents : amountCents },
    ...{ begins: to === 'submitting', ofPress: source === 'click' },
  }
}

const ofReversal = (reversal: TimelineReversal): Step[] =>
  reversalWordsOf(reversal, reversal).map(({ isRequest, ...words }) => ({
    ...{ ...NOTHING, ...words, kind: isRequest ? 'requested' : 'reversal', begins: isRequest },
    about: { kind: 'payment', id: reversal.paymentId },
  }))

const ofRecorded = (entry: TimelineRecorded): Step => ({
  ...{ ...NOTHING, ...recordedWords(entry), amountCents: entry.amountCents, paidCents: entry.amountCents },
  ...{ kind: entry.correctsId === null ? 'recorded' : 'corrected', about: { kind: 'recorded', id: entry.id } },
})

const ofEmail = ({ method, documentKind: kind, documentOrdinal: ordinal, ...email }: TimelineEmail): Step => {
  const words: MoneyWords = emailWords(email, method)
  const document = kind !== null && ordinal !== null ? documentLabel({ kind, ordinal }) : null
  const detail = [document, words.detail].filter(Boolean).join('. ') || null
  return { ...NOTHING, ...words, detail, kind: 'mailed', about: { kind: 'email', id: email.id } }
}

const ofRequest = ({ id, requestId, at, who, amountCents, ...told }: TimelineRequest): Step => ({
  ...{ ...NOTHING, ...requestWords(told), id, at, who, note: null, amountCents },
  ...{ kind: 'request', about: { kind: 'request', id: requestId } },
})
