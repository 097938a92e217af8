/** A running sandbox: its data, and the options it was started with. */
import type { Clock } from '../time/clock.ts'
import type { Fingerprint } from './fingerprint.ts'
import type { Store } from './store.ts'

export const DUPLICATE_POLICIES = ['ach', 'document', 'processor', 'off'] as const
export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number]

export type App = {
  store: Store
  clock: Clock
  fingerprint: Fingerprint
  duplicates: DuplicatePolicy
  /** API users and their keys, in memory only and never in a file. */
  clients: Map<string, string>
  /** Payments that reads and lists do not show yet, and the real time at which they will (fault late-visible). */
  hidden: Map<number, number>
}
