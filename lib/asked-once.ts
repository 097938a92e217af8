// A question that anybody may have us ask, such as a health check's: however many want its answer, it is asked once at a
// time, so that they can't take the database's connections from people who pay. Pure.

/** An answer that hasn't come by then may never come: its connection may be dead. Whoever asks next asks again. */
const SHARED_FOR_MS = 5_000

/**
 * Makes a question that is asked once at a time.
 * @param ask asks it
 * @returns a function that gives the answer to the question under way, or asks it where none is. Failures are shared, too
 */
export function askedOnce<T>(ask: () => Promise<T>, sharedForMs = SHARED_FOR_MS, now = () => performance.now()) {
  let underWay: { answer: Promise<T>; since: number } | undefined
  return (): Promise<T> => {
    if (underWay && now() - underWay.since < sharedForMs) return underWay.answer
    const mine = { answer: ask(), since: now() }
    underWay = mine
    const over = () => {
      if (underWay === mine) underWay = undefined
    }
    mine.answer.then(over, over)
    return mine.answer
  }
}
