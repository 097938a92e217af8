import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { ButtonLink } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/section'
import { requireOrgPage } from '@/lib/orgs/context'
import { can } from '@/lib/orgs/roles'
import { formatPercent } from '@/lib/percent'
import { listTaxRates } from '@/lib/tax-rates/tax-rates'
import { AddTaxRate, TaxRates } from './tax-rates'

export const metadata: Metadata = { title: 'Tax rates' }

/** The taxes that the company adds to what it sells. */
export default async function TaxRatesPage({ params }: PageProps<'/orgs/[org]/settings/price-book/tax-rates'>) {
  const { org, role } = await requireOrgPage((await params).org, 'records:read')
  const manages = can(role, 'prices:manage')
  const rates = await listTaxRates(org.id)
  return (
    <>
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h2 className="text-lg font-semibold tracking-tight">Tax rates</h2>
        <div className="flex flex-wrap gap-2">
          <ButtonLink href={`/orgs/${org.slug}/settings/price-book`}>Price book</ButtonLink>
          {manages && <AddTaxRate orgSlug={org.slug} id={randomUUID()} />}
        </div>
      </div>
      <p className="mb-6 max-w-prose text-ink-muted">
        New proposals begin with the rates that are marked so, on each line that is taxable. What is written already
        keeps its rates.
      </p>
      {rates.length === 0 ? (
        <EmptyState title="No tax rates yet">Without one, nothing on a proposal is taxed.</EmptyState>
      ) : (
        <TaxRates
          orgSlug={org.slug}
          manages={manages}
          rates={rates.map(({ id, name, rateThousandths, isDefault, version }) => ({
            ...{ id, name, isDefault, version, rate: formatPercent(rateThousandths), formId: randomUUID() },
          }))}
        />
      )}
    </>
  )
}
