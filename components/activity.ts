import { BY_ITSELF } from '@/lib/by-itself'

// Whether somebody uses the page. A session ends after half an hour without use (lib/sessions), and what a page asks by
// itself, such as its own refresh after a change elsewhere, is no use.

/** After so long without a touch, what the page asks it asks by itself. */
const IDLE_AFTER = 60_000

let usedAt = Date.now()

/** From now on it's known when the page was last used. */
export function watchActivity(): void {
  const note = () => {
    usedAt = Date.now()
  }
  for (const type of ['pointerdown', 'keydown', 'wheel', 'input', 'click'])
    window.addEventListener(type, note, { capture: true, passive: true })
}

/** Whether somebody has used the page within the last so many milliseconds. */
export const isUsedWithin = (ms: number) => Date.now() - usedAt < ms

/** Says of a request that nobody uses its page, where nobody does. */
export function markActivity(headers: Headers): void {
  if (!isUsedWithin(IDLE_AFTER)) headers.set(BY_ITSELF, '1')
}
