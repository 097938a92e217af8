// When something was down that everybody needs.
import type { Incident } from './aims'

export type Span = { from: number; to: number }

export const MACHINES = ['database', 'sandbox'] as const
export const WORKERS = ['worker-1', 'worker-2'] as const

/** When each of them was down, and so long after it had come back. */
export function outagesOf(incidents: readonly Incident[], victims: readonly string[], graceMs = 0): Span[] {
  const outages: Span[] = []
  for (const victim of victims) {
    let from: number | undefined
    for (const incident of incidents) {
      if (incident.victim !== victim) continue
      if (incident.what !== 'up') from ??= incident.at
      else if (from !== undefined) {
        outages.push({ from, to: incident.at + graceMs })
        from = undefined
      }
    }
    if (from !== undefined) outages.push({ from, to: Number.POSITIVE_INFINITY })
  }
  return outages.sort((one, other) => one.from - other.from)
}

/** How much of a time was in none of them, which are in order. */
export function upTime({ from, to }: Span, outages: readonly Span[]): number {
  let up = 0
  let at = from
  for (const outage of outages) {
    up += Math.max(0, Math.min(outage.from, to) - at)
    at = Math.max(at, outage.to)
  }
  return up + Math.max(0, to - at)
}
