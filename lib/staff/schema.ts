import { z } from 'zod'
import { requiredEmail, requiredText, text } from '@/lib/contact'
import { fold } from '@/lib/fold'
import { isRegionCode } from '@/lib/regions'
import { isTimeZone } from '@/lib/time-zones'

const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
const LONGEST_SLUG = 40

/** What would be read as somebody else's page. */
const RESERVED = new Set(['new', 'staff', 'admin', 'api', 'orgs', 'account', 'plumbline', 'support', 'status', 'www'])

/** An address that a name suggests: "O’Brien & Sons Roofing, LLC" → "obrien-sons-roofing-llc". */
export const slugOf = (name: string): string =>
  fold(name)
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST_SLUG)
    .replace(/^-+|-+$/g, '')

/** The page makes `id`, so that the same form sent twice makes one organization. */
export const createOrgSchema = z.object({
  id: z.uuid(),
  name: requiredText(100, 'A name', 'Enter the company’s name.'),
  slug: text()
    .toLowerCase()
    .min(3, 'Enter an address of at least 3 characters.')
    .max(LONGEST_SLUG, `Use at most ${LONGEST_SLUG} characters.`)
    .regex(SLUG, 'Use lower-case letters, digits and single hyphens between them.')
    .refine((slug) => !RESERVED.has(slug), 'This address is taken by Plumbline itself. Choose another one.'),
  timeZone: text().refine(isTimeZone, 'Choose a time zone.'),
  state: text().refine((state) => state !== '' && isRegionCode(state), 'Choose a state.'),
  ownerEmail: requiredEmail.transform((email) => email.toLowerCase()),
})
export type CreateOrg = z.output<typeof createOrgSchema>

/** The first owner of an organization, invited again or at another address. */
export const inviteOwnerSchema = z.object({
  orgId: z.uuid(),
  email: requiredEmail.transform((email) => email.toLowerCase()),
})
export type InviteOwner = z.output<typeof inviteOwnerSchema>

/** A suspension, or its end. */
export const suspendSchema = z.object({
  orgId: z.uuid(),
  reason: requiredText(500, 'A reason', 'Say why. Its owners and admins can read this in their audit log.'),
})
export type Suspend = z.output<typeof suspendSchema>
