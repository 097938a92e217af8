'use client'

import { useEffect } from 'react'

const PLACES = 'main, section, form, fieldset, ol, ul, li, table, [role="alert"], [role="status"]'

/**
 * When the control with the focus disappears, the focus would fall to the body, and a screen reader or the keyboard
 * would start at the top of the page. This hands it to what stood around the control. A component that knows a better
 * place gives the focus to that itself.
 */
export function KeepFocus() {
  useEffect(() => {
    // Noted beforehand: what was around a removed element can't be read from it.
    let [last, ...around]: Element[] = []
    const note = ({ target }: FocusEvent) => {
      ;[last, ...around] = pathOf(target)
    }
    const observer = new MutationObserver(() => {
      if (!last || last.isConnected || document.activeElement !== document.body) return
      const place = around.find((each) => each.isConnected && each.matches(PLACES))
      last = undefined
      if (!(place instanceof HTMLElement)) return
      if (!place.hasAttribute('tabindex')) place.tabIndex = -1
      place.focus({ preventScroll: true })
    })
    document.addEventListener('focusin', note)
    observer.observe(document.body, { childList: true, subtree: true })
    return () => {
      document.removeEventListener('focusin', note)
      observer.disconnect()
    }
  }, [])
  return null
}

/** An element and what is around it, up to the page's main part. Nothing for what is elsewhere, such as a dialog. */
function pathOf(target: EventTarget | null): Element[] {
  const main = target instanceof Element && target.closest('main')
  if (!main) return []
  const path: Element[] = []
  for (let each: Element | null = target; each && each !== main; each = each.parentElement) path.push(each)
  return [...path, main]
}
