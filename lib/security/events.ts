// What the security log keeps: what happened at the doors. What members did inside is in the audit log.

export const SECURITY_EVENTS = {
  signed_in: 'Signed in',
  sign_in_failed: 'Failed to sign in',
  sign_in_limited: 'Was kept from signing in: too many tries',
  signed_out: 'Signed out',
  session_ended: 'Ended another session',
  password_changed: 'Changed the password',
  password_given: 'Gave the password again',
  password_refused: 'Gave a wrong password when asked again',
  foreign_origin: 'Sent a request from another site, or from nowhere',
  permission_refused: 'Tried something that the role doesn’t allow',
  limit_hit: 'Met a limit',
  limit_cleared: 'Lifted a limit',
} as const

export type SecurityEventName = keyof typeof SECURITY_EVENTS
