/** What the audit log keeps, and the words for it: who is named before them. */
const ACTION_WORDS = {
  credentials_saved: 'Entered the PaySimple credentials',
  credentials_replaced: 'Replaced the PaySimple credentials',
  disconnected: 'Disconnected PaySimple',
  application_sent: 'Marked the application as sent',
  approved: 'Marked the application as approved',
  api_test_call: 'Called PaySimple by hand',
  payment_decided: 'Decided a payment in doubt',
  partial_refund_charged_again: 'Charged again what a partial refund keeps',
  partial_refund_accepted: 'Left a refund as it is',
  outside_payment_linked: 'Linked a payment made at PaySimple to a job',
  linked_payment_moved: 'Moved a payment made at PaySimple to another job',
  outside_payment_set_aside: 'Set a payment made at PaySimple aside',
  outside_payment_taken_up: 'Took up again a payment made at PaySimple that was set aside',
  duplicate_charge_reversed: 'Had the second of two charges given back',
  notice_taken: 'Took note of what became of a payment at PaySimple',
  account_default: 'Chose a customer’s default card or bank account',
  account_updated: 'Changed a saved card or bank account',
  account_removed: 'Removed a saved card or bank account',
} as const

export type AuditAction = keyof typeof ACTION_WORDS

/** An action in words. One that is not known any more stays as it was written. */
export const actionWords = (action: string): string =>
  Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action as AuditAction] : action
