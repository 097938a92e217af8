import type { Metadata } from 'next'
import { requireOrgPage } from '@/lib/orgs/context'
import { ImportItems } from './import-items'

export const metadata: Metadata = { title: 'Import items' }

export default async function ImportPage({ params }: PageProps<'/orgs/[org]/settings/price-book/import'>) {
  const { org } = await requireOrgPage((await params).org, 'prices:manage')
  return (
    <>
      <h2 className="mb-4 text-lg font-semibold tracking-tight">Import items</h2>
      <p className="mb-6 max-w-prose text-ink-muted">
        From a CSV file of a spreadsheet or another program, with a row for each item and at most 5,000 rows. You see
        first what would change, and nothing is saved until you say so. A row whose code or name is in your price book
        changes that item; any other row adds one.
      </p>
      <ImportItems orgSlug={org.slug} />
    </>
  )
}
