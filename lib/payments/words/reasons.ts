import type { OurReason, Reason } from '@/lib/payments/rules/reason'
import type { ReversedStatus } from '@/lib/payments/rules/status'
import { type Advice, DECLINES } from '@/lib/paysimple/decline-words'
import type { PaymentMethod } from '@/prisma/generated/enums'

// Why a payment was declined, wasn't charged, or is unconfirmed: words that may be said aloud at a kitchen table, and
// the next step. The words for declines are the client's, where the decline coach chooses among them. The database
// keeps the keys, those of earlier versions too.

export type Words = Pick<Advice, 'title' | 'what' | 'next'>

const KEEPS_CHECKING = 'Don’t charge it again. Plumbline keeps checking and shows the result here.'

const OURS = {
  unreachable: {
    title: 'PaySimple couldn’t be reached',
    what: 'Nothing was sent, so nothing was charged.',
    next: 'Check the connection and try again in a minute.',
  },
  credentials: {
    title: 'PaySimple didn’t accept your company’s credentials',
    what: 'Nothing was charged. The User Name or Token is no longer valid.',
    next: 'Ask an admin to enter the credentials again under Settings, Integration.',
  },
  rights: {
    title: 'PaySimple doesn’t allow this for your account',
    what: 'Nothing was charged. The API user isn’t allowed to take payments.',
    next: 'Ask an admin to call PaySimple about the API user’s permissions.',
  },
  refused: {
    title: 'PaySimple turned the payment down',
    what: 'Nothing was charged.',
    next: 'Check the details and try again.',
  },
  account_gone: {
    title: 'PaySimple no longer has this card or bank account',
    what: 'Nothing was charged.',
    next: 'Use another card or bank account, or enter this one again.',
  },
  two_alike: {
    title: 'PaySimple has two bank accounts that look like this one',
    what: 'Nothing was charged. Both have this routing number and these last digits, so Plumbline can’t tell which one to charge.',
    next: 'If one of them is saved here, choose it. Otherwise pay another way, or remove one of the two in PaySimple.',
  },
  absent: {
    title: 'PaySimple has no record of this payment',
    what: 'Nothing was charged.',
    next: 'You can charge it again.',
  },
  no_answer: {
    title: 'PaySimple hasn’t confirmed this payment yet',
    what: 'It may have been charged.',
    next: KEEPS_CHECKING,
  },
  duplicate_check: {
    title: 'PaySimple took this for a repeat',
    what: 'The same amount was charged to the same account a short while ago. Plumbline is checking that this one wasn’t charged too.',
    next: 'Don’t charge it again. The result shows here within two minutes.',
  },
  pending: {
    title: 'PaySimple is waiting for the bank',
    what: 'PaySimple has the payment, but the bank hasn’t answered yet.',
    next: KEEPS_CHECKING,
  },
  strange_status: {
    title: 'PaySimple reports a status that Plumbline doesn’t know',
    what: 'PaySimple has the payment, but Plumbline can’t tell whether it counts.',
    next: 'Don’t charge it again. Look it up in PaySimple, or call PaySimple with the reference below.',
  },
  person: {
    title: 'An admin decided this',
    what: 'PaySimple couldn’t say, so an admin looked the payment up there.',
    next: 'The payment’s page shows who decided, and why.',
  },
  mismatch: {
    title: 'PaySimple answered with another payment',
    what: 'The answer doesn’t match this payment, so it may have been charged.',
    next: KEEPS_CHECKING,
  },
} as const satisfies Record<OurReason, Words>

export const REASONS: Readonly<Record<Reason, Words>> = { ...DECLINES, ...OURS }

/**
 * What happened to a payment that was charged and reversed since, to be read after the name of its state. Its status
 * says why: no reason is stored.
 */
export const REVERSED: Readonly<Record<ReversedStatus, Words>> = {
  voided: {
    title: 'The customer isn’t charged',
    what: 'The payment was voided before it settled.',
    next: 'The amount is owed again.',
  },
  refunded: {
    title: 'The money went back to the customer',
    what: 'PaySimple refunded all of it.',
    next: 'It no longer counts. The payment’s page shows whether part of it was charged again.',
  },
  returned: {
    title: 'The customer’s bank returned it',
    what: 'The money didn’t arrive, or didn’t stay.',
    next: 'The amount is owed again.',
  },
  chargeback: {
    title: 'The cardholder disputed it with the bank',
    what: 'The bank took the money back.',
    next: 'The amount is owed again.',
  },
}

/** The words for a stored reason. An unknown key (of a later version) reads as the general decline of the method. */
export function wordsFor(reason: string | null, method: PaymentMethod): Words {
  if (reason !== null && Object.hasOwn(REASONS, reason)) return REASONS[reason as Reason]
  return method === 'card' ? REASONS.declined : REASONS.account_declined
}

/** Words with PaySimple's own message, where it sent one, in front of what happened. */
export const withMessage = (words: Words, paysimpleMessage: string | null): Words =>
  paysimpleMessage ? { ...words, what: `PaySimple says: “${paysimpleMessage}” ${words.what}` } : words
