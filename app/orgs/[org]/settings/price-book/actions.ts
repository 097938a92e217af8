'use server'

import { orgAction } from '@/lib/orgs/action'
import { addItemSchema, updateItemSchema } from '@/lib/price-book/item'
import { addItem, archiveItem, itemIdSchema, restoreItem, updateItem } from '@/lib/price-book/save-item'

export const addItemAction = orgAction('addItem', 'prices:manage', addItemSchema, addItem)

export const updateItemAction = orgAction('updateItem', 'prices:manage', updateItemSchema, updateItem)

export const archiveItemAction = orgAction('archiveItem', 'prices:manage', itemIdSchema, archiveItem)

export const restoreItemAction = orgAction('restoreItem', 'prices:manage', itemIdSchema, restoreItem)
