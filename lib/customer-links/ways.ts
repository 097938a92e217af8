// How a customer gets their link, and how long it works. Pure.

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** `email`: sent to them. `room`: a code on the contractor's screen. `copied`: somebody copied its address. */
export type LinkWay = 'email' | 'room' | 'copied'

/** How long a link works, in milliseconds. Of an email each sending begins it anew. */
export const LINK_LASTS: Record<LinkWay, number> = { email: 90 * DAY, room: DAY, copied: 90 * DAY }

/** How long its address can be opened. What a code opened stays open as long as its link works. */
export const ADDRESS_LASTS: Record<LinkWay, number> = { ...LINK_LASTS, room: 30 * MINUTE }

/** What a customer reads whose link ended while they had it open. */
export const LINK_OVER =
  'This link no longer works, so nothing was done. Ask your contractor for another one. What you typed is still here.'

/** How a person was reached, in words of a list and of the timeline. */
export const WAY_WORDS: Record<LinkWay, string> = {
  email: 'by email',
  room: 'by a code in the room',
  copied: 'by a copied link',
}
