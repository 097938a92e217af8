// How long people waited for what PaySimple could have told.
import { type Evidence, intentOfPayments } from './evidence'
import { MACHINES, outagesOf, upTime, withoutWorkers } from './outages'

export type Waits = {
  /** From the charge being visible at PaySimple to the row being decided, where the answer was lost. */
  lost: number[]
  /** From the death of the app process that had charged to the row being decided. */
  killed: number[]
}

/**
 * Milliseconds. What the end of the storm found undecided has waited for at least so long, and counts: what is decided
 * later had its clock moved. As long as PaySimple itself says Pending there is nothing to be learned, and while database or
 * sandbox or both workers were down nobody could have learned it: that time is left out, what it takes to get going
 * again is not.
 */
export function waitsOf({ payments, entries, incidents, ledger, endedMs }: Evidence): Waits {
  const faults = incidents.filter(({ what }) => what === 'fault')
  const intents = intentOfPayments(entries)
  const hidden = new Map<number | undefined, number>()
  for (const { intent, fault, ms } of faults) if (fault === 'late-visible') hidden.set(intent, ms ?? 0)
  const hung = new Set(faults.filter(({ fault }) => fault === 'pending').map(({ intent }) => intent))
  const charges = new Map(ledger.filter((row) => !row.isDebit).map((row) => [row.orderId, row]))

  const outages = [...outagesOf(incidents, MACHINES), ...withoutWorkers(incidents)]
  const waited = (from: number, to: number) => upTime({ from, to }, outages)
  const waits: Waits = { lost: [], killed: [] }
  for (const row of payments) {
    const charge = charges.get(row.id)
    if (!charge || charge.status === 'Pending' || hung.has(intents.get(row.id))) continue
    const told = entries.flatMap((entry) => (entry.what === 'told' && entry.paymentId === row.id ? [entry] : []))
    // Whole seconds in the ledger: rounded down, so the times come out too long rather than too short.
    const visibleMs = Date.parse(charge.createdOn) + (hidden.get(intents.get(row.id)) ?? 0)
    const decidedMs = Math.min(row.decided_at ?? endedMs, endedMs)
    const death = told.find(({ answer }) => answer === 'killed')
    const from = death ? Math.max(death.at, visibleMs) : visibleMs
    if (from > endedMs) continue
    if (death) {
      if (decidedMs > death.at) waits.killed.push(waited(from, decidedMs))
    } else if (told[0]?.answer === 'checking' && decidedMs > told[0].at) waits.lost.push(waited(from, decidedMs))
  }
  return waits
}
