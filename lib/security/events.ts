// What the security log keeps: what happened at the doors. What members did inside is in the audit log. Those about people,
// roles and organizations are written by the database itself (prisma/migrations/*_security_log), whoever changes them.

export const SECURITY_EVENTS = {
  signed_in: 'Signed in',
  sign_in_failed: 'Failed to sign in',
  sign_in_limited: 'Was kept from signing in: too many tries',
  signed_out: 'Signed out',
  session_ended: 'Ended a session',
  password_given: 'Gave the password again',
  password_refused: 'Gave a wrong password when asked again',
  second_step_asked: 'Gave the right password and was asked for the second step',
  second_step_given: 'Gave the second step',
  second_step_refused: 'Gave a wrong second step',
  second_step_limited: 'Was kept from giving the second step: too many tries',
  second_step_added: 'Added a second step',
  second_step_removed: 'Removed a second step',
  second_step_reset: 'Reset somebody’s second step',
  recovery_codes_made: 'Made new recovery codes',
  foreign_origin: 'Sent a request from another site, or from nowhere',
  permission_refused: 'Tried something that the role doesn’t allow',
  limit_hit: 'Met a limit',
  limit_cleared: 'Lifted a limit',
  member_added: 'Added a member',
  member_removed: 'Removed a member',
  role_changed: 'Changed a member’s role',
  user_added: 'Added a user',
  user_removed: 'Removed a user',
  user_disabled: 'Disabled or enabled a sign-in',
  password_changed: 'Changed a password',
  reset_asked: 'Asked for a new password by email',
  email_change_asked: 'Asked to change the email of a sign-in',
  email_changed: 'Changed the email of a sign-in',
  name_changed: 'Changed the name of a sign-in',
  staff_changed: 'Changed who is Plumbline staff',
  org_added: 'Added a company',
  org_removed: 'Removed a company',
  org_changed: 'Changed a company’s details',
  org_suspended: 'Suspended a company',
  org_resumed: 'Resumed a company',
  log_exported: 'Exported the log of the whole installation',
  staff_invited: 'Made a link with which staff set a password',
  backup_taken: 'Took a backup of the whole installation',
  backup_restored: 'Restored a backup',
  keys_rotated: 'Rotated the keys',
  seal_rotated: 'Made another key that seals papers',
  app_started: 'Started the app',
  worker_started: 'Started a worker',
} as const

export type SecurityEventName = keyof typeof SECURITY_EVENTS

const isKnown = (event: string): event is SecurityEventName => Object.hasOwn(SECURITY_EVENTS, event)

/** An event in words. An event that this version doesn't know stays as it was written. */
export const eventWords = (event: string): string => (isKnown(event) ? SECURITY_EVENTS[event] : event)
