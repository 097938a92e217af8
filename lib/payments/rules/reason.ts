import type { DeclineTopic } from '@/lib/paysimple/decline-words'

/**
 * Why a payment was declined, not taken, or is unknown. The decline coach of the client chooses among the topics of a
 * decline; the rest is only ours to know. Stored in the database as they are, and those of earlier versions with them.
 */
export type Reason = DeclineTopic | OurReason

export type OurReason =
  | 'unreachable'
  | 'credentials'
  | 'rights'
  | 'refused'
  | 'account_gone'
  | 'two_alike'
  | 'absent'
  | 'no_answer'
  | 'duplicate_check'
  | 'pending'
  | 'strange_status'
  | 'person'
  | 'mismatch'
