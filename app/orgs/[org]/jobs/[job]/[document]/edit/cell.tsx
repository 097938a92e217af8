'use client'

import { clsx } from 'clsx'
import {
  type ComponentProps,
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { afterPress } from '@/components/after-press'
import { FieldError } from '@/components/ui/field'
import { type Typed, WORDS } from '@/lib/documents/editing/typed'
import { same } from '@/lib/documents/merge'
import { useEditor } from './editor-context'

type Options<T> = {
  /** The element's id. */
  id: string
  /** Names the cell where it can't be read: “line 3’s price”. */
  what: string
  value: T
  typed: Typed<T>
  onRead: (value: T) => void
}

/**
 * What is typed into a cell, as it is typed, for as long as the draft says the same: an undo, or somebody else's change,
 * shows what the draft says now.
 */
function useTyped<T>({ id, what, value, typed, onRead }: Options<T>) {
  const { unread } = useEditor()
  const [draft, setDraft] = useState<{ text: string; of: T } | null>(null)
  const [wasLeft, setLeft] = useState(false)
  const mine = draft !== null && same(draft.of, value) ? draft : null
  const read = mine && typed.read(mine.text)
  const problem = read && 'problem' in read ? read.problem : null
  const isUnread = problem !== null
  if (wasLeft && !isUnread) setLeft(false)
  useEffect(() => {
    if (isUnread) unread.set(id, { what, isTold: wasLeft })
    else unread.set(id, null)
  }, [unread, id, what, isUnread, wasLeft])
  useEffect(() => () => unread.set(id, null), [unread, id])
  return {
    text: mine ? mine.text : typed.show(value),
    /** Why it can't be read, once it was left. */
    problem: wasLeft ? problem : null,
    input: {
      onChange({ target }: { target: { value: string } }) {
        const now = typed.read(target.value)
        const next = 'value' in now ? now.value : value
        setDraft({ text: target.value, of: next })
        if (!same(next, value)) onRead(next)
      },
      onBlur() {
        if (isUnread) afterPress(() => setLeft(true))
        else setDraft(null)
      },
      onKeyDown(event: KeyboardEvent) {
        // What is in no draft is undone here.
        if (!isUnread || !(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'z' || event.shiftKey) return
        event.preventDefault()
        event.stopPropagation()
        setDraft(null)
      },
    },
  }
}

type CellProps<T> = Options<T> & {
  label: ReactNode
  /** Shows the label to screen readers only. `wide`: from a tablet up, where a column heading shows it. */
  labelHidden?: boolean | 'wide'
  hint?: ReactNode
  /** What is wrong with the draft's own value. */
  problem?: string
  numeric?: boolean
  className?: string
} & Pick<ComponentProps<'input'>, 'placeholder' | 'inputMode' | 'enterKeyHint' | 'readOnly'>

const LABELS = { shown: 'text-sm font-medium', wide: 'text-sm text-ink-muted md:sr-only', hidden: 'sr-only' }
const labelClass = (hidden: boolean | 'wide' | undefined) =>
  hidden === 'wide' ? LABELS.wide : hidden ? LABELS.hidden : LABELS.shown

/** A line of text that is read as a value: an amount, a quantity, a name. */
export function Cell<T>({ label, labelHidden, hint, problem, numeric, className, ...props }: CellProps<T>) {
  const { id, what: _, value: __, typed: ___, onRead: ____, ...rest } = props
  const cell = useTyped(props)
  const wrong = cell.problem ?? problem
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={labelClass(labelHidden)}>
        {label}
      </label>
      <input
        {...{ ...rest, ...cell.input, id }}
        type="text"
        autoComplete="off"
        value={cell.text}
        aria-invalid={wrong ? true : undefined}
        aria-describedby={describedBy(id, wrong, hint)}
        className={clsx('control line', numeric && 'text-right tabular-nums')}
      />
      {wrong && <FieldError id={id}>{wrong}</FieldError>}
      {hint && <Hint id={id}>{hint}</Hint>}
    </div>
  )
}

const describedBy = (id: string, wrong: string | null | undefined, hint: ReactNode) =>
  [wrong && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined

const Hint = ({ id, children }: { id: string; children: ReactNode }) => (
  <p id={`${id}-hint`} className="text-sm text-ink-muted">
    {children}
  </p>
)

type TextCellProps = Omit<CellProps<string>, 'typed' | 'numeric' | 'inputMode'> & { rows?: number }

/** Whether the browser makes a text as high as what it says by itself. */
const grows = () => typeof CSS !== 'undefined' && CSS.supports('field-sizing', 'content')

/** A text of several lines, as high as what it says. */
export function TextCell({ label, labelHidden, hint, problem, className, rows = 1, ...props }: TextCellProps) {
  const { id, what: _, value: __, onRead: ___, ...rest } = props
  const { problem: ____, text, input } = useTyped({ ...props, typed: WORDS })
  const box = useRef<HTMLTextAreaElement>(null)
  useLayoutEffect(() => {
    if (!box.current || grows() || text === undefined) return
    box.current.style.height = 'auto'
    box.current.style.height = `${box.current.scrollHeight + 2}px`
  }, [text])
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1', className)}>
      <label htmlFor={id} className={labelClass(labelHidden)}>
        {label}
      </label>
      <textarea
        {...(rest as ComponentProps<'textarea'>)}
        {...input}
        ref={box}
        id={id}
        rows={rows}
        value={text}
        aria-invalid={problem ? true : undefined}
        aria-describedby={describedBy(id, problem, hint)}
        className="control text min-h-11 resize-none field-sizing-content"
      />
      {problem && <FieldError id={id}>{problem}</FieldError>}
      {hint && <Hint id={id}>{hint}</Hint>}
    </div>
  )
}
