// How long a code still opens. Pure.

const MINUTE = 60_000

/** How long a code still works: "Works for 30 minutes", in the last minute in seconds. */
export function minutesLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1_000))
  const [count, unit] = ms > MINUTE ? [Math.ceil(ms / MINUTE), 'minute'] : [seconds, 'second']
  return `Works for ${count} ${unit}${count === 1 ? '' : 's'}`
}
