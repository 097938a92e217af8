import { formatInstant } from '@/lib/dates'
import { formatCents, parseCents, unreadableAmount } from '@/lib/money'
import type { OfferHint } from '@/lib/payments/rules/offers'
import { isReversalDone, isReversalOpen } from '@/lib/payments/rules/reversal'
import { isNotCharged, isUndecided } from '@/lib/payments/rules/status'
import type { Payment, Reversal } from '@/prisma/generated/client'
import type { PaymentMethod, ReversalKind } from '@/prisma/generated/enums'
import { PAST } from '../labels'
import { type Words, withMessage, wordsFor } from '../reasons'
import { aboutDay } from '../sentences'

// Voids and refunds in words: what the customer will see and when, and the result. Pure.

/** Said to who may void only what they took themselves. */
export const VOIDED_BY_OTHERS =
  'You can void only payments that you took yourself. Ask an owner, admin or bookkeeper of your company.'

/** Said to who may refund and not charge. */
export const WHOLE_REFUND =
  'You can refund all of it. Refunding a part charges the rest again, and your role doesn’t charge cards: ask an owner or admin.'

export const SECOND_FIRST = 'This payment has a duplicate charge. Void or refund the duplicate first.'

/** How long a credit takes to show on the customer's statement. */
export const ARRIVES: Record<PaymentMethod, string> = { card: '3 to 5 business days', bank: '5 to 7 business days' }

type ReversedPayment = Pick<Payment, 'amountCents' | 'method' | 'accountLabel' | 'lastFour'>

/** What the customer will see, and when. `retainedCents`: the amount kept of a partial refund; 0 refunds all of it. */
export function whatTheCustomerSees(kind: ReversalKind, payment: ReversedPayment, retainedCents = 0): string {
  const { method, accountLabel, lastFour } = payment
  const whole = formatCents(payment.amountCents)
  if (kind === 'void')
    return method === 'card'
      ? `The pending charge of ${whole} disappears from the customer’s statement within a few days. Nothing is posted.`
      : 'Nothing is taken from the customer’s bank account.'
  if (retainedCents === 0)
    return `The customer sees a credit of ${whole} on ${accountLabel} ${lastFour} within ${ARRIVES[method]}.`
  return (
    `PaySimple refunds whole payments only. So all ${whole} goes back within ${ARRIVES[method]}, and the ` +
    `${formatCents(retainedCents)} you keep is charged again on ${accountLabel} ${lastFour}. The customer’s statement shows two lines.`
  )
}

/** What is wrong with the amount of a refund, as typed; null where nothing is. `amountCents`: the whole payment. */
export function refundProblem(typed: string, amountCents: number): string | null {
  const cents = parseCents(typed)
  if (cents === null && typed.trim() !== '') return unreadableAmount(typed)
  if (cents !== null && cents > 0 && cents <= amountCents) return null
  return `Enter more than $0.00 and at most ${formatCents(amountCents)}.`
}

/** What a partial refund risks, said before the press. */
export const rechargeRisk = (retainedCents: number): string =>
  `If the bank declines it, the customer keeps the whole refund and hasn’t paid you anything. You can then charge the ` +
  `${formatCents(retainedCents)} again on the payment’s page, or take it another way.`

/**
 * The button that voids or refunds, with every amount that moves.
 * @param amountCents the whole payment; null while what's typed can't be refunded
 */
export function reverseLabel(kind: ReversalKind, amountCents: number | null, retainedCents: number): string {
  const verb = kind === 'void' ? 'Void' : 'Refund'
  if (amountCents === null) return verb
  const whole = `${verb} ${formatCents(amountCents)}`
  return retainedCents > 0 ? `${whole}, charge ${formatCents(retainedCents)} again` : whole
}

const NOT_DONE_REASONS = ['unreachable', 'refused', 'absent', 'person', 'credentials', 'rights'] as const
type NotDoneReason = (typeof NOT_DONE_REASONS)[number]

const isKnown = (reason: string | null): reason is NotDoneReason => NOT_DONE_REASONS.some((known) => known === reason)

/** Why nothing was voided or refunded. The words for a charge (reasons.ts) would speak of the card. */
const notDone = (kind: ReversalKind): Record<NotDoneReason, Words> => ({
  unreachable: {
    title: 'PaySimple couldn’t be reached',
    what: 'Nothing was sent, so the payment is unchanged.',
    next: 'Check the connection and try again in a minute.',
  },
  refused: {
    title: `PaySimple turned the ${kind} down`,
    what: 'The payment is unchanged here, but may have changed at PaySimple.',
    next: 'Plumbline is checking. In a moment this page shows what you can do.',
  },
  absent: {
    title: `The payment wasn’t ${PAST[kind]}`,
    what: 'PaySimple’s record shows no change.',
    next: `You can ${kind} it now.`,
  },
  person: {
    title: `An admin decided that it wasn’t ${PAST[kind]}`,
    what: 'PaySimple couldn’t say, so an admin looked the payment up there.',
    next: 'The payment’s page shows who decided, and why.',
  },
  credentials: {
    title: 'PaySimple didn’t accept your company’s credentials',
    what: `Nothing was ${PAST[kind]}. The User Name or Token is no longer valid.`,
    next: 'Ask an admin to enter the credentials again under Settings, Integration.',
  },
  rights: {
    title: 'PaySimple doesn’t allow this for your account',
    what: `Nothing was ${PAST[kind]}. The API user isn’t allowed to void or refund.`,
    next: `Ask an admin to call PaySimple about the API user’s permissions, or ${kind} it in PaySimple.`,
  },
})

