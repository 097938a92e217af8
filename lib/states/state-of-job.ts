/** An address's state; null or empty where nobody typed one. */
type Placed = { state: string | null }

/**
 * The state whose rules hold for a job, for `profileOf`: the site's; where that isn't known, the customer's, and then the
 * company's own. Pure.
 * @returns as it was typed: a code or a name, in any case; null where none of the three has one
 */
export const stateOfJob = (job: Placed & { customer: Placed; org: Placed }): string | null =>
  [job.state, job.customer.state, job.org.state].find((state) => state?.trim()) ?? null
