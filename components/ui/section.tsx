import { clsx } from 'clsx'
import { type ReactNode, useId } from 'react'

type SectionProps = {
  title: ReactNode
  /** The id that links use: "payment". */
  id?: string
  /** Buttons next to the title. */
  actions?: ReactNode
  className?: string
  children: ReactNode
}

/** A titled part of a page: a hairline, an h2 and the content. */
export function Section({ title, id, actions, className, children }: SectionProps) {
  const headingId = useId()
  return (
    <section id={id} aria-labelledby={headingId} className={clsx('border-t pt-6', className)}>
      <div className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h2 id={headingId} className="text-lg font-semibold tracking-tight">
          {title}
        </h2>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}

/** A box around one group of content. */
export function Card({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={clsx('rounded-lg border bg-sheet p-5 sm:p-6', className)}>{children}</div>
}

type DescriptionListProps = {
  items: readonly { label: string; value: ReactNode }[]
  className?: string
}

/** Labels with their values. Two columns from a tablet up. An empty value reads "Not given". */
export function DescriptionList({ items, className }: DescriptionListProps) {
  return (
    <dl className={clsx('grid gap-x-8 gap-y-4 sm:grid-cols-2', className)}>
      {items.map(({ label, value }) => (
        <div key={label} className="min-w-0">
          <dt className="text-sm text-ink-muted">{label}</dt>
          <dd className="wrap-anywhere whitespace-pre-line">
            {value || <span className="text-ink-muted">Not given</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

type EmptyStateProps = {
  title: string
  /** What belongs here and how to add it. */
  children?: ReactNode
  action?: ReactNode
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="rounded-lg border border-dashed border-edge px-6 py-10 text-center">
      <p className="text-lg font-semibold">{title}</p>
      {children && <div className="mx-auto mt-1 max-w-prose text-ink-muted">{children}</div>}
      {action && <div className="mt-5 flex justify-center">{action}</div>}
    </div>
  )
}

/**
 * A gray bar where something is loading. Put several in an element with `role="status"` and a word for screen readers.
 */
export function Skeleton({ className = 'h-5 w-full' }: { className?: string }) {
  return <div aria-hidden className={clsx('animate-pulse rounded bg-hairline', className)} />
}
