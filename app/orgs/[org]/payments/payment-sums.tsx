import type { ReactNode } from 'react'
import { Money } from '@/components/ui/money'
import type { ListSums } from '@/lib/payments/listing/sums'
import { listedWords, SUM_LABELS, takenLabel } from '@/lib/payments/words/listing-words'

/** What the whole filtered list comes to. */
export function Sums({ sums: { count, takenCount, takenCents, reversedCents, netCents } }: { sums: ListSums }) {
  if (count === 0) return null
  return (
    <dl
      data-sums
      className="mb-4 grid grid-cols-2 gap-x-6 gap-y-3 rounded-lg border bg-sheet px-4 py-3 sm:grid-cols-4 sm:px-5"
    >
      <Sum label={SUM_LABELS.listed}>{listedWords(count)}</Sum>
      <Sum label={takenLabel(takenCount)}>
        <Money cents={takenCents} />
      </Sum>
      <Sum label={SUM_LABELS.reversed}>
        <Money cents={reversedCents} />
      </Sum>
      <Sum label={SUM_LABELS.net}>
        <Money cents={netCents} />
      </Sum>
    </dl>
  )
}

const Sum = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="flex min-w-0 flex-col justify-between">
    <dt className="text-sm text-ink-muted">{label}</dt>
    <dd className="font-semibold tabular-nums">{children}</dd>
  </div>
)
