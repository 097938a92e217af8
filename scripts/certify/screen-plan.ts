import type { ExerciseId } from './document'

/**
 * How Plumbline deals with an error that the document wants to see displayed. Where it keeps the request from being
 * sent at all, that is said first, for then nobody meets PaySimple's own words.
 */
export type Display = {
  exercise: ExerciseId
  words: string
  /** `name` is what the picture is taken under. */
  pictures: readonly { name: string; caption: string }[]
}

export const DISPLAYS: readonly Display[] = [
  {
    exercise: 'customer-2',
    words:
      'Plumbline never sends this request: half an address is left out of the customer’s record, since a card or bank account can be charged without one. Only a person who writes a request by hand, in the API Test Tool of the settings, meets PaySimple’s answer, and sees it whole.',
    pictures: [
      {
        name: 'street',
        caption: 'Settings, API Test Tool: an administrator sent the customer by hand, without StreetAddress1.',
      },
    ],
  },
  {
    exercise: 'account-2',
    words:
      'A contractor never sees this error. A saved bank account is chosen in the dialog and charged without being posted again. When the same numbers are typed in again, Plumbline takes PaySimple’s answer to mean that the account is there, finds it among the customer’s accounts by routing number and last digits, and charges that one. If two accounts end alike, nothing is charged, and the dialog says so. Only a person who writes a request by hand, in the API Test Tool of the settings, sees PaySimple’s answer as it is.',
    pictures: [
      { name: 'same-account', caption: 'Settings, API Test Tool: the same bank account was posted a second time.' },
    ],
  },
  {
    exercise: 'account-4',
    words:
      'Plumbline never sends this request: the number is checked as it is typed, digit sum and length for its brand, and the brand that is sent is read from the number itself.',
    pictures: [
      {
        name: 'card-number',
        caption: 'Make Payment: what a contractor sees after Complete Payment with one digit wrong.',
      },
    ],
  },
  {
    exercise: 'payment-2',
    words:
      'Every payment is recorded under its own id before it is sent, and one id is sent once: a second press or a lost connection does not send it again. A new payment of the same amount by the same customer within ten minutes is asked about first. If PaySimple answers “Duplicate Transaction.” anyway, Plumbline takes it as a sign that the first one may have been taken, says “Confirming. Don’t charge again” and looks for it. A request sent by hand shows PaySimple’s answer as it is.',
    pictures: [
      {
        name: 'checking',
        caption: 'Make Payment: what a contractor sees when PaySimple answers a payment with “Duplicate Transaction.”',
      },
      {
        name: 'duplicate',
        caption: 'Settings, API Test Tool: the same bank payment was posted again within five minutes.',
      },
    ],
  },
  {
    exercise: 'payment-8',
    words:
      'Plumbline never sends this request: no payment over $2,000,000.00 leaves the dialog, and the server checks it again.',
    pictures: [
      { name: 'too-much', caption: 'Make Payment on an agreement over $2,500,000.00, with $2,000,000.01 entered.' },
    ],
  },
  {
    exercise: 'payment-9',
    words:
      'Plumbline never sends this request: an amount must be more than $0.00 and at most what is owed, in the dialog and on the server.',
    pictures: [{ name: 'nothing', caption: 'Make Payment with $0 entered.' }],
  },
]
