/** The last requests, for whoever asks what was called: never a body, a header or a query. */
const KEPT = 1000

export type Entry = {
  atMs: number
  method: string
  path: string
  client: string | null
  /** 0 when it was not answered. */
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
      // Something as long as a card number has no business in a path; if it is there, it does not stay.
      entries.push({ ...entry, path: entry.path.slice(0, 200).replace(/\d{12,}/g, '*') })
      if (entries.length >= KEPT * 2) entries = entries.slice(-KEPT)
    },
    list: () => entries.slice(-KEPT).map(({ atMs, ...entry }) => ({ at: new Date(atMs).toISOString(), ...entry })),
    /** Of all requests since the start, those that are kept no more included. */
    total: () => total,
    clear() {
      entries = []
    },
  }
}
