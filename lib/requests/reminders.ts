import type { LinkEmailAbout } from '@/lib/customer-links/email-link'
import type { Tx } from '@/lib/db'
import type { Facts } from './decide'

/** A request of which a reminder may go out. */
export type Open = {
  facts: Facts
  /** In whose name a person gets another link, where theirs has expired. */
  byName: string
  /** What the emails are about. */
  about: Omit<LinkEmailAbout, 'createdAt' | 'reminderStep'>
}

export type WrittenStep = { step: number; plannedAt: Date; skipped: string | null }

/** One kind of request as the worker reminds of it: for a payment, or for a signature. */
export type Reminders = {
  /** The requests of a company of which something may have come. */
  listWaiting: (tx: Tx, orgId: string, at: Date) => Promise<{ id: string; jobId: string }[]>
  /** Reads one again under the job's lock, and ends it where it's over; null then. */
  read: (tx: Tx, orgId: string, of: { id: string; jobId: string }, at: Date) => Promise<Open | null>
  /** Writes what came of steps. The database has each step of a request once. */
  writeSteps: (tx: Tx, of: { orgId: string; id: string; doneAt: Date }, steps: readonly WrittenStep[]) => Promise<void>
}
