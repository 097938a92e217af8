import type { KeyboardEvent } from 'react'

/** The fields that Enter goes through, and the button that moves money (`data-moves-money`) as the last. */
const STOPS =
  'input:not(:disabled):not([type=radio]), input[type=radio]:checked:not(:disabled), select:not(:disabled), textarea:not(:disabled), button[data-moves-money]'

/**
 * For the keys of a form that moves money: Enter in a field goes on to the next one, and the keyboard's "next" does
 * what it says. Only a press of the button moves money. A key that is held down presses nothing.
 */
export function enterMovesOn(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLElement) || event.nativeEvent.isComposing) return
  if (event.repeat) return event.preventDefault()
  if (!event.target.matches('input, select')) return
  event.preventDefault()
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(STOPS)]
  const next = stops[stops.indexOf(event.target) + 1]
  next?.focus()
  if (next instanceof HTMLInputElement) next.select()
}
