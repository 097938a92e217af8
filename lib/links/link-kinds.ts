// What one-time links are for. Pure.

export type LinkKind = 'staff_setup' | 'invitation' | 'password_reset' | 'email_change'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** How long each works, in milliseconds. */
export const LINK_LASTS: Record<LinkKind, number> = {
  staff_setup: 24 * HOUR,
  invitation: 7 * 24 * HOUR,
  password_reset: 30 * MINUTE,
  email_change: 24 * HOUR,
}

/** The same, for people. */
export const LINK_LASTS_WORDS: Record<LinkKind, string> = {
  staff_setup: '24 hours',
  invitation: '7 days',
  password_reset: '30 minutes',
  email_change: '24 hours',
}

/** Why a link doesn't open anything. `unknown`: we didn't make it, or not all of it was copied. */
export type LinkProblem = 'unknown' | 'expired' | 'used' | 'revoked'

/** What to do instead, by kind; of an unknown link nobody knows the kind. */
const INSTEAD: Record<LinkKind, string> = {
  staff_setup: 'Ask whoever runs Plumbline for another one.',
  invitation: 'Ask whoever invited you to send another one.',
  password_reset: 'Ask for another one on the sign-in page, under “Forgot your password?”.',
  email_change: 'Start the change again on your account’s page. Until then your email stays as it is.',
}

/** What is said where a link doesn't open anything: what happened, and what to do. */
export function linkProblemWords(problem: LinkProblem, kind?: LinkKind): { title: string; words: string } {
  if (problem === 'unknown' || !kind)
    return {
      title: 'This link isn’t complete',
      words: 'Part of it may be missing. Open it from the email again, or copy all of it into the address bar.',
    }
  const titles = {
    expired: 'This link has expired',
    used: 'This link was used already',
    revoked: 'This link no longer works',
  }
  const why = {
    expired: `It worked for ${LINK_LASTS_WORDS[kind]}.`,
    used: 'Each link works once. If that was you, sign in.',
    revoked: 'Another one was sent in its place, or it was withdrawn.',
  }
  return { title: titles[problem], words: `${why[problem]} ${INSTEAD[kind]}` }
}
