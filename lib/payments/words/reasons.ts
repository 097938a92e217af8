import type { OurReason, Reason } from '@/lib/payments/rules/reason'
import type { ReversedStatus } from '@/lib/payments/rules/status'
import { type Advice, DECLINES, type DeclineTopic } from '@/lib/paysimple/decline-words'
import type { PaymentMethod } from '@/prisma/generated/enums'

// Why a payment was declined, not taken, or is in doubt: words that may be said aloud at a kitchen table, and the next
// step. Those for declines are the client's (the decline coach chose among them); the rest is only ours to know. Keys
// are kept in the database, those of earlier versions too.

type Words = Pick<Advice, 'title' | 'what' | 'next'>

const OURS = {
  unreachable: {
    title: 'PaySimple could not be reached',
    what: 'Nothing was sent, so nothing was charged.',
    next: 'Check the connection and try again in a minute.',
  },
  credentials: {
    title: 'PaySimple did not accept your company’s credentials',
    what: 'Nothing was charged. The User Name or Token on the Integration tab is no longer valid.',
    next: 'Ask an admin to enter the credentials again under Settings, Integration.',
  },
  rights: {
    title: 'PaySimple does not allow this for your account',
    what: 'Nothing was charged. The API user lacks the right to take payments.',
    next: 'Ask an admin to contact PaySimple about the rights of the API user.',
  },
  refused: {
    title: 'PaySimple turned the payment down',
    what: 'Nothing was charged.',
    next: 'Mend what PaySimple names and try again.',
  },
  account_gone: {
    title: 'This card or bank account is not at PaySimple any more',
    what: 'Nothing was charged. It was deleted there, or PaySimple does not know it.',
    next: 'Take the payment with another one, or enter this one again.',
  },
  two_alike: {
    title: 'PaySimple has two bank accounts that look like this one',
    what: 'Nothing was charged. Both are this customer’s, with the same routing number and the same last digits, and which one is meant cannot be told.',
    next: 'If it was saved, choose it among the saved accounts. Otherwise pay another way, or have one of the two removed in PaySimple’s own screens.',
  },
  absent: {
    title: 'The payment was not taken',
    what: 'PaySimple has no record of it, so nothing was charged.',
    next: 'You can take the payment again.',
  },
  no_answer: {
    title: 'Checking with PaySimple',
    what: 'No clear answer has come yet, so the payment may have been taken.',
    next: 'Do not take the payment again. Plumbline keeps asking PaySimple and shows the result here.',
  },
  duplicate_check: {
    title: 'PaySimple takes this for a repeat',
    what: 'The same amount was charged to the same account a short while ago. Plumbline is making sure that this one was not charged as well.',
    next: 'Do not take the payment again. Within two minutes it is known whether it was taken.',
  },
  pending: {
    title: 'PaySimple is still waiting for the bank',
    what: 'PaySimple has the payment but no answer from the bank yet.',
    next: 'Do not take the payment again. Plumbline keeps asking PaySimple and shows the result here.',
  },
  strange_status: {
    title: 'PaySimple reports a state that Plumbline does not know',
    what: 'The payment exists at PaySimple, but it cannot be said whether it counts.',
    next: 'Do not take the payment again. Look it up in PaySimple, or call PaySimple with the reference below.',
  },
  person: {
    title: 'A person has decided this',
    what: 'PaySimple’s answer stayed unclear, and an admin has looked it up there.',
    next: 'The payment’s page tells who decided it, and why.',
  },
  mismatch: {
    title: 'PaySimple answered with another payment',
    what: 'The answer did not fit what was asked, so the payment may have been taken.',
    next: 'Do not take the payment again. Plumbline keeps asking PaySimple and shows the result here.',
  },
} as const satisfies Record<OurReason, Words>

export const REASONS: Readonly<Record<Reason, Words>> = { ...DECLINES, ...OURS }

/** What has become of a payment that was taken and undone since. Its status says why: no reason is stored. */
export const REVERSED: Readonly<Record<ReversedStatus, Words>> = {
  voided: {
    title: 'Voided: the customer is not charged',
    what: 'The payment was taken, and voided before it settled.',
    next: 'What it paid is owed again.',
  },
  refunded: {
    title: 'Refunded: the money went back to the customer',
    what: 'The payment was taken, and given back since.',
    next: 'It counts no more. Its page shows whether a part of it is charged again.',
  },
  returned: {
    title: 'Returned by the bank: the money did not arrive, or did not stay',
    what: 'The payment was submitted, and the customer’s bank returned it.',
    next: 'What it paid is owed again.',
  },
  chargeback: {
    title: 'Chargeback: the cardholder disputed this payment with the bank',
    what: 'The payment was taken, and the bank took it back since.',
    next: 'What it paid is owed again.',
  },
}

/** The words for a stored reason; an unknown key (of a later version) reads as the general one of the method. */
export function wordsFor(reason: string | null, method: PaymentMethod): Words {
  if (reason !== null && Object.hasOwn(REASONS, reason)) return REASONS[reason as Reason]
  return method === 'card' ? REASONS.declined : REASONS.account_declined
}

export type { NextStep } from '@/lib/paysimple/decline-words'

/** The best next step after a decline, and whether the same card or account can still pay; null for all else. */
export const stepFor = (reason: string | null): Pick<Advice, 'step' | 'retryHelps'> | null =>
  reason !== null && Object.hasOwn(DECLINES, reason) ? DECLINES[reason as DeclineTopic] : null
