import { simpleParser } from 'mailparser'
import { maskCardNumbers } from '@/lib/card-in-text'
import { withoutTokens } from './not-delivered'

// What a delivery status notification says: RFC 3464. Whatever else comes to a return path, such as "I'm on vacation", says
// nothing about delivery.

/** What came of one address. */
export type Bounce = {
  /** In lower case. */
  recipient: string
  /** Under which address it was sent, where the notification says so; in lower case. */
  original: string | null
  outcome: 'failed' | 'delayed'
  /** 5.x.x: trying again is useless. */
  isFinal: boolean
  /** "5.1.1" (RFC 3463) */
  statusCode: string | null
  /** The mail server's own words, at most 500 letters, without card numbers and links' tokens. */
  words: string | null
}

const MOST_ADDRESSES = 10
const MOST_WORDS = 500
/** Of a mail server's words, before anything is taken out of them. */
const MOST_READ = 2 * MOST_WORDS
/** RFC 5321: 64 letters, an @ and 255 more. */
const MOST_ADDRESS = 320

/**
 * Reads what came back. Never throws: what can't be read says nothing.
 * @param raw a whole message, of which nobody knows who wrote it
 * @returns an entry for each address that it failed at or waits for; empty for everything else
 */
export async function parseBounce(raw: Buffer): Promise<Bounce[]> {
  try {
    const mail = await simpleParser(withoutAddresses(raw), {
      ...{ keepDeliveryStatus: true, skipHtmlToText: true, skipTextToHtml: true },
      ...{ skipImageLinks: true, skipTextLinks: true, maxHtmlLengthToParse: 1 },
    })
    const status = mail.attachments.find(({ contentType }) => contentType === 'message/delivery-status')
    return status ? readStatus(status.content.toString('utf8')) : []
  } catch {
    return []
  }
}

/** The header fields that mailparser reads as addresses, with the lines that go on with one. */
const ADDRESSES =
  /^(?:from|to|cc|bcc|sender|reply-to|delivered-to|return-path|disposition-notification-to)\s*:.*(?:\r?\n[ \t].*)*/gim

/**
 * A message without who wrote it to whom, which is of no use here. A megabyte of groups of addresses, in any part's header,
 * takes mailparser ten seconds, in which the worker does nothing else.
 */
const withoutAddresses = (raw: Buffer): Buffer =>
  Buffer.from(raw.toString('latin1').replace(ADDRESSES, 'X-Left-Out: yes'), 'latin1')

/** The fields of a message/delivery-status, a group for each address after that of the message. */
function readStatus(text: string): Bounce[] {
  const groups = text
    .replaceAll('\r\n', '\n')
    .split(/\n[ \t]*\n/)
    .slice(0, 2 * MOST_ADDRESSES)
  return groups
    .map(readFields)
    .flatMap((fields) => bounceOf(fields) ?? [])
    .slice(0, MOST_ADDRESSES)
}

/** A group's fields by their names in lower case. A line that begins with a space belongs to the one before. */
function readFields(group: string): Map<string, string> {
  const fields = new Map<string, string>()
  for (const line of group.replace(/\n[ \t]+/g, ' ').split('\n')) {
    const at = line.indexOf(':')
    const name = line.slice(0, Math.max(0, at)).trim().toLowerCase()
    if (at > 0 && !fields.has(name)) fields.set(name, line.slice(at + 1).trim())
  }
  return fields
}

function bounceOf(fields: Map<string, string>): Bounce | null {
  const recipient = addressIn(fields.get('final-recipient')) ?? addressIn(fields.get('original-recipient'))
  const outcome = outcomeOf(fields.get('action'))
  if (!recipient || !outcome) return null
  const [statusCode = null] = /(?<![\d.])[245]\.\d{1,3}\.\d{1,3}(?![\d.])/.exec(fields.get('status') ?? '') ?? []
  return {
    ...{ recipient, original: addressIn(fields.get('original-recipient')), outcome, statusCode },
    isFinal: outcome === 'failed' && statusCode?.startsWith('5.') === true,
    words: wordsIn(fields.get('diagnostic-code')),
  }
}

/** `delivered`, `relayed` and `expanded` are no bad news. */
function outcomeOf(action: string | undefined): Bounce['outcome'] | null {
  const [word] = /^[a-z]+/.exec(action?.toLowerCase() ?? '') ?? []
  return word === 'failed' || word === 'delayed' ? word : null
}

const CONTROL = /[\p{C}\p{Zl}\p{Zp}]+/gu
const clean = (text: string): string => text.replace(CONTROL, ' ').replace(/\s+/g, ' ').trim()

/** "rfc822; Olivia@Example.com" → the address */
function addressIn(field: string | undefined): string | null {
  const address = clean(field?.slice(field.indexOf(';') + 1) ?? '')
    .replace(/^<(.*)>$/, '$1')
    .toLowerCase()
  return /^[^\s@]+@[^\s@]+$/.test(address) && address.length <= MOST_ADDRESS ? maskCardNumbers(address) : null
}

/** "smtp; 550 5.1.1 No such user" → what the server said */
function wordsIn(field: string | undefined): string | null {
  const said = clean((field ?? '').replace(/^\s*[\w-]+\s*;/, ''))
  // Looking for card numbers takes minutes in a megabyte of digits. Half a number at the cut wouldn't be found, so it goes.
  const few = said.length > MOST_READ ? said.slice(0, MOST_READ).replace(/[^\p{L}]+$/u, '') : said
  return maskCardNumbers(withoutTokens(few)).slice(0, MOST_WORDS) || null
}
