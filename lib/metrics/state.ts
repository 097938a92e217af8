import 'server-only'
import { readForSystem, type Statement } from '@/lib/db'
import { Prisma } from '@/prisma/generated/client'

// How the whole installation is at this moment, as the database knows it (migration installation_state): what any process
// can tell, and tells alike.

export type Waiting = { count: number; seconds: number }
export type InstallationState = {
  /** Payments, and voids and refunds, whose outcome nobody knows. Seconds since the oldest was made. */
  unconfirmed: { payment: Waiting; reversal: Waiting }
  /** By task: jobs that are due and wait, seconds since the oldest is due, and jobs that are no longer tried. */
  queue: Map<string, Waiting & { givenUp: number }>
  /** By organization's id: seconds since the last whole comparison with PaySimple, and those without an answer since. */
  sync: Map<string, { seconds: number; failures: number }>
  mail: {
    waiting: number
    /** Since the oldest waits. */
    waitingSeconds: number
    undelivered: number
    /** Since the mail server can't be used; null while it can. */
    failingSeconds: number | null
  }
}

type StateRow = {
  what: 'unconfirmed' | 'queue' | 'given_up' | 'sync'
  ofWhat: string
  howMany: number
  seconds: number
}
type MailRow = { waiting: number; waitingSeconds: number; undelivered: number; failingSeconds: number | null }

/** What `stateOf` reads: for whoever is of the system's scope. */
export const STATE_STATEMENTS: readonly [Statement<StateRow>, Statement<MailRow>] = [
  Prisma.sql`select what, of_what, how_many, seconds from installation_state()`,
  Prisma.sql`select waiting::int, undelivered::int,
    greatest(coalesce(extract(epoch from now() - waiting_since), 0), 0)::float8 as waiting_seconds,
    (select greatest(extract(epoch from now() - failing_since), 0)::float8 from mail_server
      where failing_since is not null) as failing_seconds
    from mail_waiting()`,
]

const NONE: Waiting = { count: 0, seconds: 0 }
const NO_MAIL: MailRow = { waiting: 0, waitingSeconds: 0, undelivered: 0, failingSeconds: null }

/** Puts together what STATE_STATEMENTS read. */
export function stateOf(rows: readonly StateRow[], [mail = NO_MAIL]: readonly MailRow[]): InstallationState {
  const state: InstallationState = {
    unconfirmed: { payment: NONE, reversal: NONE },
    ...{ queue: new Map(), sync: new Map(), mail },
  }
  for (const { what, ofWhat, howMany: count, seconds } of rows) {
    const waiting = { count, seconds }
    if (what === 'unconfirmed') state.unconfirmed[ofWhat as 'payment' | 'reversal'] = waiting
    else if (what === 'sync') state.sync.set(ofWhat, { seconds, failures: count })
    else {
      const before = state.queue.get(ofWhat) ?? { ...NONE, givenUp: 0 }
      state.queue.set(ofWhat, what === 'queue' ? { ...before, ...waiting } : { ...before, givenUp: count })
    }
  }
  return state
}

/** Returns how the installation is, in one round trip. @throws when the database doesn't answer */
export async function getInstallationState(): Promise<InstallationState> {
  const [rows, mail] = await readForSystem(STATE_STATEMENTS)
  return stateOf(rows, mail)
}
