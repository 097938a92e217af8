import { formatInstant } from '@/lib/dates'
import { formatCents } from '@/lib/money'
import { isUndecided } from '@/lib/payments/rules/status'
import type { Payment } from '@/prisma/generated/client'
import type { Earlier, EarlierPayment, RepeatWords } from '../payment-view'
import { earlierSentence } from '../sentences'

// The question before a payment that looks like a repeat. The server asks it, so that no browser loads what is seldom read. Pure.

/** The question before a payment that looks like a repeat. */
export const repeatWords = (earlier: Earlier): RepeatWords => ({
  label: 'The same payment again?',
  title: `${earlierSentence(earlier)} Charge again?`,
  stop: 'Don’t charge again',
  again: `Charge ${formatCents(earlier.amountCents)} again`,
  what: 'Nothing has been sent for the second one yet.',
  next: earlier.undecided
    ? 'The first one may have been charged. A second payment comes on top of it.'
    : 'A second payment comes on top of it. If this is the same one pressed twice, stop here.',
})

/** The same to a customer on their own page. */
export const customerRepeatWords = (earlier: Earlier): RepeatWords => ({
  label: 'The same payment again?',
  title: `${earlierSentence(earlier)} Pay again?`,
  what: 'Nothing has been sent for the second one yet.',
  next: earlier.undecided
    ? 'The first one may have been charged. A second payment comes on top of it.'
    : 'A second payment comes on top of it. If this is the same one, or somebody else has paid it for you, stop here.',
  stop: 'Don’t pay again',
  again: `Pay ${formatCents(earlier.amountCents)} again`,
})

/** An earlier payment's row → what the question about a repeat says of it. */
export const describeEarlier = (
  payment: Pick<Payment, 'id' | 'amountCents' | 'accountLabel' | 'lastFour' | 'createdAt' | 'status'>,
  timeZone: string,
): EarlierPayment => {
  const earlier = {
    ...{ id: payment.id, amountCents: payment.amountCents },
    ...{ accountLabel: payment.accountLabel, lastFour: payment.lastFour },
    takenAt: formatInstant(payment.createdAt, timeZone).split(', ').at(-1) ?? '',
    undecided: isUndecided(payment.status),
  }
  return { ...earlier, sentence: earlierSentence(earlier), question: repeatWords(earlier) }
}
