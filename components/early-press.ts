let isDrawn = false
/** The button that was pressed and couldn't answer. */
let missed: HTMLElement | null | undefined

function answer(): void {
  if (!isDrawn) return
  missed?.click()
  missed = null
}

/**
 * Notes a press of a button that came before the page's scripts: on a slow line they come a second after the page is
 * seen, and until then a button does nothing. The browser tells afterwards what its first input was. Links, and buttons
 * that send a form, work without scripts. Call it before React draws.
 */
export function noteEarlyPress(): void {
  const begun = performance.now()
  // From here on presses are heard. A thumb may have come down before and gone up after, and a new press outdates it.
  addEventListener('click', () => (missed = null), { capture: true, once: true })
  new PerformanceObserver((inputs) => {
    const [{ name, startTime, target }] = inputs.getEntries() as [PerformanceEventTiming]
    if (missed !== undefined || startTime > begun || name.startsWith('key')) return
    missed = target instanceof Element ? target.closest<HTMLElement>('button[type=button]') : null
    answer()
  }).observe({ type: 'first-input', buffered: true })
}

/** Does what was pressed, now that React has drawn the page. */
export function answerEarlyPress(): void {
  isDrawn = true
  answer()
}
