import { formatCents } from '@/lib/money'
import { isReversalDone, isReversalOpen } from '@/lib/payments/rules/reversal'
import { isNotCharged, isUndecided } from '@/lib/payments/rules/status'
import type { Payment, Reversal } from '@/prisma/generated/client'
import type { PaymentMethod, ReversalKind } from '@/prisma/generated/enums'
import { wordsFor } from './reasons'

// Giving a payment back, in words: what the customer will see and when, and what came of it. Pure.

export const SECOND_FIRST =
  'PaySimple has two live charges of this payment. The second one is given back first; after that this one can be.'

export type Words = { title: string; what: string; next: string }

/** How long a credit takes to show on the customer's statement. */
export const ARRIVES: Record<PaymentMethod, string> = { card: '3 to 5 business days', bank: '5 to 7 business days' }

type Given = Pick<Payment, 'amountCents' | 'method' | 'accountLabel' | 'lastFour'>

/** What the customer will see, and when, if this much is kept (cents; 0 gives everything back). */
export function whatTheCustomerSees(kind: ReversalKind, payment: Given, retainedCents = 0): string {
  const { method, accountLabel, lastFour } = payment
  const whole = formatCents(payment.amountCents)
  if (kind === 'void')
    return method === 'card'
      ? `The pending charge of ${whole} disappears from the customer’s statement within a few days, and nothing is posted.`
      : `Nothing is taken from the customer’s account.`
  if (retainedCents === 0)
    return `The customer sees a credit of ${whole} on ${accountLabel} ${lastFour} within ${ARRIVES[method]}.`
  return (
    `PaySimple cannot give back a part of a payment. So all of it, ${whole}, goes back within ${ARRIVES[method]}, and ` +
    `${formatCents(retainedCents)} is charged again on ${accountLabel} ${lastFour}: the customer’s statement shows two lines.`
  )
}

// Why nothing was given back. Keys as a reversal keeps them; the words for a charge would speak of the card.
const NOT_DONE = {
  unreachable: {
    title: 'PaySimple could not be reached',
    what: 'Nothing was sent, so the payment stands as it was.',
    next: 'Check the connection and try again in a minute.',
  },
  refused: {
    title: 'PaySimple did not do it',
    what: 'The payment stands as it was.',
    next: 'It may have settled or changed at PaySimple meanwhile. Plumbline is asking: its state shows here in a moment, with what can be done then.',
  },
  absent: {
    title: 'It was not given back',
    what: 'No clear answer came, and PaySimple’s record of the payment shows that nothing has happened to it.',
    next: 'You can give it back again.',
  },
  person: {
    title: 'A person has decided that it was not done',
    what: 'PaySimple’s answer stayed away, and an admin has looked it up there. The payment stands as it was.',
    next: 'The payment’s page tells who decided it, and why.',
  },
  credentials: {
    title: 'PaySimple did not accept your company’s credentials',
    what: 'Nothing was given back. The User Name or Token is no longer valid.',
    next: 'Ask an admin to enter the credentials again under Settings, Integration.',
  },
  rights: {
    title: 'PaySimple does not allow this for your account',
    what: 'Nothing was given back. The API user lacks the right to void or refund.',
    next: 'Ask an admin to contact PaySimple about the rights of the API user, or give it back in PaySimple’s own screens.',
  },
} as const satisfies Record<string, Words>

const isKnown = (reason: string | null): reason is keyof typeof NOT_DONE =>
  reason !== null && Object.hasOwn(NOT_DONE, reason)

const IN_DOUBT: Words = {
  title: 'Checking with PaySimple',
  what: 'No clear answer has come yet, so the payment may have been given back.',
  next: 'Do not give it back another way. Plumbline keeps asking PaySimple and shows the result here.',
}

const REVERSED: Words = {
  title: 'The refund was taken back at PaySimple',
  what: 'Its credit was voided there, or failed. If PaySimple shows the payment as settled, it counts again.',
  next: 'If the customer is still to get the money and the payment counts, refund it again.',
}

type Told = Pick<Reversal, 'kind' | 'status' | 'reason' | 'paysimpleMessage' | 'retainedCents'>

/** What came of a void or refund. */
export function reversalWords(reversal: Told, payment: Given): Words {
  const { kind, status, reason, paysimpleMessage, retainedCents } = reversal
  if (isReversalOpen(status)) return IN_DOUBT
  if (status === 'canceled') return REVERSED
  if (isReversalDone(status))
    return {
      title: kind === 'void' ? 'Voided' : 'Refunded',
      what: whatTheCustomerSees(kind, payment, retainedCents),
      next:
        retainedCents > 0
          ? 'Both movements show here, each with its state.'
          : 'Nothing more is to be done. What it paid is owed again.',
    }
  const words = NOT_DONE[isKnown(reason) ? reason : 'absent']
  return paysimpleMessage ? { ...words, what: `PaySimple says: “${paysimpleMessage}” ${words.what}` } : words
}

export type Result = Words & { state: 'done' | 'half' | 'checking' | 'not_done' }

/**
 * What a press has come to, told to the one who pressed. Of a partial refund both movements count: it is done only when
 * both are.
 * @param charge the payment that charges again what is kept
 */
export function resultOf(reversal: Told, payment: Given, charge: Pick<Payment, 'status' | 'reason'> | null): Result {
  const words = reversalWords(reversal, payment)
  if (isReversalOpen(reversal.status)) return { state: 'checking', ...words }
  if (!isReversalDone(reversal.status)) return { state: 'not_done', ...words }
  if (reversal.retainedCents === 0) return { state: 'done', ...words }
  const whole = formatCents(payment.amountCents)
  const kept = formatCents(reversal.retainedCents)
  if (!charge || isUndecided(charge.status))
    return {
      state: 'checking',
      title: `${whole} is refunded, ${kept} is being charged again`,
      what: 'PaySimple has not said yet whether the second movement went through.',
      next: `Do not charge the ${kept} another way. Plumbline keeps asking PaySimple and shows the result here.`,
    }
  if (!isNotCharged(charge.status)) return { state: 'done', ...words }
  return {
    state: 'half',
    title: `${whole} is refunded, but ${kept} was not charged again`,
    what: `${wordsFor(charge.reason, payment.method).title}. The customer has all of it back and has paid nothing of it.`,
    next: 'Close this: the payment’s page offers to charge it again, or to leave it as a full refund.',
  }
}
