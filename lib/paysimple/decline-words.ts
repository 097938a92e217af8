// What may be said aloud at a kitchen table when a payment failed, and what to do next. In our own words: nothing here
// tells why a bank keeps a card back, whatever the processor's code says. Where a topic can concern a card as well as
// a bank account, its words name neither.

/** The best next step: type it again, take another card, take a bank account, have the customer call the bank, call
 * PaySimple, or wait. */
export type NextStep = 're_key' | 'other_card' | 'bank_account' | 'call_bank' | 'contact_paysimple' | 'try_later'

export type Advice = {
  title: string
  /** What happened. */
  what: string
  /** What to do now. */
  next: string
  step: NextStep
  /** Whether the same card or bank account can still pay this: typed right, after a call, or later. */
  retryHelps: boolean
}

export const DECLINES = {
  declined: {
    title: 'The bank declined the card',
    what: 'The cardholder’s bank said no and gave no reason.',
    next: 'Try another card. The cardholder can also call the number on the back of this one and ask.',
    step: 'other_card',
    retryHelps: false,
  },
  hold: {
    title: 'The bank wants to hear from the cardholder',
    what: 'The bank will not approve this card until the cardholder has spoken with it.',
    next: 'Take another card today. The cardholder can call the number on the back of this one later.',
    step: 'other_card',
    retryHelps: false,
  },
  call_bank: {
    title: 'The bank asks for a call',
    what: 'The bank wants to speak with the cardholder before it approves this payment.',
    next: 'The cardholder can call the number on the back of the card and then try again, or use another card now.',
    step: 'call_bank',
    retryHelps: true,
  },
  card_number: {
    title: 'The card number was not accepted',
    what: 'The bank does not know this card number.',
    next: 'Compare the number with the card and type it again, or use another card.',
    step: 're_key',
    retryHelps: true,
  },
  expired: {
    title: 'The expiration date was not accepted',
    what: 'The bank says that the card has expired or that the date is another one.',
    next: 'Compare month and year with the card and type them again, or use a newer card.',
    step: 're_key',
    retryHelps: true,
  },
  security_code: {
    title: 'The security code did not match',
    what: 'The code entered is not the one the bank has for this card.',
    next: 'Read the code on the card once more and type it again, or use another card.',
    step: 're_key',
    retryHelps: true,
  },
  address: {
    title: 'The billing ZIP code did not match',
    what: 'The bank has another address for this card than the one entered.',
    next: 'Ask for the ZIP code on the card’s bill and type it again, or use another card.',
    step: 're_key',
    retryHelps: true,
  },
  details: {
    title: 'Something in the payment details was not accepted',
    what: 'The bank could not match what was entered.',
    next: 'Compare every number and date and type them again, or pay another way.',
    step: 're_key',
    retryHelps: true,
  },
  amount: {
    title: 'The amount was not accepted',
    what: 'The processor does not take this payment in this amount.',
    next: 'Check the amount and enter it again, or take a smaller one now.',
    step: 're_key',
    retryHelps: true,
  },
  pin: {
    title: 'The bank asks for a PIN',
    what: 'This card can be used with its PIN only, and a PIN cannot be entered here.',
    next: 'Use another card, best a credit card.',
    step: 'other_card',
    retryHelps: false,
  },
  check_failed: {
    title: 'The card could not be verified',
    what: 'The card processor could not complete its check of this card.',
    next: 'Use another card. If that one is refused in the same way, call PaySimple: a setting of your account needs attention.',
    step: 'other_card',
    retryHelps: false,
  },
  funds: {
    title: 'The amount is more than the card allows',
    what: 'The bank says that the amount is above what is available on this card.',
    next: 'Take a smaller amount on this card and the rest on another, or use another card.',
    step: 'other_card',
    retryHelps: false,
  },
  limit: {
    title: 'The card has reached its limit for now',
    what: 'The bank allows no further payments on this card for the moment.',
    next: 'Pay from a bank account or with another card, or try this one again tomorrow.',
    step: 'bank_account',
    retryHelps: true,
  },
  no_account: {
    title: 'The bank found no account to charge',
    what: 'There is no open account behind the number that was given.',
    next: 'Use another card, or another bank account.',
    step: 'other_card',
    retryHelps: false,
  },
  not_allowed: {
    title: 'This card cannot be used for this kind of payment',
    what: 'The bank does not allow payments like this one on the card.',
    next: 'Use another card.',
    step: 'other_card',
    retryHelps: false,
  },
  stopped: {
    title: 'The cardholder has told the bank to stop these payments',
    what: 'The bank has an instruction not to approve payments like this one.',
    next: 'Use another card, or ask the cardholder to speak with the bank.',
    step: 'other_card',
    retryHelps: false,
  },
  routing_number: {
    title: 'The routing number was not accepted',
    what: 'No bank that takes these payments has this routing number.',
    next: 'Compare the nine digits with a check and type them again.',
    step: 're_key',
    retryHelps: true,
  },
  account_number: {
    title: 'The account number was not accepted',
    what: 'The bank does not know this account number.',
    next: 'Compare the account number with a check and type it again.',
    step: 're_key',
    retryHelps: true,
  },
  bank_details: {
    title: 'The bank details were not accepted',
    what: 'The routing number and the account number don’t match.',
    next: 'Compare both numbers with a check and type them again.',
    step: 're_key',
    retryHelps: true,
  },
  account_declined: {
    title: 'This bank account cannot be charged',
    what: 'The payment from this bank account was turned down.',
    next: 'Use a card or another bank account. The customer can ask the bank about this one.',
    step: 'other_card',
    retryHelps: false,
  },
  merchant_limit: {
    title: 'The payment is above your account’s limit',
    what: 'PaySimple limits what your company may take at once or within a day or month; nothing is wrong with the customer’s account.',
    next: 'Take a card or a smaller amount today, and ask PaySimple to raise the limit.',
    step: 'contact_paysimple',
    retryHelps: false,
  },
  setup: {
    title: 'The processor could not route the payment',
    what: 'A setting of your merchant account stopped the payment; what the customer gave may be fine.',
    next: 'Call PaySimple with the reference below. Another way to pay may work in the meantime.',
    step: 'contact_paysimple',
    retryHelps: false,
  },
  contact: {
    title: 'PaySimple has to look at this payment',
    what: 'The processor did not accept it for a reason that only PaySimple can clear up.',
    next: 'Call PaySimple with the reference below. Another way to pay may work in the meantime.',
    step: 'contact_paysimple',
    retryHelps: false,
  },
  duplicate: {
    title: 'The processor took this for a repeat',
    what: 'The same amount was charged to the same account a short while ago, so the processor refused this one.',
    next: 'Look at the payments on the Information tab first. If this one is really meant, wait some minutes and try again.',
    step: 'try_later',
    retryHelps: false,
  },
  bank_down: {
    title: 'The bank cannot be reached right now',
    what: 'The customer’s bank did not answer, so nothing was charged.',
    next: 'Try again in a few minutes, or pay another way now.',
    step: 'try_later',
    retryHelps: true,
  },
  processor_down: {
    title: 'The processor is not available',
    what: 'The processor could not be reached, so nothing was charged.',
    next: 'Try again in a few minutes.',
    step: 'try_later',
    retryHelps: true,
  },
  processor_error: {
    title: 'Something went wrong at the processor',
    what: 'The processor could not finish the payment, so nothing was charged.',
    next: 'Try again in a few minutes. If it happens once more, call PaySimple with the reference below.',
    step: 'try_later',
    retryHelps: true,
  },
} as const satisfies Record<string, Advice>

/** Why a payment was declined, as far as it may be said. Kept in databases: a topic may be added, never renamed. */
export type DeclineTopic = keyof typeof DECLINES
