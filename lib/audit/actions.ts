/** What the audit log keeps, and the words for it: who is named before them. */
const ACTION_WORDS = {
  credentials_saved: 'Entered the PaySimple credentials',
  credentials_replaced: 'Replaced the PaySimple credentials',
  disconnected: 'Disconnected PaySimple',
  application_sent: 'Marked the application as sent',
  approved: 'Marked the application as approved',
  api_test_call: 'Called PaySimple by hand',
} as const

export type AuditAction = keyof typeof ACTION_WORDS

/** An action in words. One that is not known any more stays as it was written. */
export const actionWords = (action: string): string =>
  Object.hasOwn(ACTION_WORDS, action) ? ACTION_WORDS[action as AuditAction] : action
