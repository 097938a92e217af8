// What may be said aloud at a kitchen table when a payment failed, and what to do next. In our own words: nothing here
// tells why a bank keeps a card, whatever the processor's code says. Where a topic can be about a card or a bank
// account, its words name neither.

import { type NextStep, STEPS } from './decline-steps'

export type Advice = {
  title: string
  /** What happened. */
  what: string
  /** What to do now. */
  next: string
  step: NextStep
  /** Whether the same card or bank account can still pay: typed right, after a call, or later. */
  retryHelps: boolean
}

export const DECLINES = {
  declined: {
    title: 'The bank declined the card',
    what: 'The cardholder’s bank declined it and gave no reason.',
    next: 'Use another card. The cardholder can also call the number on the back of this one to ask.',
    step: STEPS.declined,
    retryHelps: false,
  },
  hold: {
    title: 'The bank wants to hear from the cardholder',
    what: 'The bank won’t approve this card until the cardholder calls.',
    next: 'Use another card today. The cardholder can call the number on the back of this one later.',
    step: STEPS.hold,
    retryHelps: false,
  },
  call_bank: {
    title: 'The bank wants a call',
    what: 'The bank wants to talk to the cardholder before it approves this payment.',
    next: 'Have the cardholder call the number on the back of the card and try again, or use another card now.',
    step: STEPS.call_bank,
    retryHelps: true,
  },
  card_number: {
    title: 'The card number wasn’t accepted',
    what: 'The bank doesn’t recognize this card number.',
    next: 'Check the number against the card and type it again, or use another card.',
    step: STEPS.card_number,
    retryHelps: true,
  },
  expired: {
    title: 'The expiration date wasn’t accepted',
    what: 'The bank says the card has expired or the date is wrong.',
    next: 'Check the month and year against the card and type them again, or use a newer card.',
    step: STEPS.expired,
    retryHelps: true,
  },
  security_code: {
    title: 'The security code didn’t match',
    what: 'The bank has a different code for this card.',
    next: 'Check the code on the card and type it again, or use another card.',
    step: STEPS.security_code,
    retryHelps: true,
  },
  address: {
    title: 'The billing ZIP code didn’t match',
    what: 'The bank has a different ZIP code for this card.',
    next: 'Ask for the ZIP code on the card’s bill and type it again, or use another card.',
    step: STEPS.address,
    retryHelps: true,
  },
  details: {
    title: 'Something in the payment details wasn’t accepted',
    what: 'The bank couldn’t match what was entered.',
    next: 'Check every number and date and type them again, or pay another way.',
    step: STEPS.details,
    retryHelps: true,
  },
  amount: {
    title: 'The amount wasn’t accepted',
    what: 'The processor doesn’t take this payment in this amount.',
    next: 'Check the amount and enter it again, or charge a smaller amount now.',
    step: STEPS.amount,
    retryHelps: true,
  },
  pin: {
    title: 'The bank wants a PIN',
    what: 'This card only works with its PIN, and you can’t enter a PIN here.',
    next: 'Use another card, ideally a credit card.',
    step: STEPS.pin,
    retryHelps: false,
  },
  check_failed: {
    title: 'The card couldn’t be verified',
    what: 'The card processor couldn’t finish its check of this card.',
    next: 'Use another card. If the same thing happens, call PaySimple: a setting on your account needs attention.',
    step: STEPS.check_failed,
    retryHelps: false,
  },
  funds: {
    title: 'The amount is over the card’s limit',
    what: 'The bank says this card doesn’t have that much available.',
    next: 'Charge a smaller amount to this card and the rest to another, or use another card.',
    step: STEPS.funds,
    retryHelps: false,
  },
  limit: {
    title: 'The card has reached its limit for now',
    what: 'The bank isn’t allowing more payments on this card right now.',
    next: 'Pay from a bank account or with another card, or try this one again tomorrow.',
    step: STEPS.limit,
    retryHelps: true,
  },
  no_account: {
    title: 'The bank found no account to charge',
    what: 'There’s no open account with this number.',
    next: 'Use another card, or another bank account.',
    step: STEPS.no_account,
    retryHelps: false,
  },
  not_allowed: {
    title: 'This card can’t be used for this kind of payment',
    what: 'The bank doesn’t allow payments like this one on the card.',
    next: 'Use another card.',
    step: STEPS.not_allowed,
    retryHelps: false,
  },
  stopped: {
    title: 'The cardholder told the bank to stop these payments',
    what: 'The bank was told not to approve payments like this one.',
    next: 'Use another card, or ask the cardholder to talk to the bank.',
    step: STEPS.stopped,
    retryHelps: false,
  },
  routing_number: {
    title: 'The routing number wasn’t accepted',
    what: 'No bank that takes these payments has this routing number.',
    next: 'Check the nine digits against a paper check and type them again.',
    step: STEPS.routing_number,
    retryHelps: true,
  },
  account_number: {
    title: 'The account number wasn’t accepted',
    what: 'The bank doesn’t recognize this account number.',
    next: 'Check the account number against a paper check and type it again.',
    step: STEPS.account_number,
    retryHelps: true,
  },
  bank_details: {
    title: 'The bank details weren’t accepted',
    what: 'The routing number and account number don’t match.',
    next: 'Check both numbers against a paper check and type them again.',
    step: STEPS.bank_details,
    retryHelps: true,
  },
  account_declined: {
    title: 'This bank account can’t be charged',
    what: 'The payment from this bank account was declined.',
    next: 'Use a card or another bank account. The customer can ask the bank about this one.',
    step: STEPS.account_declined,
    retryHelps: false,
  },
  merchant_limit: {
    title: 'The payment is over your account’s limit',
    what: 'PaySimple limits how much your company can take at once, in a day or in a month. Nothing is wrong with the customer’s account.',
    next: 'Use a card or charge a smaller amount today, and ask PaySimple to raise the limit.',
    step: STEPS.merchant_limit,
    retryHelps: false,
  },
  setup: {
    title: 'The processor couldn’t route the payment',
    what: 'A setting on your merchant account stopped the payment. The customer’s details may be fine.',
    next: 'Call PaySimple with the reference below. Another way to pay may work in the meantime.',
    step: STEPS.setup,
    retryHelps: false,
  },
  contact: {
    title: 'PaySimple has to look into this payment',
    what: 'The processor didn’t accept it for a reason only PaySimple can explain.',
    next: 'Call PaySimple with the reference below. Another way to pay may work in the meantime.',
    step: STEPS.contact,
    retryHelps: false,
  },
  duplicate: {
    title: 'The processor thinks this is a repeat',
    what: 'The same amount was charged to the same account a short time ago, so the processor refused this one.',
    next: 'Check the payments on the Information tab first. If you do want a second payment, wait a few minutes and try again.',
    step: STEPS.duplicate,
    retryHelps: false,
  },
  bank_down: {
    title: 'The bank can’t be reached right now',
    what: 'The customer’s bank didn’t answer, so nothing was charged.',
    next: 'Try again in a few minutes, or pay another way now.',
    step: STEPS.bank_down,
    retryHelps: true,
  },
  processor_down: {
    title: 'The processor isn’t available',
    what: 'The processor couldn’t be reached, so nothing was charged.',
    next: 'Try again in a few minutes.',
    step: STEPS.processor_down,
    retryHelps: true,
  },
  processor_error: {
    title: 'Something went wrong at the processor',
    what: 'The processor couldn’t finish the payment, so nothing was charged.',
    next: 'Try again in a few minutes. If it happens again, call PaySimple with the reference below.',
    step: STEPS.processor_error,
    retryHelps: true,
  },
} as const satisfies Record<string, Advice>

/** Why a payment was declined, as far as it may be said. Stored in databases: topics can be added, never renamed. */
export type DeclineTopic = keyof typeof DECLINES
