// What was aimed at somebody and did not come about, because something else came first, is dealt again: to the next
// payment to which nothing was to happen.
import type { Aims } from './aims'
import { type Intent, isCalm } from './plan'

/** Whoever has done his part, the worker may still be on its way to its own; and mail comes last in its queue. */
const PATIENCE_MS = 15_000
const MAIL_PATIENCE_MS = 60_000
/** How often one mishap is tried, the first time included. */
const TRIES = 4

/** How many aims there are at it. */
const aimedAt = ({ aims, undo }: Intent): number => aims.length + (undo?.aims.length ?? 0)

export function createMissed(aims: Pick<Aims, 'struck' | 'arm'>, clock = Date.now) {
  /** In the order in which they were played, and when they are given up. */
  const played: { intent: Intent; until: number }[] = []
  const tries = new Map<number, number>()

  function next(): Intent | undefined {
    for (;;) {
      const at = played.findIndex(({ until }) => until <= clock())
      const [given] = at < 0 ? [] : played.splice(at, 1)
      if (!given) return undefined
      const { intent } = given
      if (aims.struck(intent.n) < aimedAt(intent) && (tries.get(intent.n) ?? 1) < TRIES) return intent
    }
  }

  return {
    /** Everybody has done his part in it. */
    note(intent: Intent): void {
      const patience = intent.aims.some((aim) => 'mail' in aim) ? MAIL_PATIENCE_MS : PATIENCE_MS
      if (aimedAt(intent) > 0) played.push({ intent, until: clock() + patience })
    },
    /** The intent as it is to be played. */
    dealTo(intent: Intent): Intent {
      const missed = isCalm(intent) ? next() : undefined
      if (!missed) return intent
      aims.arm(missed.n, [])
      tries.set(intent.n, (tries.get(missed.n) ?? 1) + 1)
      const { warmUp, clickAgain, meansIt, pendingBecomes, undo } = missed
      return {
        ...{ ...intent, warmUp, clickAgain, meansIt, pendingBecomes, aims: missed.aims },
        // A new customer has nothing saved.
        ...(missed.source !== 'saved' && { source: missed.source }),
        ...(undo && { undo }),
      }
    },
  }
}
