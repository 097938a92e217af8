import type { SignedSchedule } from './schedule'

// Which milestones of a signed schedule are reached. Pure.

/** Somebody marked a milestone as reached, or took that back. A milestone is known by its name. */
export type MilestoneMark = { act: 'reached' | 'unreached'; milestone: string; at: Date }

/** Returns the milestones that are reached after some marks, the oldest mark first, each with when it was marked. */
export function reachedAfter(marks: readonly MilestoneMark[]): Map<string, Date> {
  const reached = new Map<string, Date>()
  for (const { act, milestone, at } of marks)
    if (act === 'unreached') reached.delete(milestone)
    else if (!reached.has(milestone)) reached.set(milestone, at)
  return reached
}

/** Returns the milestones that parts of a schedule wait for. */
export const milestonesOf = ({ parts }: SignedSchedule): string[] =>
  parts.flatMap(({ due }) => (due.on === 'milestone' ? [due.milestone] : []))
