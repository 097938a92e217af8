import { dateToDay, dayToDate } from '@/lib/dates'

type Given = { APP_URL: string; SECURITY_CONTACT?: string | undefined; SECURITY_EXPIRES?: string | undefined }

/** Without SECURITY_EXPIRES it holds for so many days more, as long as somebody runs this. */
const HOLDS_DAYS = 90
const DAY = 86_400_000

/** The text of /.well-known/security.txt (RFC 9116); null without a contact, and once it has expired. */
export function securityTxt({ APP_URL, SECURITY_CONTACT, SECURITY_EXPIRES }: Given, at: Date): string | null {
  if (!SECURITY_CONTACT) return null
  const expires = SECURITY_EXPIRES ?? dateToDay(new Date(at.getTime() + HOLDS_DAYS * DAY))
  if (dayToDate(expires) <= at) return null
  const contact = SECURITY_CONTACT.includes(':') ? SECURITY_CONTACT : `mailto:${SECURITY_CONTACT}`
  return [
    `Contact: ${contact}`,
    `Expires: ${expires}T00:00:00Z`,
    'Preferred-Languages: en',
    `Canonical: ${new URL('/.well-known/security.txt', APP_URL).href}`,
    '',
  ].join('\n')
}
