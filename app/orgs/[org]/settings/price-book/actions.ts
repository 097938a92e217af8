'use server'

import { revalidatePath } from 'next/cache'
import { orgAction } from '@/lib/orgs/action'
import { addItemSchema, updateItemSchema } from '@/lib/price-book/item'
import { addItem, archiveItem, itemIdSchema, restoreItem, updateItem } from '@/lib/price-book/save-item'

export const addItemAction = orgAction('addItem', 'prices:manage', addItemSchema, addItem)

export const updateItemAction = orgAction('updateItem', 'prices:manage', updateItemSchema, updateItem)

const revalidate = (slug: string) => revalidatePath(`/orgs/${slug}/settings/price-book`, 'layout')

export const archiveItemAction = orgAction('archiveItem', 'prices:manage', itemIdSchema, async (context, input) => {
  await archiveItem(context, input)
  revalidate(context.org.slug)
})

export const restoreItemAction = orgAction('restoreItem', 'prices:manage', itemIdSchema, async (context, input) => {
  await restoreItem(context, input)
  revalidate(context.org.slug)
})
