// Variables that were meant to be ours. Pure: judged before anything is started.

/** Tells whether one changed, missing, additional or swapped character makes `b` of `a`. */
function isNearly(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  let end = 0
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)]
  if (left.length <= 1 && right.length <= 1) return true
  return left.length === 2 && left === [...right].reverse().join('')
}

/**
 * Returns the variables that are one slip away from one of ours that isn't set (`SMPT_URL`), and from which.
 * @param given the variables
 * @param ours the names of ours
 */
export function slips(given: NodeJS.Dict<string>, ours: readonly string[]): { name: string; meant: string }[] {
  const unset = ours.filter((name) => given[name] === undefined && name.length > 5) // PORT has too many neighbors
  return Object.keys(given)
    .filter((name) => !ours.includes(name))
    .flatMap((name) => unset.filter((meant) => isNearly(name.toUpperCase(), meant)).map((meant) => ({ name, meant })))
}
