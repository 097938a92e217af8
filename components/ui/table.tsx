import { clsx } from 'clsx'
import type { ComponentProps, ReactNode } from 'react'

type TableProps = {
  /** What the table lists, for screen readers. */
  caption: string
  className?: string
  children: ReactNode
}

/**
 * A table with hairlines. Children are thead and tbody. Hide columns that a phone has no room for with `max-sm:hidden`.
 */
export function Table({ caption, className, children }: TableProps) {
  return (
    <table className={clsx('w-full border-collapse text-left', className)}>
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  )
}

type CellProps = { numeric?: boolean }

export function Th({ numeric, className, ...props }: CellProps & ComponentProps<'th'>) {
  return (
    <th
      scope="col"
      {...props}
      className={clsx(
        'border-b py-2 pr-4 text-sm font-medium text-ink-muted last:pr-0',
        numeric && 'text-right',
        className,
      )}
    />
  )
}

/** `numeric` aligns amounts right, in figures that line up. */
export function Td({ numeric, className, ...props }: CellProps & ComponentProps<'td'>) {
  return (
    <td
      {...props}
      className={clsx('border-b py-3 pr-4 align-top last:pr-0', numeric && 'text-right tabular-nums', className)}
    />
  )
}
