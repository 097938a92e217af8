import { dateToDay, dayOf, formatDay, formatDayNear, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { isLive } from '@/lib/payments/rules/outcome'
import { isReversalDone, isReversalOpen } from '@/lib/payments/rules/reversal'
import { isPaid, isReversed, isUndecided } from '@/lib/payments/rules/status'
import type { DuplicateCharge, Email, Payment, PaymentEvent, Reversal } from '@/prisma/generated/client'
import type { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { emailName, emailState, KEPT_HERE, supersededSentence } from '../email-words'
import { PAST, statusLabel, type Tone } from '../labels'
import { REASONS, wordsFor } from '../reasons'
import { ARRIVES, reversalWords } from '../reversal/reversal-words'
import { chargeOf } from '../sentences'
import { takerName } from '../taker-words'

// What happened to a payment, who did it and when, and what is still ahead. Pure.

export type TimelineEntry = {
  id: string
  /** "Nov 21, 2026, 2:14 PM"; "About Tuesday" for what is still ahead. */
  when: string
  title: string
  detail: string | null
  /** Who did it, or how Plumbline learned of it. */
  who: string | null
  tone: Tone
  /** It hasn't happened yet. */
  ahead: boolean
  /** The payment or the email that it is about. */
  link: { kind: 'payment' | 'email'; id: string; label: string } | null
}

/** What is said of an email. */
export type ToldEmail = Partial<Pick<Email, 'paymentRequestId' | 'signerId' | 'reminderStep' | 'sealedFileId'>> &
  Pick<
    Email,
    | 'id'
    | 'kind'
    | 'to'
    | 'status'
    | 'createdAt'
    | 'sentAt'
    | 'keptHere'
    | 'lastError'
    | 'supersededBy'
    | 'requestedByName'
  >

/** What is said of a step of a payment. */
export type ToldEvent = Pick<PaymentEvent, 'id' | 'at' | 'from' | 'to' | 'source' | 'actorId' | 'actorName' | 'detail'>

/** What is said of a void or refund. */
export type ToldReversal = Pick<
  Reversal,
  | 'id'
  | 'kind'
  | 'status'
  | 'retainedCents'
  | 'note'
  | 'requestedByName'
  | 'createdAt'
  | 'decidedAt'
  | 'settledOn'
  | 'reason'
  | 'paysimpleMessage'
>

type Paid = Pick<Payment, 'amountCents' | 'method' | 'accountLabel' | 'lastFour'>

/** The payment whose steps are told. */
export type ToldPayment = Paid &
  Pick<Payment, 'reason' | 'settledOn' | 'returnedOn' | 'linkId'> & {
    reversals: readonly Pick<Reversal, 'kind' | 'status'>[]
    decisions: readonly { action: string }[]
    /** The partial refund whose retained amount it recharges. */
    rechargeOf: { payment: { id: string; amountCents: number } } | null
  }

type Recorded = Payment & {
  events: readonly PaymentEvent[]
  emails: readonly ToldEmail[]
  reversals: readonly Reversal[]
  /** The payments that recharge what its partial refunds retain. */
  charges: readonly Payment[]
  /** The partial refund whose retained amount it recharges. */
  rechargeOf: { payment: { id: string; amountCents: number } } | null
  /** Its duplicate charges at PaySimple. */
  duplicateCharges: readonly DuplicateCharge[]
  /** What people decided, from the audit log. */
  decisions: readonly { id: string; at: Date; action: string; actorName: string; detail: string | null }[]
}

export type Draft = Partial<Omit<TimelineEntry, 'when' | 'id'>> & { id: string; at: Date; title: string }

/**
 * A payment's timeline at `at`: the oldest first, what is still ahead last.
 * @param timeZone the organization's (IANA name)
 */
export function buildTimeline(payment: Recorded, timeZone: string, at: Date): TimelineEntry[] {
  const past = [
    ...payment.events.map((event) => ofEvent(payment, event)),
    ...payment.emails.map((email) => ofEmail(email, payment.method)),
    ...payment.reversals.flatMap((reversal) => ofReversal(payment, reversal)),
    ...payment.charges.map(ofRecharge),
    ...payment.duplicateCharges.flatMap(ofDuplicate),
    ...payment.decisions.map(ofDecision),
    ...ofCheck(payment),
  ].sort((one, other) => one.at.getTime() - other.at.getTime())
  return [
    ...past.map((draft) => entry(draft, formatInstant(draft.at, timeZone))),
    ...stillToCome(payment, dayOf(at, timeZone)),
  ]
}

const entry = ({ at: _, ...draft }: Draft, when: string): TimelineEntry => ({
  ...{ detail: null, who: null, tone: 'neutral', ahead: false, link: null },
  ...draft,
  when,
})

/** How Plumbline learned of it, where nobody did it here. */
const HEARD: Record<string, string> = {
  reconciler: 'Checked with PaySimple',
  sync: 'Reported by PaySimple',
  person: 'Checked with PaySimple',
}

/** A step of a payment. */
export function ofEvent(
  payment: ToldPayment,
  { id, at, from, to, source, actorId, detail, ...event }: ToldEvent,
): Draft {
  // Of all who act, only the customer has no id.
  const actorName =
    event.actorName !== null && actorId === null && source === 'click'
      ? takerName({ takenByName: event.actorName, linkId: payment.linkId })
      : event.actorName
  const heard = detail === 'person' ? null : (HEARD[source] ?? null)
  const who =
    actorName && heard
      ? `${actorName} · ${heard.toLowerCase().replace('paysimple', 'PaySimple')}`
      : (actorName ?? heard)
  const { label, tone } = statusLabel(to, payment.method)
  const base = { id, at, who, tone }
  const doneHere = (kind: Reversal['kind']) =>
    payment.reversals.some((reversal) => reversal.kind === kind && reversal.status !== 'not_done')
  const elsewhere = 'Done in PaySimple.'
  switch (to) {
    case 'submitting':
      return { ...base, ...started(payment), tone: 'neutral' }
    case 'unknown':
      if (detail === 'linked')
        return {
          ...base,
          title: payment.decisions.some(isMove) ? 'Linked to a job' : 'Linked to this job',
          detail: 'Payment made in PaySimple.',
          tone: 'neutral',
          who: actorName,
        }
      return { ...base, title: label, detail: whyUnconfirmed(detail, payment.method) }
    case 'not_taken':
    case 'declined':
      return { ...base, title: label, detail: `${wordsFor(payment.reason, payment.method).title}.` }
    case 'authorized':
      return { ...base, title: label }
    case 'settled':
      if (from === 'refunded') return { ...base, title: 'Refund canceled', detail: 'The payment counts again.' }
      return { ...base, title: label, detail: onDay('The money arrived', payment.settledOn) }
    case 'voided':
      return { ...base, title: label, detail: doneHere('void') ? null : elsewhere }
    case 'refunded':
      return { ...base, title: label, detail: doneHere('refund') ? null : elsewhere }
    case 'returned':
      return { ...base, title: label, detail: onDay('The bank took the money back', payment.returnedOn) }
    case 'chargeback':
      return { ...base, title: label, detail: 'The cardholder disputed the payment with the bank.' }
  }
}

function started(payment: ToldPayment): Partial<Draft> & { title: string } {
  const { rechargeOf } = payment
  const what = chargeOf(payment)
  if (!rechargeOf) return { title: 'Started', detail: what }
  const { id, amountCents } = rechargeOf.payment
  const link = { kind: 'payment', id, label: `The payment of ${formatCents(amountCents)}` } as const
  return { title: 'Started', detail: `${what}: the part you keep of a refunded payment.`, link }
}

/** Why a payment is unconfirmed, from a reason of ours or PaySimple's own status. */
function whyUnconfirmed(detail: string | null, method: PaymentMethod): string {
  if (detail === null) return REASONS.no_answer.what
  return Object.hasOwn(REASONS, detail) ? wordsFor(detail, method).what : `PaySimple says “${detail}”.`
}

const onDay = (what: string, day: Date | null) => day && `${what} on ${formatDay(dateToDay(day))}.`

/** An email as it stands. `method`: of the payment that it is about; null of a recorded one. */
export function ofEmail(email: ToldEmail, method: PaymentMethod | null): Draft {
  const { id, kind, to, createdAt, sentAt, lastError, supersededBy, requestedByName } = email
  const name = emailName(email)
  const base = {
    ...{ id, at: createdAt, detail: `To ${to}`, who: requestedByName },
    link: { kind: 'email', id, label: 'Read it' } as const,
  }
  switch (emailState(email)) {
    case 'queued':
      return { ...base, title: `${name} on its way` }
    case 'sent':
      return { ...base, at: sentAt ?? createdAt, title: `${name} sent` }
    case 'kept':
      return {
        ...{ ...base, at: sentAt ?? createdAt, title: `${name} kept here` },
        detail: `To ${to}. ${KEPT_HERE}: no mail server was set up.`,
      }
    case 'retrying':
      return { ...base, title: `${name} not delivered yet`, detail: `To ${to}. Plumbline keeps trying.` }
    case 'failed':
      return { ...base, title: `${name} not delivered`, detail: `To ${to}. ${lastError ?? ''}`.trim() }
    case 'unconfirmed':
      return { ...base, title: `${name} may not have arrived` }
    case 'superseded':
      return {
        ...base,
        title: `${name} not sent`,
        detail: `To ${to}. ${supersededSentence(supersededBy, method, kind)}`,
      }
  }
}

/** What was asked for and what came of it, where the payment's own steps don't say so. */
export function ofReversal(payment: Paid, reversal: ToldReversal): Draft[] {
  const { id, kind, status, retainedCents, note, requestedByName, createdAt, decidedAt, settledOn } = reversal
  const back = formatCents(payment.amountCents - retainedCents)
  const title =
    kind === 'void' ? 'Void requested' : retainedCents > 0 ? `Refund of ${back} requested` : 'Refund requested'
  const drafts: Draft[] = [{ id, at: createdAt, title, detail: note && `“${note}”`, who: requestedByName }]
  if (status === 'not_done') {
    const words = reversalWords(reversal, payment)
    drafts.push({
      id: `${id}-end`,
      at: decidedAt ?? createdAt,
      title: `Not ${PAST[kind]}`,
      detail: `${words.title}. ${words.what}`,
    })
  }
  // PaySimple gives a day only. What arrived that day stands at its end.
  if (status === 'settled' && settledOn)
    drafts.push({
      id: `${id}-credit`,
      at: new Date(settledOn.getTime() + 86_400_000 - 1),
      title: 'The credit arrived',
      detail: onDay('PaySimple settled it', settledOn),
    })
  return drafts
}

const ofRecharge = (charge: Payment): Draft => {
  const { id, createdAt, amountCents, accountLabel, lastFour, status, method } = charge
  const { label, tone } = statusLabel(status, method)
  return {
    id,
    at: createdAt,
    title: rechargeTitle(status, formatCents(amountCents)),
    detail: `${accountLabel} ${lastFour}. ${label}.`,
    who: takerName(charge),
    tone,
    link: { kind: 'payment', id, label: 'See that payment' },
  }
}

type Decision = Recorded['decisions'][number]

const isMove = ({ action }: Pick<Decision, 'action'>) => action === 'linked_payment_moved'

function ofDecision(decision: Decision): Draft {
  const { id, at, actorName, detail } = decision
  return { id, at, title: isMove(decision) ? 'Moved to another job' : 'Decided by an admin', detail, who: actorName }
}

function ofDuplicate({ id, amountCents, paysimpleId, paysimpleStatus, foundAt, clearedAt }: DuplicateCharge): Draft[] {
  const found: Draft = {
    ...{ id, at: foundAt, tone: 'danger', who: HEARD.sync },
    title: `Duplicate charge of ${formatCents(amountCents)}`,
    detail: `PaySimple’s payment ${paysimpleId}, beside this one.`,
  }
  if (clearedAt === null) return [found]
  if (isLive(paysimpleStatus))
    return [
      found,
      {
        ...{ id: `${id}-end`, at: clearedAt, title: 'The duplicate is the only charge left' },
        detail: 'This payment no longer counts. Under Payments you can link the other one to a job.',
      },
    ]
  const over = `PaySimple’s payment ${paysimpleId}: ${paysimpleStatus}.`
  return [found, { id: `${id}-end`, at: clearedAt, title: 'The duplicate charge no longer counts', detail: over }]
}

function rechargeTitle(status: PaymentStatus, amount: string): string {
  if (isUndecided(status)) return `Charging ${amount} again`
  return isPaid(status) || isReversed(status) ? `Charged ${amount} again` : `${amount} wasn’t charged again`
}

function ofCheck({ id, status, lastAskedAt, needsPersonAt }: Recorded): Draft[] {
  if (!isUndecided(status)) return []
  return [
    ...(lastAskedAt
      ? [{ id: `${id}-asked`, at: lastAskedAt, title: 'Checked with PaySimple', detail: 'No clear answer yet.' }]
      : []),
    ...(needsPersonAt ? [{ id: `${id}-person`, at: needsPersonAt, title: 'Waiting for an admin' }] : []),
  ]
}

function stillToCome(payment: Recorded, today: string): TimelineEntry[] {
  const { id, status, estimatedSettleOn, reversals, method } = payment
  const ahead = (key: string, title: string, when: string, detail: string | null = null) =>
    ({ ...{ id: `${id}-${key}`, title, when, detail, who: null, link: null }, tone: 'neutral', ahead: true }) as const
  if (isUndecided(status)) return [ahead('state', 'Plumbline checks again', 'Until PaySimple confirms it')]
  const newest = reversals.at(-1)
  if (newest && isReversalOpen(newest.status))
    return [ahead('state', 'Plumbline checks again', 'Until PaySimple confirms it')]
  if (status === 'authorized' && estimatedSettleOn) {
    const day = formatDayNear(dateToDay(estimatedSettleOn), today)
    return [ahead('settle', 'Settles', day === 'today' ? 'Today' : `About ${day}`)]
  }
  if (status === 'refunded' && newest && isReversalDone(newest.status) && newest.status !== 'settled')
    return [ahead('credit', 'The credit arrives', `In ${ARRIVES[method]}`)]
  return []
}
