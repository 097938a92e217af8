// When something was down that everybody needs.
import type { Incident } from './aims'

export type Span = { from: number; to: number }

export const MACHINES = ['database', 'sandbox'] as const

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
  return outages
}

/** When no worker was there, and so long after one of them had come back. One alone takes over what the other has left. */
export function withoutWorkers(incidents: readonly Incident[], graceMs = 0): Span[] {
  const [ones, others] = (['worker-1', 'worker-2'] as const).map((name) => outagesOf(incidents, [name]))
  return (ones ?? []).flatMap((one) =>
    (others ?? []).flatMap((other) => {
      const [from, to] = [Math.max(one.from, other.from), Math.min(one.to, other.to)]
      return from < to ? [{ from, to: to + graceMs }] : []
    }),
  )
}

/** How much of a time was in none of them. */
export function upTime({ from, to }: Span, outages: readonly Span[]): number {
  let up = 0
  let at = from
  for (const outage of [...outages].sort((one, other) => one.from - other.from)) {
    up += Math.max(0, Math.min(outage.from, to) - at)
    at = Math.max(at, outage.to)
  }
  return up + Math.max(0, to - at)
}
