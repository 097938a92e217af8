/** What every handler gets to see. */
import type { Fingerprint } from '../store/fingerprint.ts'
import type { Store } from '../store/store.ts'
import type { Clock } from '../time/clock.ts'
import type { Answer } from './envelope.ts'
import type { Body } from './fields.ts'

export const DUPLICATE_POLICIES = ['ach', 'document', 'processor', 'off'] as const
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number]

export type App = {
  store: Store
  clock: Clock
  fingerprint: Fingerprint
  duplicates: DuplicatePolicy
  /** API users and their keys: in memory only, never in a file. */
  clients: Map<string, string>
  /** Payments that lists and reads do not show yet, and the real time at which they will (fault late-visible). */
  hidden: Map<number, number>
}

export type Query = ReadonlyMap<string, string>

/** One authenticated request, as a handler sees it. */
export type Call = {
  app: App
  client: string
  /** The numbers in the path, in order. */
  ids: number[]
  /** Keys in lower case: they are case-insensitive. */
  query: Query
  /** Empty where the route takes no body: whatever was sent is ignored there. */
  body: Body
  /** What a fault wants to come out of this request. */
  forced: { status?: 'Pending'; hideMs?: number }
}

export type Handler = (call: Call) => Answer
