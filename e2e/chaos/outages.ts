import type { Incident } from './aims'

/** When database or sandbox were down, and so long after. */
export function outagesOf(incidents: readonly Incident[], graceMs: number): { from: number; to: number }[] {
  const outages: { from: number; to: number }[] = []
  for (const victim of ['database', 'sandbox']) {
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
