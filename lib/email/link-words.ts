import { WAY_WORDS } from '@/lib/customer-links/ways'
import { formatInstant } from '@/lib/dates'
import { emailState, KEPT_HERE } from '@/lib/payments/words/email-words'
import type { ListedLink } from './listed-links'

// What the office reads of a customer's link. Pure.

/** Until when a link opens: a code that nobody scanned only as long as its address does. */
export const linkUntil = ({ way, uses, addressUntil, expiresAt }: ListedLink): Date =>
  way === 'room' && uses === 0 && addressUntil !== null ? addressUntil : expiresAt

export const linkWorks = (link: ListedLink, at: Date): boolean =>
  link.revokedAt === null && linkUntil(link).getTime() > at.getTime()

/** "Made by a code in the room, by Marco Diaz, Nov 30, 2026, 2:14 PM" */
export const madeSentence = ({ way, createdByName, createdAt }: ListedLink, timeZone: string): string =>
  `Given ${WAY_WORDS[way]}, by ${createdByName}, ${formatInstant(createdAt, timeZone)}`

/** Until when it works, or since when it doesn't. */
export function untilSentence(link: ListedLink, at: Date, timeZone: string): string {
  const { revokedAt, revokedByName } = link
  if (revokedAt) return `Revoked${revokedByName ? ` by ${revokedByName}` : ''}, ${formatInstant(revokedAt, timeZone)}`
  const until = formatInstant(linkUntil(link), timeZone)
  return linkWorks(link, at) ? `Works until ${until}` : `Worked until ${until}`
}

/** When a person last opened it. Reading ahead, as mail scanners do, isn't opening. */
export function openedSentence(link: ListedLink, at: Date, timeZone: string): string {
  if (link.lastUsedAt) return `Last opened ${formatInstant(link.lastUsedAt, timeZone)}`
  return linkWorks(link, at) ? 'Not opened yet' : 'Never opened'
}

/** How its last email stands; null of a link that wasn't emailed. */
export function deliverySentence(link: ListedLink, timeZone: string): string | null {
  const { emailStatus: status, emailKeptHere, emailSentAt, emailError } = link
  if (status === null) return null
  switch (emailState({ status, keptHere: emailKeptHere === true })) {
    case 'queued':
      return 'Email on its way'
    case 'sent':
      return `Handed to the mail server${emailSentAt ? `, ${formatInstant(emailSentAt, timeZone)}` : ''}`
    case 'kept':
      return `${KEPT_HERE}: no mail server was set up`
    case 'retrying':
      return 'Email not delivered yet. Plumbline keeps trying'
    case 'failed':
      return `Email not delivered. ${emailError ?? 'Check the address'}`
    case 'unconfirmed':
      return 'Email may not have arrived: the mail server never confirmed it'
    case 'superseded':
      return 'Email not sent: its link no longer worked, its document was a draft again, or what it asked for was settled'
  }
}
