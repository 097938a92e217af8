// What was typed into a form, over one reload of its page in this tab. Never for a form that asks for a card number, a
// bank account or a key: the browser may write it to disk.

const LASTS = 10 * 60_000

const keyOf = (name: string) => `plumbline draft: ${name} ${location.pathname}`

/** Keeps a draft until the page is loaded again. */
export function keepDraft(name: string, draft: unknown): void {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify({ at: Date.now(), draft }))
  } catch {
    // No storage in this browser, or a full one: then the reload asks first, as ever.
  }
}

/** Takes the draft that was kept before the reload, or null. */
export function takeDraft<T>(name: string): T | null {
  try {
    const kept = sessionStorage.getItem(keyOf(name))
    sessionStorage.removeItem(keyOf(name))
    const { at, draft } = JSON.parse(kept ?? 'null') ?? { at: 0 }
    return Date.now() - at < LASTS ? draft : null
  } catch {
    return null
  }
}
