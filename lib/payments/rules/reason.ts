import type { DeclineTopic } from '@/lib/paysimple/decline-words'

/**
 * Why a payment was declined, wasn't charged, or is unknown. The client's decline coach chooses the topic of a decline;
 * the others are ours. The database stores these keys, also those of earlier versions.
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
