// What a run covered and how fast it was, counted from the same evidence.
import type { Evidence } from './evidence'
import { waitsOf } from './waits'

const count = (keys: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const key of [...keys].sort()) counts[key] = (counts[key] ?? 0) + 1
  return counts
}

export type Spread = { count: number; p50: number; p95: number; max: number }

/** Seconds, with one decimal. */
function spread(milliseconds: readonly number[]): Spread {
  const sorted = [...milliseconds].sort((one, other) => one - other)
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0
    return Math.round(value / 100) / 10
  }
  return { count: sorted.length, p50: at(0.5), p95: at(0.95), max: at(1) }
}

export type Figures = {
  outcomes: Record<string, number>
  told: Record<string, number>
  faults: Record<string, number>
  kills: Record<string, number>
  flows: Record<string, number>
  /** Voids and refunds, by how they were asked for, and by the outcome of them. */
  undoings: Record<string, number>
  reversals: Record<string, number>
  /** Partial refunds whose second half is not taken: seen, and left to a person. */
  incomplete: number
  crashes: number
  receiptsRepeatedAfterDeath: number
  /** The waits of waits.ts, in seconds. */
  lostAnswerToDecided: Spread
  killToDecided: Spread
}

/** Counts them all. */
export function countFigures(evidence: Evidence): Figures {
  const { planned, payments, reversals, entries, incidents, mails } = evidence
  const faults = incidents.filter(({ what }) => what === 'fault')
  const kills = incidents.filter(({ what }) => what === 'kill')
  const { lost, killed } = waitsOf(evidence)
  const sources = new Map(planned.map(({ n, source }) => [n, source]))
  const bySource = (step: string, intent: number | undefined) =>
    step === 'payment' ? ` by ${sources.get(intent ?? -1) === 'bank' ? 'bank' : 'card'}` : ''
  const statusOf = new Map(payments.map(({ id, status }) => [id, status]))
  const isTaken = (id: string | null) => ['authorized', 'settled'].includes(statusOf.get(id ?? '') ?? '')
  return {
    undoings: count(
      planned.flatMap(({ undo }) => (undo ? [`${undo.kind}${undo.keeps > 0 ? ' of a part' : ''}, ${undo.race}`] : [])),
    ),
    reversals: count(reversals.map(({ kind, status }) => `${kind} ${status}`)),
    incomplete: reversals.filter(
      ({ retained_cents, status, recharge_id }) =>
        retained_cents > 0 && (status === 'done' || status === 'settled') && !isTaken(recharge_id),
    ).length,
    outcomes: count(payments.map(({ status }) => status)),
    told: count(entries.flatMap((entry) => (entry.what === 'told' ? [entry.answer] : []))),
    faults: count(faults.map(({ step, fault, intent }) => `${step}${bySource(step, intent)} ${fault}`)),
    kills: count(kills.map(({ step, victim }) => `${victim?.replace(/-\d$/, '')} ${step}`)),
    flows: count(planned.map(({ flow }) => flow)),
    crashes: incidents.filter(({ what }) => what === 'crash').length,
    receiptsRepeatedAfterDeath: mails.length - new Set(mails.map(({ messageId }) => messageId)).size,
    lostAnswerToDecided: spread(lost),
    killToDecided: spread(killed),
  }
}
