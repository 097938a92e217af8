'use client'

import { type PointerEvent, useRef } from 'react'
import { Button } from '@/components/ui/button'
import { useWords } from '@/components/words'
import { BOX, inBox, MAX_POINTS, pathOf, pointsOf, type Strokes } from '@/lib/signing/strokes'

type Props = { strokes: Strokes; onDraw: (strokes: Strokes) => void }

/** A box to draw a signature in: with a finger, a pen or a mouse. What is drawn are strokes in a box of fixed size. */
export function Drawing({ strokes, onDraw }: Props) {
  const { say } = useWords()
  // A hand that moves faster than React draws loses no point.
  const drawn = useRef<number[][] | null>(null)
  const pen = useRef<number | null>(null)

  const add = ({ currentTarget, clientX, clientY }: PointerEvent<SVGSVGElement>, isNew: boolean) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    const [x, y] = [
      inBox(((clientX - left) / width) * BOX.width, BOX.width),
      inBox(((clientY - top) / height) * BOX.height, BOX.height),
    ]
    const all = drawn.current ?? strokes.map((stroke) => [...stroke])
    const last = all.at(-1)
    if (isNew) all.push([x, y])
    else if (last && (last.at(-2) !== x || last.at(-1) !== y)) last.push(x, y)
    drawn.current = all
    onDraw(all.map((stroke) => [...stroke]))
  }
  const lift = () => {
    pen.current = null
    drawn.current = null
  }
  return (
    <div className="flex flex-col gap-2">
      <svg
        viewBox={`0 0 ${BOX.width} ${BOX.height}`}
        role="img"
        aria-label={say(strokes.length > 0 ? 'Your signature, drawn' : 'The box to draw your signature in')}
        className="w-full max-w-2xl cursor-crosshair touch-none rounded-md border border-edge bg-sheet select-none"
        onPointerDown={(event) => {
          if (pen.current !== null || event.button !== 0) return
          pen.current = event.pointerId
          event.currentTarget.setPointerCapture(event.pointerId)
          add(event, true)
        }}
        onPointerMove={(event) => {
          if (pen.current === event.pointerId && pointsOf(drawn.current ?? []) < MAX_POINTS) add(event, false)
        }}
        onPointerUp={lift}
        onPointerCancel={lift}
      >
        <path d={`M20 ${BOX.height - 40}H${BOX.width - 20}`} className="stroke-hairline" strokeWidth={2} />
        <path
          d={pathOf(strokes)}
          fill="none"
          stroke="currentColor"
          strokeWidth={4}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <div className="flex gap-2">
        <Button disabled={strokes.length === 0} onClick={() => onDraw(strokes.slice(0, -1))}>
          {say('Undo')}
        </Button>
        <Button disabled={strokes.length === 0} onClick={() => onDraw([])}>
          {say('Clear')}
        </Button>
      </div>
    </div>
  )
}
