// The steps between a last signature and its sealed copy in the mailbox, in their order, and how each is met: whoever is at
// that step is held there, or seen to have passed it, and then killed.

/** `lock`: a table that is held, so that the step's statement waits. `passed`: what shows that it is behind it. */
type Meet =
  | { lock: string }
  | { passed: string }
  /**
   * The mail server hasn't agreed to the recipient; or has taken the message, and hasn't said so. `behind`: a table that is
   * held before it agrees, and what of it is to be written then.
   */
  | { mail: 'pauses' | 'holds'; behind?: { table: string; column: string } }

export type Step = { name: string; by: 'app' | 'worker'; meet: Meet }

/** `$1` is the document. */
export const STEPS: readonly Step[] = [
  { name: 'at the signature', by: 'app', meet: { lock: 'signature' } },
  { name: 'at the stage', by: 'app', meet: { lock: 'document' } },
  { name: 'signed', by: 'app', meet: { passed: `select 1 from document where id = $1 and stage = 'signed'` } },
  { name: 'at the seal', by: 'worker', meet: { lock: 'sealed_file' } },
  { name: 'at its event', by: 'worker', meet: { lock: 'document_event' } },
  { name: 'at its emails', by: 'worker', meet: { lock: 'email' } },
  { name: 'sealed', by: 'worker', meet: { passed: 'select 1 from sealed_file where document_id = $1' } },
  { name: 'at the email’s claim', by: 'worker', meet: { lock: 'email' } },
  { name: 'before the handover', by: 'worker', meet: { mail: 'pauses' } },
  {
    name: 'at the note of the handover',
    by: 'worker',
    meet: { mail: 'pauses', behind: { table: 'email', column: 'handed_over_at' } },
  },
  { name: 'handed over', by: 'worker', meet: { mail: 'holds' } },
  {
    name: 'mailed',
    by: 'worker',
    meet: { passed: `select 1 from email where document_id = $1 and sealed_file_id is not null and status = 'sent'` },
  },
]
