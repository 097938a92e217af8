// The actions that the audit log keeps. The name of who did it stands before the words.

/** The kinds by which the log can be filtered. */
export const AUDIT_KINDS = {
  payments: 'Payments',
  accounts: 'Saved cards and bank accounts',
  records: 'Customers and jobs',
  settings: 'PaySimple connection and settings',
  security: 'Sign-ins, team and security',
} as const
export type AuditKind = keyof typeof AUDIT_KINDS

const ACTIONS = {
  credentials_saved: ['settings', 'Entered the PaySimple credentials'],
  credentials_replaced: ['settings', 'Replaced the PaySimple credentials'],
  credentials_proposed: ['settings', 'Entered PaySimple credentials for an owner to confirm'],
  credentials_discarded: ['settings', 'Discarded proposed PaySimple credentials'],
  disconnected: ['settings', 'Disconnected PaySimple'],
  application_sent: ['settings', 'Marked the application as sent'],
  approved: ['settings', 'Marked the application as approved'],
  api_test_call: ['settings', 'Called PaySimple by hand'],
  company_changed: ['settings', 'Changed what customers see of the company'],
  logo_changed: ['settings', 'Changed the company’s logo'],
  logo_removed: ['settings', 'Removed the company’s logo'],
  price_item_added: ['settings', 'Added an item to the price book'],
  price_item_changed: ['settings', 'Changed an item of the price book'],
  price_item_archived: ['settings', 'Archived an item of the price book'],
  price_item_restored: ['settings', 'Restored an archived item of the price book'],
  price_book_imported: ['settings', 'Imported items into the price book'],
  price_book_exported: ['settings', 'Exported the price book'],
  tax_rate_added: ['settings', 'Added a tax rate'],
  tax_rate_changed: ['settings', 'Changed a tax rate'],
  tax_rate_removed: ['settings', 'Removed a tax rate'],
  template_saved: ['settings', 'Saved a document as a template'],
  template_renamed: ['settings', 'Renamed a template'],
  template_archived: ['settings', 'Archived a template'],
  template_restored: ['settings', 'Restored an archived template'],
  template_deleted: ['settings', 'Deleted a template'],
  deposit_changed: ['settings', 'Changed the company’s deposit'],
  reminders_changed: ['settings', 'Changed when customers are reminded'],
  top_changed: ['settings', 'Changed the most that one payment can be'],
  limit_lifted: ['settings', 'Ended a limit before its time'],
  void_requested: ['payments', 'Requested a void'],
  refund_requested: ['payments', 'Requested a refund'],
  payment_decided: ['payments', 'Decided an unconfirmed payment'],
  partial_refund_charged_again: ['payments', 'Charged the amount kept of a partial refund again'],
  partial_refund_accepted: ['payments', 'Left an incomplete refund as it is'],
  outside_payment_linked: ['payments', 'Linked a payment made in PaySimple to a job'],
  linked_payment_moved: ['payments', 'Moved a payment made in PaySimple to another job'],
  outside_payment_set_aside: ['payments', 'Ignored a payment made in PaySimple'],
  outside_payment_taken_up: ['payments', 'Restored an ignored payment made in PaySimple'],
  duplicate_charge_reversed: ['payments', 'Voided or refunded a duplicate charge'],
  email_sent_again: ['payments', 'Sent an email about a payment again'],
  email_sent_elsewhere: ['payments', 'Sent an email about a payment to another address'],
  email_dismissed: ['payments', 'Left an undelivered email to a customer unsent'],
  payment_recorded: ['payments', 'Recorded a check, cash or other payment'],
  recorded_payment_corrected: ['payments', 'Corrected a recorded payment'],
  notice_taken: ['payments', 'Acknowledged an alert about a payment'],
  account_default: ['accounts', 'Chose a customer’s default card or bank account'],
  account_updated: ['accounts', 'Changed a saved card or bank account'],
  account_removed: ['accounts', 'Removed a saved card or bank account'],
  customer_added: ['records', 'Added a customer'],
  customer_changed: ['records', 'Changed a customer'],
  job_added: ['records', 'Added a job'],
  job_changed: ['records', 'Changed a job'],
  document_added: ['records', 'Started a proposal, an agreement or a change order'],
  document_changed: ['records', 'Changed a proposal, an agreement or a change order'],
  photo_added: ['records', 'Added a photo to a job'],
  document_marked: ['records', 'Moved a proposal, an agreement or a change order to another stage'],
  signatures_asked: ['records', 'Asked for signatures on an agreement or a change order'],
  document_signed: ['records', 'Signed an agreement or a change order'],
  signing_declined: ['records', 'Declined to sign an agreement or a change order'],
  milestone_reached: ['records', 'Marked a milestone of an agreement as reached'],
  milestone_taken_back: ['records', 'Marked a milestone of an agreement as not reached after all'],
  link_sent: ['records', 'Emailed a customer the link to their page'],
  link_shown: ['records', 'Showed a customer the code of their page'],
  link_copied: ['records', 'Made a link to a customer’s page to copy'],
  payment_requested: ['records', 'Asked a customer for a payment'],
  payment_request_canceled: ['records', 'Canceled a request for a payment'],
  link_revoked: ['records', 'Revoked a link to a customer’s page'],
  deposit_overridden: ['records', 'Sent a deposit above the state’s limit'],
  job_archived: ['records', 'Archived a job'],
  job_restored: ['records', 'Restored an archived job'],
  customer_archived: ['records', 'Archived a customer'],
  customer_restored: ['records', 'Restored an archived customer'],
  customers_merged: ['records', 'Merged two customers'],
  payments_exported: ['payments', 'Exported the list of payments'],
  team_invited: ['security', 'Invited somebody to the team'],
  team_invited_again: ['security', 'Sent an invitation to the team again'],
  team_invitation_revoked: ['security', 'Took back an invitation to the team'],
  log_exported: ['security', 'Exported this log'],
  log_read: ['security', 'Looked at this log'],
  second_step_required: ['security', 'Required two-step sign-in of every member'],
  second_step_optional: ['security', 'Left two-step sign-in to each member'],
  refund_step_changed: ['security', 'Changed the refund amount that asks for the second step'],
  second_step_reset: ['security', 'Reset a member’s second step'],
  alarms_chosen: ['security', 'Chose which alarms to get'],
} as const satisfies Record<string, readonly [AuditKind, string]>

export type AuditAction = keyof typeof ACTIONS

const isKnown = (action: string): action is AuditAction => Object.hasOwn(ACTIONS, action)

/** The kind of an action; that of settings for one that this version doesn't know. */
export const kindOfAction = (action: string): AuditKind => (isKnown(action) ? ACTIONS[action][0] : 'settings')

/** An action in words. An action that this version doesn't know stays as it was written. */
export const actionWords = (action: string): string => (isKnown(action) ? ACTIONS[action][1] : action)

/** The actions of a kind. */
export const actionsOf = (kind: AuditKind): AuditAction[] =>
  Object.keys(ACTIONS)
    .filter(isKnown)
    .filter((action) => ACTIONS[action][0] === kind)

/** The kind that a search parameter names, or null. */
export const auditKindParam = (text: string): AuditKind | null =>
  Object.hasOwn(AUDIT_KINDS, text) ? (text as AuditKind) : null
