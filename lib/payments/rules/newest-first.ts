/** A place in a list of payments, newest first: what stands below has an earlier instant, or the same and a lower id. */
export type Place = { createdAt: Date; id: string }

/** The order of every list of payments: by time, and of the same instant by id, as PostgreSQL orders uuids. */
export const newestFirst = (a: Place, b: Place): number =>
  b.createdAt.getTime() - a.createdAt.getTime() || (a.id < b.id ? 1 : -1)
