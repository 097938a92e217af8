import { accountIn } from '@/lib/language/account-words'
import { ENGLISH, type Words } from '@/lib/language/say'
import { customerRepeatWords } from './dialog/repeat-words'
import type { EarlierPayment, PaymentView } from './payment-view'
import { REASONS, REVERSED, type Words as Said } from './reasons'
import { earlierSentence } from './sentences'

// What a customer reads of a payment of theirs. Most of it may be said to anybody; what speaks to the people of the
// company, or of the customer, is said to the customer here. Pure.

const THEIRS = {
  what: 'Nothing was charged, and nothing is wrong with your card or bank account.',
  next: 'Pay another way, or call your contractor.',
}

/** By the title of the words for the company. */
const SAID: ReadonlyMap<string, Partial<Said>> = new Map<string, Partial<Said>>([
  [REASONS.credentials.title, { title: 'Your contractor can’t take payments right now', ...THEIRS }],
  [REASONS.rights.title, { title: 'Your contractor can’t take payments right now', ...THEIRS }],
  [REASONS.setup.title, { ...THEIRS }],
  [REASONS.contact.title, { ...THEIRS }],
  [REASONS.merchant_limit.title, { title: 'The payment is over your contractor’s limit', ...THEIRS }],
  [REASONS.check_failed.title, { next: 'Use another card, or call your contractor.' }],
  [REASONS.amount.title, { next: 'Check the amount and enter it again, or pay a smaller amount now.' }],
  [
    REASONS.funds.title,
    { next: 'Pay a smaller amount with this card and the rest with another, or use another card.' },
  ],
  [REASONS.address.title, { next: 'Find the ZIP code on the card’s bill and type it again, or use another card.' }],
  [
    REASONS.account_declined.title,
    { next: 'Use a card or another bank account. Your bank can say more about this one.' },
  ],
  [REASONS.processor_error.title, { next: 'Try again in a few minutes. If it happens again, call your contractor.' }],
  [REASONS.bank_down.title, { what: 'Your bank didn’t answer, so nothing was charged.' }],
  [
    REASONS.duplicate.title,
    { next: 'Look at your payments first. If you do want a second payment, wait a few minutes and try again.' },
  ],
  [REASONS.strange_status.title, { next: 'Don’t pay it again. Call your contractor.' }],
  [REASONS.absent.title, { next: 'You can pay it again.' }],
  [
    REASONS.two_alike.title,
    { next: 'If one of them is saved here, choose it. Otherwise pay another way, or call your contractor.' },
  ],
  [
    REASONS.person.title,
    {
      title: 'Your contractor looked this up',
      what: 'PaySimple couldn’t say, so your contractor looked the payment up there.',
      next: 'If you have a question about it, call your contractor.',
    },
  ],
  [
    REVERSED.voided.title,
    { title: 'You aren’t charged', what: 'Your contractor canceled the payment before it settled.' },
  ],
  [
    REVERSED.refunded.title,
    {
      title: 'The money is on its way back to you',
      next: 'If part of it was charged again, it’s among your payments.',
    },
  ],
  [REVERSED.returned.title, { title: 'Your bank returned it' }],
])

/** Nothing is decided: the one thing that a customer must not do is pay it once more. */
const NOT_AGAIN = 'Don’t pay it again. Plumbline keeps checking and shows the result here.'

/** A payment as its customer's own page shows it. @param words how they are spoken to */
export function forCustomer(view: PaymentView, words: Words = ENGLISH): PaymentView {
  const { earlier, settles, state } = view
  const theirs = {
    ...{ label: words.known(view.label), accountLabel: accountIn(words, view.accountLabel) },
    ...{ settles: settles && words.day(settles), earlier: earlier && earlierForCustomer(earlier, words) },
  }
  if (!view.words) return { ...view, ...theirs }
  const { title, what, next } = { ...view.words, ...SAID.get(view.words.title) }
  const said = { title, what, next: state === 'checking' ? NOT_AGAIN : next }
  return {
    ...{ ...view, ...theirs },
    words: { title: words.known(said.title), what: words.known(said.what), next: words.known(said.next) },
  }
}

/** The first of two payments as its customer's own page shows it. */
export function earlierForCustomer(earlier: EarlierPayment, words: Words): EarlierPayment {
  const question = Object.entries(customerRepeatWords(earlier)).map(([key, text]) => [key, words.known(text)])
  return {
    ...earlier,
    ...{ accountLabel: accountIn(words, earlier.accountLabel), takenAt: words.day(earlier.takenAt) },
    ...{ sentence: words.known(earlierSentence(earlier)), question: Object.fromEntries(question) },
  }
}
