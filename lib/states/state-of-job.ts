/**
 * The state whose rules hold for a job, for `profileOf`: the first that somebody typed. Pure.
 * @param states the site's, the customer's and the company's own, in this order
 * @returns as it was typed: a code or a name, in any case; null where none of the three has one
 */
export const stateOfJob = (states: readonly (string | null)[]): string | null =>
  states.find((state) => state?.trim()) ?? null
