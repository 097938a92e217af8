'use client'

// The error pages of every level are bundled for themselves, each with a copy of what the page around it doesn't have.
// What they show is loaded here instead, once, with the links and buttons that every page has anyway.
import './error-view'

/** Shows nothing: it brings the code that every page has. */
export function SharedCode() {
  return null
}
