import { randomUUID } from 'node:crypto'
import type { Metadata } from 'next'
import { requireOrgPage } from '@/lib/orgs/context'
import { itemValues } from '@/lib/price-book/item'
import { ItemForm } from '../item-form'

export const metadata: Metadata = { title: 'New item' }

export default async function NewItemPage({ params }: PageProps<'/orgs/[org]/settings/price-book/new'>) {
  const { org } = await params
  await requireOrgPage(org, 'prices:manage')
  const id = randomUUID()
  return (
    <>
      <h2 className="mb-6 text-lg font-semibold tracking-tight">New item</h2>
      <ItemForm orgSlug={org} mode="add" item={{ id, version: 1, formId: id, ...itemValues(null) }} />
    </>
  )
}
