// What a run covered and how fast it was, counted from the same evidence.
import { type Evidence, intentOfPayments } from './evidence'

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
  /** Voids and refunds, by how they were asked for, and by what became of them. */
  undoings: Record<string, number>
  reversals: Record<string, number>
  /** Partial refunds whose second half is not taken: seen, and left to a person. */
  torn: number
  crashes: number
  receiptsRepeatedAfterDeath: number
  /** From the charge being visible at PaySimple to the row being decided, in seconds, while the storm lasted. */
  lostAnswerToDecided: Spread
  /** From the death of the app process that had charged to the row being decided, in seconds. */
  killToDecided: Spread
}

/** @param stormEndedMs what was decided later had its clock moved, and is left out of the times */
export function countFigures(evidence: Evidence, stormEndedMs: number): Figures {
  const { payments, reversals, entries, incidents, ledger, mails } = evidence
  const faults = incidents.filter(({ what }) => what === 'fault')
  const kills = incidents.filter(({ what }) => what === 'kill')
  const intents = intentOfPayments(entries)
  const hidden = new Map<number | undefined, number>()
  for (const { intent, fault, ms } of faults) if (fault === 'late-visible') hidden.set(intent, ms ?? 0)
  // As long as PaySimple itself says Pending there is nothing to be learned.
  const hung = new Set(faults.filter(({ fault }) => fault === 'pending').map(({ intent }) => intent))
  const charges = new Map(ledger.filter((row) => !row.isDebit).map((row) => [row.orderId, row]))

  const lost: number[] = []
  const killed: number[] = []
  for (const row of payments) {
    const charge = charges.get(row.id)
    if (!charge || row.decided_at === null || row.decided_at > stormEndedMs || hung.has(intents.get(row.id))) continue
    const told = entries.flatMap((entry) => (entry.what === 'told' && entry.paymentId === row.id ? [entry] : []))
    // Whole seconds in the ledger: rounded down, so the times come out too long rather than too short.
    const visibleMs = Date.parse(charge.createdOn) + (hidden.get(intents.get(row.id)) ?? 0)
    const death = told.find(({ answer }) => answer === 'killed')
    if (death) {
      if (row.decided_at > death.at) killed.push(row.decided_at - Math.max(death.at, visibleMs))
    } else if (told[0]?.answer === 'checking' && row.decided_at > told[0].at) lost.push(row.decided_at - visibleMs)
  }
  const planned = entries.flatMap((entry) => (entry.what === 'planned' ? [entry.intent] : []))
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
    torn: reversals.filter(
      ({ keep_cents, status, charge_again_id }) =>
        keep_cents > 0 && (status === 'done' || status === 'settled') && !isTaken(charge_again_id),
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
