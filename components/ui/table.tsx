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
    <table className={clsx('table', className)}>
      <caption className="sr-only">{caption}</caption>
      {children}
    </table>
  )
}

type CellProps = { numeric?: boolean }

export const Th = ({ numeric, className, ...props }: CellProps & ComponentProps<'th'>) => (
  <th scope="col" {...props} className={clsx(numeric && 'numeric', className) || undefined} />
)

/** `numeric` aligns amounts right, in figures that line up. */
export const Td = ({ numeric, className, ...props }: CellProps & ComponentProps<'td'>) => (
  <td {...props} className={clsx(numeric && 'numeric', className) || undefined} />
)
