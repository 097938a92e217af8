'use client'

import { clsx } from 'clsx'
import { type ComponentProps, createContext, type ReactNode, useContext, useId } from 'react'
import { ChevronDown, CircleAlert } from '@/components/icons/ui'
import { useWords } from '@/components/words'

type Wiring = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: true; 'aria-required'?: true }
const FieldContext = createContext<Wiring | null>(null)

/** What a custom control inside a Field needs: id, aria-describedby, aria-invalid, aria-required. */
export const useFieldProps = (): Partial<Wiring> => useContext(FieldContext) ?? {}

type FieldProps = {
  label: ReactNode
  /** The control's id. Use the input's name ("customer.lastName"): the error summary links to it. */
  id?: string
  /** Shown before an error: what it's for, which format. */
  hint?: ReactNode
  /** What's wrong and what to do. Falsy when nothing is. */
  error?: string
  optional?: boolean
  className?: string
  /** One Input, Textarea or Select, or a control that uses useFieldProps. */
  children: ReactNode
}

/** A label, a control, its hint and its error, linked to each other. */
export function Field({ label, id, hint, error, optional, className, children }: FieldProps) {
  const made = useId()
  const { say, known } = useWords()
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
      <label htmlFor={controlId} className="font-medium">
        {label}
        {optional && <span className="font-normal text-ink-muted"> {say('(optional)')}</span>}
      </label>
      <FieldContext value={wiring}>{children}</FieldContext>
      {error && <FieldError id={controlId}>{known(error)}</FieldError>}
      {hint && (
        <p id={hintId} className="text-sm text-ink-muted">
          {hint}
        </p>
      )}
    </div>
  )
}

/** What's wrong with the control of this id. */
export const FieldError = ({ id, className, children }: { id: string; className?: string; children: ReactNode }) => (
  <p id={`${id}-error`} className={clsx('flex gap-1.5 text-sm font-medium text-danger', className)}>
    <CircleAlert className="mt-0.5 size-4 shrink-0" />
    {children}
  </p>
)

/** One line of text, 44 px high. Inside a Field it needs no id and no aria. `numeric` aligns amounts right. */
export function Input({ className, numeric, ...props }: ComponentProps<'input'> & { numeric?: boolean }) {
  return (
    <input
      type="text"
      {...useFieldProps()}
      {...props}
      className={clsx('control line', numeric && 'text-right tabular-nums', className)}
    />
  )
}

export function Textarea({ className, rows = 3, ...props }: ComponentProps<'textarea'>) {
  return <textarea rows={rows} {...useFieldProps()} {...props} className={clsx('control text', className)} />
}

/** The system's own select, because it works on every device. Children are `<option>`s. */
export function Select({ className, children, ...props }: ComponentProps<'select'>) {
  return (
    <div className={clsx('relative', className)}>
      <select {...useFieldProps()} {...props} className={'control select'}>
        {children}
      </select>
      <ChevronDown className="pointer-events-none absolute top-3 right-3 size-5 text-ink-muted" />
    </div>
  )
}
