import type { ReactNode } from 'react'
import { Money } from '@/components/ui/money'
import { Section } from '@/components/ui/section'
import type { JobSums } from '@/lib/jobs/standing'

/** What a customer's jobs come to, all of them. */
export function CustomerBalance({ sums }: { sums: JobSums }) {
  return (
    <Section title={sums.jobs === 1 ? 'Balance' : `Balance over ${sums.jobs} jobs`}>
      <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:flex sm:flex-wrap sm:gap-x-12">
        <Figure label="Total">
          <Money cents={sums.totalCents} />
        </Figure>
        <Figure label="Paid">
          <Money cents={sums.paidCents} />
        </Figure>
        {sums.checkingCents > 0 && (
          <Figure label="Confirming">
            <Money cents={sums.checkingCents} />
          </Figure>
        )}
        <Figure label="Balance due">
          <Money cents={sums.owedCents} className="text-xl" />
        </Figure>
        {sums.overpaidCents > 0 && (
          <Figure label="Overpaid">
            <Money cents={sums.overpaidCents} className="text-warning" />
          </Figure>
        )}
      </dl>
    </Section>
  )
}

const Figure = ({ label, children }: { label: string; children: ReactNode }) => (
  <div>
    <dt className="text-sm text-ink-muted">{label}</dt>
    <dd className="font-semibold">{children}</dd>
  </div>
)
