'use client'

import { clsx } from 'clsx'
import { ChevronDown, CircleAlert } from 'lucide-react'
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from 'react'

type Wiring = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true }
const FieldContext = createContext<Wiring | null>(null)

/** What the control inside a Field needs: id, aria-describedby, aria-invalid, aria-required. For controls of your own. */
export const useFieldProps = (): Partial<Wiring> => useContext(FieldContext) ?? {}

type FieldProps = {
  label: ReactNode
  /** The control's id. Give the input's name ("customer.lastName"): the error summary links to it. */
  id?: string
  /** Said before somebody types: what for, which form. */
  hint?: ReactNode
  /** What is wrong and what to do. Falsy when nothing is. */
  error?: string
  optional?: boolean
  /** Keeps the label for screen readers only, where a column heading says it to the eye; 'lg': from a desktop on. */
  labelHidden?: boolean | 'lg'
  className?: string
  /** One Input, Textarea or Select (or a control that uses useFieldProps). */
  children: ReactNode
}

const LABELS: Record<string, string> = { true: 'sr-only', lg: 'font-medium lg:sr-only' }

/** A label, a control, its hint and its error, wired to each other. */
export function Field({ label, id, hint, error, optional, labelHidden, className, children }: FieldProps) {
  const made = useId()
  const controlId = id ?? made
  const hintId = hint ? `${controlId}-hint` : undefined
  const errorId = error ? `${controlId}-error` : undefined
  const wiring: Wiring = {
    id: controlId,
    'aria-describedby': [errorId, hintId].filter(Boolean).join(' ') || undefined,
    'aria-invalid': error ? true : undefined,
    'aria-required': optional ? undefined : true,
  }
  return (
    <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
      <label htmlFor={controlId} className={LABELS[String(labelHidden)] ?? 'font-medium'}>
        {label}
        {optional && <span className="font-normal text-ink-muted"> (optional)</span>}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {error && (
        <p id={errorId} className="flex gap-1.5 text-sm font-medium">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          {error}
        </p>
      )}
      {hint && (
        <p id={hintId} className="text-sm text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  )
}

// A wrong entry is marked in ink, heavy, with an icon and words: red is kept for money that did not move.
const CONTROL =
  'w-full min-w-0 rounded-md border border-edge bg-sheet text-base text-ink transition-colors duration-100 hover:border-ink ' +
  'focus-visible:outline-offset-0 aria-invalid:border-2 aria-invalid:border-ink disabled:opacity-60'

/** One line of text, 44 px high. Inside a Field it needs no id and no aria. `numeric` aligns amounts to the right. */
export function Input({ className, numeric, ...props }: ComponentProps<'input'> & { numeric?: boolean }) {
  return (
    <input
      type="text"
      {...useFieldProps()}
      {...props}
      className={clsx(CONTROL, 'h-11 px-3 read-only:bg-paper', numeric && 'text-right tabular-nums', className)}
    />
  )
}

export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return (
    <textarea
      rows={rows}
      {...useFieldProps()}
      {...props}
      className={clsx(CONTROL, 'px-3 py-2 read-only:bg-paper', className)}
    />
  )
}

/** The system's own select: the one that works with every thumb. Children are `<option>`s. */
export function Select({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <div className={clsx('relative', className)}>
      <select {...useFieldProps()} {...props} className={clsx(CONTROL, 'h-11 appearance-none pr-10 pl-3')}>
        {children}
      </select>
      <ChevronDown aria-hidden className="pointer-events-none absolute top-3 right-3 size-5 text-ink-muted" />
    </div>
  )
}