const unconfirmed = (kind: ReversalKind): Words => ({
  title: `Confirming the ${kind}`,
  what: `PaySimple hasn’t confirmed it, so the payment may already be ${PAST[kind]}.`,
  next: `Don’t ${kind} it another way. Plumbline keeps checking and shows the result here.`,
})

const CANCELED: Words = {
  title: 'Refund canceled',
  what: 'The credit was voided in PaySimple, or it failed. If PaySimple shows the payment as settled, it counts again.',
  next: 'If it counts again and the customer should get the money, refund it again.',
}

type DescribedReversal = Pick<Reversal, 'kind' | 'status' | 'reason' | 'paysimpleMessage' | 'retainedCents'>

/** The state of a void or refund. */
export function reversalWords(reversal: DescribedReversal, payment: ReversedPayment): Words {
  const { kind, status, reason, paysimpleMessage, retainedCents } = reversal
  if (isReversalOpen(status)) return unconfirmed(kind)
  if (status === 'canceled') return CANCELED
  if (isReversalDone(status))
    return {
      title: kind === 'void' ? 'Voided' : 'Refunded',
      what: whatTheCustomerSees(kind, payment, retainedCents),
      next: retainedCents > 0 ? 'The refund and the new charge both show on this page.' : 'The amount is owed again.',
    }
  return withMessage(notDone(kind)[isKnown(reason) ? reason : 'absent'], paysimpleMessage)
}

export type Result = Words & { state: 'done' | 'half' | 'checking' | 'not_done' }

/** The state in a word above a result. `overtaken`: the payment was reversed elsewhere while the dialog was open. */
export const RESULT_LABELS: Record<Result['state'] | 'overtaken', string> = {
  done: 'Done',
  half: 'Incomplete refund',
  not_done: 'Not done',
  checking: 'Confirming',
  overtaken: 'Nothing was sent',
}

/** What the dialog says when the connection breaks after the press. */
export const UNREACHED: Words = {
  title: 'The connection broke',
  what: 'Plumbline may have received it and may be doing it.',
  next: 'Close this and look at the payment before you try again. The same button never does it twice.',
}

/**
 * The result of a press, for the person who pressed. Of a partial refund both halves count: it is done only when both
 * are.
 * @param charge the payment that recharges the retained amount
 */
export function resultOf(
  reversal: DescribedReversal,
  payment: ReversedPayment,
  charge: Pick<Payment, 'status' | 'reason'> | null,
): Result {
  const words = reversalWords(reversal, payment)
  if (isReversalOpen(reversal.status)) return { state: 'checking', ...words }
  if (!isReversalDone(reversal.status)) return { state: 'not_done', ...words }
  if (reversal.retainedCents === 0) return { state: 'done', ...words }
  const whole = formatCents(payment.amountCents)
  const kept = formatCents(reversal.retainedCents)
  if (!charge || isUndecided(charge.status))
    return {
      state: 'checking',
      title: `${whole} is refunded, and ${kept} is being charged again`,
      what: 'PaySimple hasn’t confirmed the new charge yet.',
      next: `Don’t charge the ${kept} another way. Plumbline keeps checking and shows the result here.`,
    }
  if (!isNotCharged(charge.status)) return { state: 'done', ...words }
  return {
    state: 'half',
    title: `${whole} is refunded, but ${kept} wasn’t charged again`,
    what: `${wordsFor(charge.reason, payment.method).title}. The customer has all of it back and hasn’t paid you anything.`,
    next: 'Close this. On the payment’s page you can charge it again or leave it as a full refund.',
  }
}

/** Why a payment can't be voided or refunded now, or until when it can be voided. */
export function hintSentence(hint: OfferHint, timeZone: string): string {
  switch (hint.kind) {
    case 'second_first':
      return SECOND_FIRST
    case 'void':
      return `You can void it until ${formatInstant(hint.until, timeZone)}. The customer is then never charged.`
    case 'wait':
      return `It’s too late to void it. You can refund it once it has settled${aboutDay(hint.settles)}.`
    case 'voided_by_others':
      return `${hint.takenByName} ${hint.byLink ? 'made this payment by their link' : 'took this payment'}. ${VOIDED_BY_OTHERS}`
    case 'refunded_by_others':
      return 'Only an owner, admin or bookkeeper of your company can refund it.'
  }
}
