// What a run leaves behind for the judge: three files of one JSON object a line.
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Incident } from './aims'
import type { Mail } from './mail-server'
import type { Intent } from './plan'

/** Somebody pressed Pay, or was told something. `at` is real time in milliseconds. */
export type Click = {
  what: 'click'
  at: number
  n: number
  paymentId: string
  org: string
  apiUser: string
  jobId: string
  customerId: string
  /** The customer's last name, which PaySimple is told as well. */
  customer: string
  amountCents: number
  receiptEmail: string
}
/** `look` is the dialog's; `refused` came with words; `killed` and `failed` are no answer at all. */
export type Told = {
  what: 'told'
  at: number
  paymentId: string
  answer: 'authorized' | 'declined' | 'not_taken' | 'checking' | 'reversed' | 'repeat' | 'refused' | 'killed' | 'failed'
  words?: string
}
/** Somebody asked to have a payment voided or refunded, and was told something: the reversal's status, or nothing. */
export type Undone = {
  what: 'undone'
  at: number
  paymentId: string
  reversalId: string
  kind: 'void' | 'refund'
  retainedCents: number
  answer: string
  words?: string
}
export type Planned = { what: 'planned'; intent: Intent }
export type Entry = Click | Told | Undone | Planned
export type Ended = { what: 'ended'; at: number }

type Files = { 'intents.jsonl': Entry | Ended; 'incidents.jsonl': Incident; 'mail.jsonl': Mail }

/** Written before what it tells of goes on, so that a kill leaves nothing untold. */
export const append = <F extends keyof Files>(folder: string, file: F, line: Files[F]) =>
  appendFileSync(path.join(folder, file), `${JSON.stringify(line)}\n`)

export function readAll<F extends keyof Files>(folder: string, file: F): Files[F][] {
  const where = path.join(folder, file)
  if (!existsSync(where)) return []
  return readFileSync(where, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Files[F])
}
