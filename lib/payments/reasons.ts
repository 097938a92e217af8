// Why a payment was declined, not taken, or is in doubt: words that may be said aloud at a kitchen table, and the next
// step. Nothing here hints at a lost or stolen card or at fraud, whatever the processor's code says.

export type Reason =
  | 'declined'
  | 'hold'
  | 'call_bank'
  | 'card_number'
  | 'expired'
  | 'security_code'
  | 'check_failed'
  | 'funds'
  | 'limit'
  | 'no_account'
  | 'not_allowed'
  | 'stopped'
  | 'setup'
  | 'processor_down'
  | 'unreachable'
  | 'credentials'
  | 'rights'
  | 'refused'
  | 'duplicate'
  | 'absent'
  | 'undone'
  | 'no_answer'
  | 'pending'
  | 'strange_status'
  | 'mismatch'

type Words = { title: string; what: string; next: string }

export const REASONS: Record<Reason, Words> = {
  declined: {
    title: 'The bank declined the card',
    what: 'The cardholder’s bank said no and gave no reason.',
    next: 'Try another card. The cardholder can also call the number on the back of this one and ask.',
  },
  hold: {
    title: 'The bank wants to hear from the cardholder',
    what: 'The bank will not approve this card until the cardholder has spoken with it.',
    next: 'Take another card today. The cardholder can call the number on the back of this one later.',
  },
  call_bank: {
    title: 'The bank asks for a call',
    what: 'The bank wants to speak with the cardholder before it approves this payment.',
    next: 'The cardholder can call the number on the back of the card and then try again, or use another card now.',
  },
  card_number: {
    title: 'The card number was not accepted',
    what: 'The bank does not know this card number.',
    next: 'Compare the number with the card and type it again, or use another card.',
  },
  expired: {
    title: 'The expiry date was not accepted',
    what: 'The bank says that the card has expired or that the date is another one.',
    next: 'Compare month and year with the card and type them again, or use a newer card.',
  },
  security_code: {
    title: 'The security code did not match',
    what: 'The code entered is not the one the bank has for this card.',
    next: 'Read the code on the card once more and type it again, or use another card.',
  },
  check_failed: {
    title: 'The card could not be verified',
    what: 'The card processor could not complete its check of this card.',
    next: 'Use another card. If that one is refused in the same way, call PaySimple: a setting of your account needs attention.',
  },
  funds: {
    title: 'The amount is more than the card allows',
    what: 'The bank says that the amount is above what is available on this card.',
    next: 'Take a smaller amount on this card and the rest on another, or use another card.',
  },
  limit: {
    title: 'The card has reached its limit for now',
    what: 'The bank allows no further payments on this card for the moment.',
    next: 'Use another card, or try this one again tomorrow.',
  },
  no_account: {
    title: 'The card has no account behind it',
    what: 'The bank found no account that this card can be charged to.',
    next: 'Use another card.',
  },
  not_allowed: {
    title: 'This card cannot be used for this kind of payment',
    what: 'The bank does not allow payments like this one on the card.',
    next: 'Use another card.',
  },
  stopped: {
    title: 'The cardholder has told the bank to stop these payments',
    what: 'The bank has an instruction not to approve payments like this one.',
    next: 'Use another card, or ask the cardholder to speak with the bank.',
  },
  setup: {
    title: 'The card processor could not route the payment',
    what: 'A setting of your merchant account stopped the payment; the card itself may be fine.',
    next: 'Call PaySimple with the reference below. Another card may work in the meantime.',
  },
  processor_down: {
    title: 'The card processor is not available',
    what: 'The processor could not be reached, so the card was not charged.',
    next: 'Try again in a few minutes.',
  },
  unreachable: {
    title: 'PaySimple could not be reached',
    what: 'Nothing was sent, so the card was not charged.',
    next: 'Check the connection and try again in a minute.',
  },
  credentials: {
    title: 'PaySimple did not accept your company’s credentials',
    what: 'The card was not charged. The User Name or Token on the Integration tab is no longer valid.',
    next: 'Ask an admin to enter the credentials again under Settings, Integration.',
  },
  rights: {
    title: 'PaySimple does not allow this for your account',
    what: 'The card was not charged. The API user lacks the right to take payments.',
    next: 'Ask an admin to contact PaySimple about the rights of the API user.',
  },
  refused: {
    title: 'PaySimple turned the payment down',
    what: 'The card was not charged.',
    next: 'Mend what PaySimple names and try again.',
  },
  duplicate: {
    title: 'The card processor took this for a repeat',
    what: 'The same card was charged the same amount a short while ago, so the processor refused this one.',
    next: 'Look at the payments on the Information tab first. If this one is really meant, wait some minutes and try again.',
  },
  absent: {
    title: 'The payment was not taken',
    what: 'PaySimple has no record of it, so the card was not charged.',
    next: 'You can take the payment again.',
  },
  undone: {
    title: 'The payment was taken back',
    what: 'It was taken and has been undone since: voided, refunded or returned.',
    next: 'The Information tab shows what happened. What it paid is owed again.',
  },
  no_answer: {
    title: 'Checking with PaySimple',
    what: 'No clear answer came, so the card may have been charged.',
    next: 'Do not take the payment again. Plumbline keeps asking PaySimple and shows the result here.',
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
  mismatch: {
    title: 'PaySimple answered with another payment',
    what: 'The answer did not fit what was asked, so the card may have been charged.',
    next: 'Do not take the payment again. Plumbline keeps asking PaySimple and shows the result here.',
  },
}

/** The words for a stored reason; an unknown key (of a later version) reads as the general one. */
export const wordsFor = (reason: string | null): Words =>
  reason !== null && Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason] : REASONS.declined
