import { type RefObject, useEffect } from 'react'
import type { ListId } from '@/lib/documents/places'
import type { Editor } from './editor-context'
import { dropLine } from './line-keys'

// Dragging a line by its handle, with a mouse, a pen or a thumb, into any section or option. The page stays as it is while
// one drags: a line shows where the dragged one would land, so that three hundred lines cost as little as three. By keys,
// lines move with Alt and the arrows, or from their menu.

type Target = { list: ListId; at: number; y: number; left: number; width: number }

/** How close to an edge of the window the page scrolls, and how far in a frame. */
const EDGE = { top: 72, bottom: 120 }
const SCROLL = 14

/** The gap between lines that is closest to a place on the screen. `at` is counted without the dragged line. */
function targetAt(root: HTMLElement, lineId: string, y: number): Target | null {
  let best: Target | null = null
  for (const list of root.querySelectorAll<HTMLElement>('[data-list]')) {
    const { left, width, top } = list.getBoundingClientRect()
    const rows = [...list.querySelectorAll<HTMLElement>(':scope > ol > li')].filter(
      (row) => row.dataset.line !== lineId,
    )
    const offer = (at: number, gap: number) => {
      if (best && Math.abs(best.y - y) <= Math.abs(gap - y)) return
      best = { list: list.dataset.list ?? '', at, y: gap, left, width }
    }
    if (rows.length === 0) offer(0, top)
    rows.forEach((row, at) => {
      const box = row.getBoundingClientRect()
      offer(at, box.top)
      if (at === rows.length - 1) offer(at + 1, box.bottom)
    })
  }
  return best
}

const box = (className: string) => {
  const element = document.createElement('div')
  element.className = className
  element.setAttribute('aria-hidden', 'true')
  return element
}

function drag(editor: Editor, root: HTMLElement, lineId: string, row: HTMLElement, start: PointerEvent): void {
  const mark = box('pointer-events-none fixed z-50 h-0.5 rounded-full bg-accent forced-colors:bg-[Highlight]')
  const ghost = box(
    'pointer-events-none fixed z-50 max-w-64 truncate rounded-md border border-hairline bg-sheet px-3 py-2 font-medium shadow-lg',
  )
  ghost.textContent = row.querySelector('textarea')?.value || row.querySelector('fieldset')?.ariaLabel || 'Line'
  let { clientX: x, clientY: y } = start
  let frame = 0
  let hasMoved = false
  let target: Target | null = null

  const draw = () => {
    frame = requestAnimationFrame(draw)
    if (!hasMoved) return
    const bottom = innerHeight - EDGE.bottom
    if (y < EDGE.top) scrollBy(0, -SCROLL)
    else if (y > bottom) scrollBy(0, SCROLL)
    target = targetAt(root, lineId, y)
    ghost.style.left = `${Math.min(x + 12, innerWidth - ghost.offsetWidth - 8)}px`
    ghost.style.top = `${y - 20}px`
    if (!target) return
    mark.style.top = `${target.y - 1}px`
    mark.style.left = `${target.left}px`
    mark.style.width = `${target.width}px`
  }
  const onMove = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return
    ;({ clientX: x, clientY: y } = event)
    // A hand that only rests on it drags nothing.
    if (hasMoved || Math.hypot(x - start.clientX, y - start.clientY) < 5) return
    hasMoved = true
    row.classList.add('opacity-40')
    document.body.append(mark, ghost)
  }
  const end = () => {
    cancelAnimationFrame(frame)
    mark.remove()
    ghost.remove()
    row.classList.remove('opacity-40')
    removeEventListener('pointermove', onMove)
    removeEventListener('pointerup', onUp)
    removeEventListener('pointercancel', end)
    removeEventListener('keydown', onKey, true)
  }
  const onUp = (event: PointerEvent) => {
    if (event.pointerId !== start.pointerId) return
    if (hasMoved) target = targetAt(root, lineId, event.clientY)
    end()
    if (hasMoved && target) dropLine(editor, lineId, target.list, target.at)
  }
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end()
  }
  addEventListener('pointermove', onMove)
  addEventListener('pointerup', onUp)
  addEventListener('pointercancel', end)
  addEventListener('keydown', onKey, true)
  frame = requestAnimationFrame(draw)
}

/** Lets every line inside of `root` be dragged by its handle (`data-grip`). */
export function useLineDrag(editor: Editor, root: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = root.current
    if (!element) return
    const onDown = (event: PointerEvent) => {
      const grip = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-grip]') : null
      const row = grip?.closest('li')
      if (!grip?.dataset.grip || !row || event.button !== 0) return
      event.preventDefault()
      drag(editor, element, grip.dataset.grip, row, event)
    }
    element.addEventListener('pointerdown', onDown)
    return () => element.removeEventListener('pointerdown', onDown)
  }, [editor, root])
}
