let isDown = false
let waiting: (() => void)[] = []

function release() {
  isDown = false
  const works = waiting
  waiting = []
  for (const work of works) work()
}

if (typeof window !== 'undefined') {
  window.addEventListener('pointerdown', () => (isDown = true), true)
  // After the click that follows.
  for (const type of ['pointerup', 'pointercancel']) window.addEventListener(type, () => setTimeout(release), true)
}

/**
 * Does work once nothing is pressed, at once if nothing is. A press takes the focus from a field before it is a click:
 * if the field said right then what is wrong with it, what is pressed would move from under the finger, and the press
 * would be lost.
 */
export function afterPress(work: () => void): void {
  if (isDown) waiting.push(work)
  else work()
}
