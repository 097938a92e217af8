/** The last requests, so that tests can check what was called. Never has a body, a header or a query. */
const KEPT = 1000

export type Entry = {
  atMs: number
  method: string
  path: string
  client: string | null
  /** 0 if there was no answer. */
  status: number
  ms: number
  fault: string | null
}

export type Journal = ReturnType<typeof createJournal>

export function createJournal() {
  let entries: Entry[] = []
  let total = 0
  return {
    add(entry: Entry) {
      total++
      // A number as long as a card number does not belong in a path, and must not be kept.
      entries.push({ ...entry, path: entry.path.slice(0, 200).replace(/\d{12,}/g, '*') })
      if (entries.length >= KEPT * 2) entries = entries.slice(-KEPT)
    },
    list: () => entries.slice(-KEPT).map(({ atMs, ...entry }) => ({ at: new Date(atMs).toISOString(), ...entry })),
    /** The count of all requests since the start, including those no longer kept. */
    total: () => total,
    clear() {
      entries = []
    },
  }
}
