/** The actions that the audit log keeps, and their words. The name of who did it stands before them. */
const ACTION_WORDS = {
  credentials_saved: 'Entered the PaySimple credentials',
  credentials_replaced: 'Replaced the PaySimple credentials',
  disconnected: 'Disconnected PaySimple',
  application_sent: 'Marked the application as sent',
  approved: 'Marked the application as approved',
  api_test_call: 'Called PaySimple by hand',
  payment_decided: 'Decided an unconfirmed payment',
  partial_refund_charged_again: 'Charged the amount kept of a partial refund again',
  partial_refund_accepted: 'Left an incomplete refund as it is',
  outside_payment_linked: 'Linked a payment made in PaySimple to a job',
  linked_payment_moved: 'Moved a payment made in PaySimple to another job',
  outside_payment_set_aside: 'Ignored a payment made in PaySimple',
  outside_payment_taken_up: 'Restored an ignored payment made in PaySimple',
  duplicate_charge_reversed: 'Voided or refunded a duplicate charge',
  notice_taken: 'Acknowledged an alert about a payment',
  payment_recorded: 'Recorded a check, cash or another payment',
  recorded_payment_corrected: 'Corrected a recorded payment',
  account_default: 'Chose a customer’s default card or bank account',
  account_updated: 'Changed a saved card or bank account',
  account_removed: 'Removed a saved card or bank account',
} as const

export type AuditAction = keyof typeof ACTION_WORDS

/** An action in words. An action that this version doesn't know stays as it was written. */
export const actionWords = (action: string): string =>
  Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action as AuditAction] : action
