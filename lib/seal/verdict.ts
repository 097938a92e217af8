// What there is to know of a file that somebody has in hand. Pure.

/** Larger than any paper with thirty photos. */
export const MOST_PDF_BYTES = 40 * 1024 * 1024

/** What anybody may know of a sealed file who has it in hand. */
export type KnownFile = {
  at: Date
  /** As the paper says it. */
  company: string
  kind: 'proposal' | 'agreement' | 'change_order'
  /** Counts per company; of a change order `ordinal` counts per job. */
  number: number
  ordinal: number
  version: number
}

/** What there is to say about the seal, where not all is well. lib/seal/verify-words.ts has words for it. */
export type SealProblem =
  | 'too large'
  | 'no PDF'
  | 'no seal'
  | 'seal unreadable'
  | 'another certificate'
  | 'changed'
  | 'added'

/** What a file says by itself. */
export type Judged = {
  /** The seal covers the file to its last byte. */
  isWhole: boolean
  /** What a seal of ours covers is as it was sealed, and the certificate is one of this installation. */
  isUnchanged: boolean
  /** Of the seal, if it's genuine and ours: when, and whether the certificate is of a key that we made. */
  seal: { at: Date | null; isOwnCertificate: boolean } | null
  problem: SealProblem | null
}

/** Whether the history of a document is as it was written: each event holds the hash of the one before. */
export type Chain = 'intact' | 'broken' | 'not checked'

/** Four answers about a file, and what is known of it. */
export type Verdict = Omit<Judged, 'problem'> & {
  /** These very bytes were sealed here: their SHA-256 is on record. */
  isOurs: boolean
  /** The history of the paper. */
  chain: Chain
  problem: Judged['problem'] | 'not on record'
  sha256: string
  known: KnownFile | null
}
