import { dateToDay, dayOf, formatDay, formatDayNear, formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { isLive } from '@/lib/payments/rules/outcome'
import { isReversalDone, isReversalOpen } from '@/lib/payments/rules/reversal'
import { isPaid, isReversed, isUndecided } from '@/lib/payments/rules/status'
import type { DuplicateCharge, Email, Payment, PaymentEvent, Reversal } from '@/prisma/generated/client'
import type { PaymentMethod, PaymentStatus } from '@/prisma/generated/enums'
import { statusLabel, type Tone } from './labels'
import { REASONS, wordsFor } from './reasons'
import { reversalWords } from './reversal-words'

// What has happened to a payment, who did it and when, and what is still to come. Pure.

export type TimelineEntry = {
  id: string
  /** "Nov 21, 2026, 2:14 PM"; of what is still to come "about Tuesday". */
  when: string
  title: string
  detail: string | null
  /** Who did it, or how Plumbline learned of it. */
  who: string | null
  tone: Tone
  /** Still to come. */
  ahead: boolean
  /** The payment or the e-mail that it is about. */
  link: { kind: 'payment' | 'email'; id: string; label: string } | null
}

type Told = Payment & {
  events: readonly PaymentEvent[]
  emails: readonly Pick<Email, 'id' | 'kind' | 'to' | 'status' | 'createdAt' | 'sentAt' | 'lastError'>[]
  reversals: readonly Reversal[]
  /** What partial refunds of it charge again. */
  charges: readonly Payment[]
  /** The partial refund whose kept part it charges again. */
  rechargeOf: { payment: { id: string; amountCents: number } } | null
  /** Second live charges of it that PaySimple had. */
  duplicateCharges: readonly DuplicateCharge[]
  /** Entries of the audit log: decisions by people. */
  decisions: readonly { id: string; at: Date; action: string; actorName: string; detail: string | null }[]
}

type Draft = Partial<Omit<TimelineEntry, 'when' | 'id'>> & { id: string; at: Date; title: string }

/** A payment's timeline, oldest first, what is to come last, at `at` in the organization's zone. */
export function buildTimeline(payment: Told, timeZone: string, at: Date): TimelineEntry[] {
  const past = [
    ...payment.events.map((event) => ofEvent(payment, event)),
    ...payment.emails.map(ofEmail),
    ...payment.reversals.flatMap((reversal) => ofReversal(payment, reversal)),
    ...payment.charges.map(ofChargeAgain),
    ...payment.duplicateCharges.flatMap(ofDuplicate),
    ...payment.decisions.map(ofDecision),
    ...ofAsking(payment),
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
  reconciler: 'Looked up at PaySimple',
  sync: 'Heard from PaySimple',
  person: 'Asked PaySimple',
}

function ofEvent(payment: Told, { id, at, from, to, source, actorName, detail }: PaymentEvent): Draft {
  const heard = detail === 'person' ? null : (HEARD[source] ?? null)
  const who =
    actorName && heard
      ? `${actorName} · ${heard.toLowerCase().replace('paysimple', 'PaySimple')}`
      : (actorName ?? heard)
  const base = { id, at, who, tone: statusLabel(to, payment.method).tone }
  const doneHere = (kind: Reversal['kind']) =>
    payment.reversals.some((reversal) => reversal.kind === kind && reversal.status !== 'not_done')
  const elsewhere = 'This was done in PaySimple’s own screens.'
  switch (to) {
    case 'submitting':
      return { ...base, ...started(payment), tone: 'neutral' }
    case 'unknown':
      if (detail === 'linked')
        return {
          ...base,
          title: payment.decisions.some(isMove) ? 'Linked to a job' : 'Linked to this job',
          detail: 'Made in PaySimple’s own screens.',
          tone: 'neutral',
          who: actorName,
        }
      return { ...base, title: 'In doubt', detail: whyInDoubt(detail, payment.method) }
    case 'not_taken':
      return { ...base, title: 'Not charged', detail: wordsFor(payment.reason, payment.method).title }
    case 'declined':
      return { ...base, title: 'Declined', detail: wordsFor(payment.reason, payment.method).title }
    case 'authorized':
      return { ...base, title: payment.method === 'bank' ? 'Submitted to the bank' : 'Authorized' }
    case 'settled':
      if (from === 'refunded') return { ...base, title: 'Counts again', detail: 'The refund was voided at PaySimple.' }
      return { ...base, title: 'Settled', detail: onDay('The money arrived', payment.settledOn) }
    case 'voided':
      return { ...base, title: 'Voided', detail: doneHere('void') ? null : elsewhere }
    case 'refunded':
      return { ...base, title: 'Refunded', detail: doneHere('refund') ? null : elsewhere }
    case 'returned':
      return { ...base, title: 'Returned by the bank', detail: onDay('The bank took it back', payment.returnedOn) }
    case 'chargeback':
      return { ...base, title: 'Chargeback', detail: 'The customer disputed the payment with the bank.' }
  }
}

function started({ rechargeOf, amountCents, accountLabel, lastFour }: Told): Partial<Draft> & { title: string } {
  const what = `${formatCents(amountCents)} on ${accountLabel} ${lastFour}`
  if (!rechargeOf) return { title: 'Started', detail: what }
  const { id, amountCents: whole } = rechargeOf.payment
  const link = { kind: 'payment', id, label: `The payment of ${formatCents(whole)}` } as const
  return { title: 'Started', detail: `${what}: what a partial refund keeps.`, link }
}

/** A reason of ours, or PaySimple's own status. */
function whyInDoubt(detail: string | null, method: PaymentMethod): string {
  if (detail === null) return REASONS.no_answer.what
  return Object.hasOwn(REASONS, detail) ? wordsFor(detail, method).what : `PaySimple says “${detail}”.`
}

const onDay = (what: string, day: Date | null) => day && `${what} on ${formatDay(dateToDay(day))}.`

const EMAIL_NAMES = {
  receipt: 'Receipt',
  voided: 'E-mail about the void',
  refunded: 'E-mail about the refund',
} as const

function ofEmail({ id, kind, to, status, createdAt, sentAt, lastError }: Told['emails'][number]): Draft {
  const name = EMAIL_NAMES[kind]
  const link = { kind: 'email', id, label: 'Read it' } as const
  if (status === 'sent') return { id, at: sentAt ?? createdAt, title: `${name} sent`, detail: `To ${to}`, link }
  if (status === 'failed')
    return { id, at: createdAt, title: `${name} not delivered`, detail: `To ${to}. ${lastError ?? ''}`.trim(), link }
  if (status === 'retrying')
    return {
      id,
      at: createdAt,
      title: `${name} not delivered yet`,
      detail: `To ${to}. It is sent again by itself.`,
      link,
    }
  return { id, at: createdAt, title: `${name} on its way`, detail: `To ${to}`, link }
}

function ofReversal(payment: Told, reversal: Reversal): Draft[] {
  const { id, kind, status, retainedCents, note, requestedByName, createdAt, decidedAt, settledOn } = reversal
  const back = formatCents(payment.amountCents - retainedCents)
  const title =
    kind === 'void' ? 'Void asked for' : retainedCents > 0 ? `Refund of ${back} asked for` : 'Refund asked for'
  const drafts: Draft[] = [{ id, at: createdAt, title, detail: note && `“${note}”`, who: requestedByName }]
  if (status === 'not_done') {
    const { title: why, what } = reversalWords(reversal, payment)
    drafts.push({
      id: `${id}-end`,
      at: decidedAt ?? createdAt,
      title: kind === 'void' ? 'Not voided' : 'Not refunded',
      detail: `${why}. ${what}`,
    })
  }
  // PaySimple gives a day; what arrived that day stands at its end.
  if (status === 'settled' && settledOn)
    drafts.push({
      id: `${id}-credit`,
      at: new Date(settledOn.getTime() + 86_400_000 - 1),
      title: 'The credit has arrived',
      detail: onDay('PaySimple settled it', settledOn),
    })
  return drafts
}

const ofChargeAgain = ({
  id,
  createdAt,
  amountCents,
  accountLabel,
  lastFour,
  status,
  method,
  takenByName,
}: Payment): Draft => ({
  id,
  at: createdAt,
  title: `${againTitle(status)}: ${formatCents(amountCents)}`,
  detail: `${accountLabel} ${lastFour}. ${statusLabel(status, method).label}.`,
  who: takenByName,
  tone: statusLabel(status, method).tone,
  link: { kind: 'payment', id, label: 'That payment' },
})

type Decision = Told['decisions'][number]

const isMove = ({ action }: Decision) => action === 'linked_payment_moved'

function ofDecision(decision: Decision): Draft {
  const { id, at, actorName, detail } = decision
  return { id, at, title: isMove(decision) ? 'Moved to another job' : 'Decided by a person', detail, who: actorName }
}

function ofDuplicate({ id, amountCents, paysimpleId, paysimpleStatus, foundAt, clearedAt }: DuplicateCharge): Draft[] {
  const found: Draft = {
    ...{ id, at: foundAt, tone: 'danger', who: HEARD.sync },
    title: `A second charge of ${formatCents(amountCents)} at PaySimple`,
    detail: `PaySimple’s payment ${paysimpleId}, beside this one.`,
  }
  if (clearedAt === null) return [found]
  if (isLive(paysimpleStatus))
    return [
      found,
      {
        ...{ id: `${id}-end`, at: clearedAt, title: 'The second charge is the only one' },
        detail: 'This one is not live any more. Under Payments it is said what the other is for.',
      },
    ]
  const over = `PaySimple’s payment ${paysimpleId}: ${paysimpleStatus}.`
  return [found, { id: `${id}-end`, at: clearedAt, title: 'The second charge counts no more', detail: over }]
}

function againTitle(status: PaymentStatus): string {
  if (isUndecided(status)) return 'Being charged again'
  return isPaid(status) || isReversed(status) ? 'Charged again' : 'To be charged again'
}

function ofAsking({ id, status, lastAskedAt, needsPersonAt }: Told): Draft[] {
  if (!isUndecided(status)) return []
  return [
    ...(lastAskedAt
      ? [{ id: `${id}-asked`, at: lastAskedAt, title: 'PaySimple asked', detail: 'Nothing certain came back.' }]
      : []),
    ...(needsPersonAt ? [{ id: `${id}-person`, at: needsPersonAt, title: 'Handed to a person' }] : []),
  ]
}

function stillToCome(payment: Told, today: string): TimelineEntry[] {
  const { id, status, estimatedSettleOn, reversals, method } = payment
  const ahead = (key: string, title: string, when: string, detail: string | null = null) =>
    ({ ...{ id: `${id}-${key}`, title, when, detail, who: null, link: null }, tone: 'neutral', ahead: true }) as const
  if (isUndecided(status)) return [ahead('state', 'PaySimple is asked again', 'By itself, until it is certain')]
  const giving = reversals.at(-1)
  if (giving && isReversalOpen(giving.status))
    return [ahead('state', 'PaySimple is asked again', 'By itself, until it is certain')]
  if (status === 'authorized' && estimatedSettleOn) {
    const day = formatDayNear(dateToDay(estimatedSettleOn), today)
    return [ahead('settle', 'Settles', day === 'today' ? 'Today' : `About ${day}`)]
  }
  if (status === 'refunded' && giving && isReversalDone(giving.status) && giving.status !== 'settled')
    return [ahead('credit', 'The credit arrives', `In ${method === 'card' ? '3 to 5' : '5 to 7'} business days`)]
  return []
}
