// The messages of PaySimple that we act on. The API has no codes for them, so they're recognized by their words, here
// and nowhere else: when PaySimple rewords one, one line changes.

/** What one of PaySimple's messages can say. */
const SENTENCES = {
  /** "Account with ID N has been deleted", "Specified Customer Account Id is not valid", "… does not belong to client" (PS-009, PS-044). */
  account_gone: /account\b.*\b(has been deleted|is not valid|not belong)/i,
  /** "Customer N was not found, or has been deleted", "Customer id N does not exist", "… does not belong to client" (PS-009, PS-024). */
  customer_gone: /customer\b.*\b(not found|deleted|not exist|not belong)/i,
  /** "… is already attached to this customer": the same bank account again (PS-034). */
  already_attached: /already attached/i,
  /** An account that an active schedule charges can't be deleted (PS-037). */
  on_schedule: /schedule/i,
  /** "Duplicate Transaction.": of an earlier payment, or of this same request, done a moment before (PS-043). */
  duplicate: /duplicate/i,
  /** "… does not have enough rights": a 400 that stands for 403 (field notes). */
  no_rights: /enough rights/i,
} as const

export type Sentence = keyof typeof SENTENCES

/** Tells whether one of the messages says that. */
export const says = (sentence: Sentence, messages: readonly { message: string }[]): boolean =>
  messages.some(({ message }) => SENTENCES[sentence].test(message))
