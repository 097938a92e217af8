'use client'

import { type KeyboardEvent, type RefObject, useCallback, useRef } from 'react'

/** The place of the item with the focus, or -1. */
const placeOf = (items: readonly Element[]) => items.findIndex((item) => item.matches(':focus'))

/** Letters typed this close together, in milliseconds, are the start of one word. */
const ONE_WORD = 700

/**
 * Moving in a menu by keys.
 * @param leave closes the menu and gives the focus back to its button
 * @param close closes it and lets the focus go on
 */
export function useMenuKeys(menu: RefObject<HTMLElement | null>, leave: () => void, close: () => void) {
  const typed = useRef({ text: '', at: 0 })
  const items = useCallback(
    (): HTMLElement[] => [
      ...(menu.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:not([aria-disabled])') ?? []),
    ],
    [menu],
  )
  /** Focuses an item by its place; -1 is the last one. */
  const goTo = useCallback((place: number) => items().at(place)?.focus(), [items])

  /** Focuses the next item that starts with what was typed. */
  const find = (letter: string) => {
    const now = Date.now()
    typed.current = { text: (now - typed.current.at < ONE_WORD ? typed.current.text : '') + letter, at: now }
    const all = items()
    const { text } = typed.current
    const here = placeOf(all) + (text.length === 1 ? 1 : 0)
    const inOrder = [...all.slice(Math.max(here, 0)), ...all.slice(0, Math.max(here, 0))]
    inOrder.find((item) => item.textContent?.trim().toLowerCase().startsWith(text.toLowerCase()))?.focus()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    const { key } = event
    if (key === 'Tab') return close()
    if (key === 'Escape') leave()
    else if (key === 'Home') goTo(0)
    else if (key === 'End') goTo(-1)
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      const all = items()
      const here = placeOf(all)
      if (key === 'ArrowDown') goTo(Math.min(here + 1, all.length - 1))
      else goTo(here < 0 ? -1 : Math.max(here - 1, 0))
    } else if (key.length === 1 && key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) find(key)
    else if (key === ' ' && document.activeElement instanceof HTMLElement && document.activeElement !== menu.current)
      document.activeElement.click()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return { goTo, onKeyDown }
}
