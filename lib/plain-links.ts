// Names, titles and addresses are typed by people, and an email from Plumbline carries them. A mail program makes a link
// of whatever looks like one, and a stranger would believe it. Pure.

/** An address with its scheme, or a domain with a path: nothing that belongs in a name. */
const LINK = /[\p{L}\p{N}+.-]{0,30}:\/\/\S*|www\.\S+|\b(?:mailto|javascript):\S+/giu
const WITH_PATH = /(?:[\p{L}\p{N}-]{1,63}\.)+\p{L}{2,63}(?::\d+)?[/?#]\S*/giu
const NUMBERED = /\b\d{1,3}(?:\.\d{1,3}){3}(?::\d+)?[/?#]\S*/g
/** A dot between letters, of which a mail program makes a domain. */
const JOINED = /(?<=[\p{L}\p{N}])[.。．｡](?=\p{L}{2})/gu
const AT = /@(?=[\p{L}\p{N}])/gu

/**
 * A typed text as an email carries it: without links, and nothing in it becomes one. "St.Mary" becomes "St. Mary".
 */
export const withoutLinks = (text: string): string =>
  text
    .replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .replace(LINK, '(link removed)')
    .replace(WITH_PATH, '(link removed)')
    .replace(NUMBERED, '(link removed)')
    .replace(AT, ' at ')
    .replace(JOINED, '. ')
