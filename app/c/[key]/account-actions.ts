'use server'

import { z } from 'zod'
import { linkAction } from '@/lib/customer-links/link-action'
import { removeOwnAccount, updateOwnCard } from '@/lib/customer-page/saved-accounts'
import { updateOwnCardSchema } from '@/lib/customer-page/schema'

export const removeOwnAccountAction = linkAction(
  'removeOwnAccount',
  z.object({ accountId: z.uuid() }),
  removeOwnAccount,
)

export const updateOwnCardAction = linkAction('updateOwnCard', updateOwnCardSchema, updateOwnCard)
