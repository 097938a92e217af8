import { clsx } from 'clsx'
import { formatCents } from '@/lib/money'

/** An amount in cents as dollars, in figures that line up. */
export function Money({ cents, className }: { cents: number; className?: string }) {
  return <span className={clsx('tabular-nums whitespace-nowrap', className)}>{formatCents(cents)}</span>
}
