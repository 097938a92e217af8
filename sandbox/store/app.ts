/** A sandbox at run time: what it holds, and how it was started. */
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
  /** API users and their keys: in memory only, never in a file. */
  clients: Map<string, string>
  /** Payments that lists and reads do not show yet, and the real time at which they will (fault late-visible). */
  hidden: Map<number, number>
}
