import { formatInstant } from '@/lib/dates'
import type { Endpoint } from '@/prisma/generated/enums'
import { ENDPOINT_LABELS } from './endpoints'

// What is said of changes to a company's PaySimple credentials. Pure.

/** What was done with the credentials. */
export const CHANGES = {
  entered: 'The PaySimple credentials were entered',
  replaced: 'The PaySimple credentials were replaced',
  removed: 'PaySimple was disconnected',
  proposed: 'New PaySimple credentials wait for an owner',
} as const
export type Change = keyof typeof CHANGES

/** Whose merchant account the credentials are, compared with the one that earlier payments went to. */
export type Merchant = 'same' | 'other' | 'unknown'

const MERCHANTS: Record<Merchant, string> = {
  same: 'The same as before: PaySimple shows your earlier payments to these credentials',
  other: 'Another one than before: PaySimple doesn’t show your earlier payments to these credentials',
  unknown: 'Not known: there was nothing to compare',
}
export const merchantWords = (merchant: Merchant): string => MERCHANTS[merchant]

/** Asked before credentials of another merchant account are saved. */
export const otherMerchantQuestion = (userName: string): string =>
  `${userName} is of another merchant account than the one your payments have gone to: PaySimple doesn’t show your earlier payments to it. New payments would go to that account, and Plumbline would stop following the earlier ones.`

/** Said to who may not replace the credentials in use. */
export const ONLY_AN_OWNER =
  'Only an owner of your company can do this while PaySimple is connected. Nothing was changed. Ask one of them.'

type Changed = { change: string; changedAt: Date; changedByName: string; userName: string | null; endpoint: Endpoint }

/** What all members see for a day; who may replace the credentials has nobody to tell. */
export function changedSentence(
  changed: Changed,
  timeZone: string,
  mayReplace: boolean,
): { title: string; what: string } {
  const { change, changedAt, changedByName, userName, endpoint } = changed
  const title = Object.hasOwn(CHANGES, change) ? CHANGES[change as Change] : CHANGES.replaced
  const goes = userName ? ` Payments go to ${userName} (${ENDPOINT_LABELS[endpoint]}).` : ' Nobody can take payments.'
  const todo = mayReplace ? 'look at the audit log and the credentials under Settings now' : 'tell an owner now'
  return {
    title,
    what: `By ${changedByName} on ${formatInstant(changedAt, timeZone)}.${goes} If you didn’t expect this, ${todo}.`,
  }
}
