// The certification exercises, word for word as the document "PaySimple API 4.0" has them (section Certification), so
// that the report can be laid beside it. What is done for each stands in the other modules of this folder.

export type Group = 'Customer Objects' | 'Account Objects' | 'Payment Objects'
/** What an exercise is skipped with: `--skip ach`, `--skip card`. */
export type Kind = 'ach' | 'card'

export type Exercise = {
  id: string
  group: Group
  /** The document counts anew in each group. */
  number: number
  asked: string
  expected: readonly string[]
  note?: string
  kind?: Kind
  /** The document wants an example of how the error is displayed. */
  displayed?: true
}

const refundNote = 'The Response for a Refund Request is the newly created Refund (credit) Payment Object.'

export const EXERCISES = [
  {
    id: 'customer-1',
    group: 'Customer Objects',
    number: 1,
    asked: 'Successfully Create a new Customer Object',
    expected: ['201 Created'],
  },
  {
    id: 'customer-2',
    group: 'Customer Objects',
    number: 2,
    asked: 'Attempt to create a Customer including all elements of the Billing Address except StreetAddress1.',
    expected: ['400 Bad Request - {"Field": "StreetAddress1", "Message": "The StreetAddress1 field is required."}'],
    displayed: true,
  },
  {
    id: 'account-1',
    group: 'Account Objects',
    number: 1,
    asked: 'Successfully Create an ACH account',
    expected: ['201 Created'],
    kind: 'ach',
  },
  {
    id: 'account-2',
    group: 'Account Objects',
    number: 2,
    asked: 'Attempt to create the same ACH Account',
    expected: [
      '400 Bad Request - {"Field": "", "Message": "This bank account is already attached to this customer. You cannot attach it twice."}',
    ],
    kind: 'ach',
    displayed: true,
  },
  {
    id: 'account-3',
    group: 'Account Objects',
    number: 3,
    asked: 'Successfully Create a Credit Card account',
    expected: ['201 Created'],
    kind: 'card',
  },
  {
    id: 'account-4',
    group: 'Account Objects',
    number: 4,
    asked: 'Attempt to create Credit Card account using an invalid card number',
    expected: [
      '400 Bad Request - {"Field": "", "Message": "The credit card number you entered is not valid for type Visa"}',
    ],
    kind: 'card',
    displayed: true,
  },
  {
    id: 'payment-1',
    group: 'Payment Objects',
    number: 1,
    asked: 'Successfully Post an ACH Payment',
    expected: ['201 Created', 'Status = “Posted”'],
    kind: 'ach',
  },
  {
    id: 'payment-2',
    group: 'Payment Objects',
    number: 2,
    asked: 'Attempt to submit the same payment within 5 minutes.',
    expected: ['400 Bad Request - {"Field": "", "Message": "Duplicate Transaction."}'],
    kind: 'ach',
    displayed: true,
  },
  {
    id: 'payment-3',
    group: 'Payment Objects',
    number: 3,
    asked: 'Refund a ‘Settled’ ACH payment.',
    expected: [
      '200 OK (Success)',
      'Refund (credit) Payment Status = “ReversePosted” and PaymentId = the Id for the original payment.',
    ],
    note: `ACH Payments in Sandbox settle in 2 days. ${refundNote}`,
    kind: 'ach',
  },
  {
    id: 'payment-4',
    group: 'Payment Objects',
    number: 4,
    asked: 'Void a Posted ACH Payment',
    expected: ['200 OK (Success)', 'Status = “Voided”'],
    kind: 'ach',
  },
  {
    id: 'payment-5',
    group: 'Payment Objects',
    number: 5,
    asked: 'Successfully Post a Credit Card Payment',
    expected: ['201 Created', 'Status = “Authorized”'],
    kind: 'card',
  },
  {
    id: 'payment-6',
    group: 'Payment Objects',
    number: 6,
    asked: 'Refund a ‘Settled’ Credit Card payment.',
    expected: [
      '200 OK (Success)',
      'Refund (credit) Payment Status = “Authorized” and PaymentId = the Id for the original payment.',
    ],
    note: `Credit Card Payments in Sandbox settle on the next day. ${refundNote}`,
    kind: 'card',
  },
  {
    id: 'payment-7',
    group: 'Payment Objects',
    number: 7,
    asked: 'Void an Authorized Credit Card Payment',
    expected: ['200 OK (Success)', 'Status = “Voided”'],
    kind: 'card',
  },
  {
    id: 'payment-8',
    group: 'Payment Objects',
    number: 8,
    asked: 'Post a Credit Card Payment for over $2 million.',
    expected: ['400 Bad Request - {"Field": "", "Message": "Payment amount cannot exceed $2,000,000.00"}'],
    kind: 'card',
    displayed: true,
  },
  {
    id: 'payment-9',
    group: 'Payment Objects',
    number: 9,
    asked: 'Post a Credit Card Payment for $0.',
    expected: ['400 Bad Request - {"Field": "", "Message": "Amount must be greater than 0"}'],
    kind: 'card',
    displayed: true,
  },
] as const satisfies readonly Exercise[]

export type ExerciseId = (typeof EXERCISES)[number]['id']

/** The list with the members that only some have. */
export const exercises: readonly (Exercise & { id: ExerciseId })[] = EXERCISES
