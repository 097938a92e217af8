// The certification exercises of "PaySimple API 4.0" (section Certification) by the document's own groups and numbers,
// in our words, with the answers it expects. What is done for each stands in the other modules of this folder.

export type Group = 'Customer Objects' | 'Account Objects' | 'Payment Objects'
/** What an exercise is skipped with: `--skip ach`, `--skip card`. */
export type Kind = 'ach' | 'card'

export type Exercise = {
  id: string
  group: Group
  /** The document counts again in each group. */
  number: number
  asked: string
  expected: readonly string[]
  note?: string
  kind?: Kind
  /** The document wants an example of how the error is displayed. */
  displayed?: true
}

const refundNote = 'The answer is the new credit, not the payment.'

export const EXERCISES = [
  {
    id: 'customer-1',
    group: 'Customer Objects',
    number: 1,
    asked: 'Create a customer',
    expected: ['201 Created'],
  },
  {
    id: 'customer-2',
    group: 'Customer Objects',
    number: 2,
    asked: 'Create a customer whose billing address lacks only StreetAddress1',
    expected: ['400 Bad Request - {"Field": "StreetAddress1", "Message": "The StreetAddress1 field is required."}'],
    displayed: true,
  },
  {
    id: 'account-1',
    group: 'Account Objects',
    number: 1,
    asked: 'Add a bank account',
    expected: ['201 Created'],
    kind: 'ach',
  },
  {
    id: 'account-2',
    group: 'Account Objects',
    number: 2,
    asked: 'Add the same bank account once more',
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
    asked: 'Add a credit card',
    expected: ['201 Created'],
    kind: 'card',
  },
  {
    id: 'account-4',
    group: 'Account Objects',
    number: 4,
    asked: 'Add a credit card with a wrong number',
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
    asked: 'Take an ACH payment',
    expected: ['201 Created', 'Status is Posted'],
    kind: 'ach',
  },
  {
    id: 'payment-2',
    group: 'Payment Objects',
    number: 2,
    asked: 'Send the same ACH payment again within five minutes',
    expected: ['400 Bad Request - {"Field": "", "Message": "Duplicate Transaction."}'],
    kind: 'ach',
    displayed: true,
  },
  {
    id: 'payment-3',
    group: 'Payment Objects',
    number: 3,
    asked: 'Refund an ACH payment that has settled',
    expected: ['200 OK', 'The credit’s Status is ReversePosted, and it refers to the payment'],
    note: `In the sandbox ACH settles after two days. ${refundNote}`,
    kind: 'ach',
  },
  {
    id: 'payment-4',
    group: 'Payment Objects',
    number: 4,
    asked: 'Void an ACH payment that is posted',
    expected: ['200 OK', 'Status is Voided'],
    kind: 'ach',
  },
  {
    id: 'payment-5',
    group: 'Payment Objects',
    number: 5,
    asked: 'Take a card payment',
    expected: ['201 Created', 'Status is Authorized'],
    kind: 'card',
  },
  {
    id: 'payment-6',
    group: 'Payment Objects',
    number: 6,
    asked: 'Refund a card payment that has settled',
    expected: ['200 OK', 'The credit’s Status is Authorized, and it refers to the payment'],
    note: `In the sandbox cards settle the next day. ${refundNote}`,
    kind: 'card',
  },
  {
    id: 'payment-7',
    group: 'Payment Objects',
    number: 7,
    asked: 'Void a card payment that is authorized',
    expected: ['200 OK', 'Status is Voided'],
    kind: 'card',
  },
  {
    id: 'payment-8',
    group: 'Payment Objects',
    number: 8,
    asked: 'Take a card payment of more than two million dollars',
    expected: ['400 Bad Request - {"Field": "", "Message": "Payment amount cannot exceed $2,000,000.00"}'],
    kind: 'card',
    displayed: true,
  },
  {
    id: 'payment-9',
    group: 'Payment Objects',
    number: 9,
    asked: 'Take a card payment of nothing',
    expected: ['400 Bad Request - {"Field": "", "Message": "Amount must be greater than 0"}'],
    kind: 'card',
    displayed: true,
  },
] as const satisfies readonly Exercise[]

export type ExerciseId = (typeof EXERCISES)[number]['id']

/** The list with the members that only some have. */
export const exercises: readonly (Exercise & { id: ExerciseId })[] = EXERCISES
