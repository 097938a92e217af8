import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ArchivedBanner } from '@/components/archived-banner'
import { dayOf, formatDay } from '@/lib/dates'
import { requireOrgPage } from '@/lib/orgs/context'
import { itemValues } from '@/lib/price-book/item'
import { getItem } from '@/lib/price-book/queries'
import { restoreItemAction } from '../actions'
import { ItemForm } from '../item-form'
import { ArchiveItem } from './archive-item'

export const metadata: Metadata = { title: 'Item' }

export default async function ItemPage({ params }: PageProps<'/orgs/[org]/settings/price-book/[item]'>) {
  const { org: slug, item: id } = await params
  const { org } = await requireOrgPage(slug, 'prices:manage')
  const item = await getItem(org.id, id)
  if (!item) notFound()
  return (
    <>
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <h2 className="text-lg font-semibold tracking-tight">Edit item</h2>
        {!item.archivedAt && <ArchiveItem orgSlug={slug} id={id} />}
      </div>
      {item.archivedAt && (
        <ArchivedBanner
          what="item"
          since={formatDay(dayOf(item.archivedAt, org.timeZone))}
          restore={{ action: restoreItemAction, orgSlug: slug, input: { id } }}
        />
      )}
      <ItemForm
        // A new version is a new form: "load theirs" refreshes the page.
        key={item.version}
        orgSlug={slug}
        mode="update"
        item={{ id, version: item.version, formId: randomUUID(), ...itemValues(item) }}
      />
    </>
  )
}
