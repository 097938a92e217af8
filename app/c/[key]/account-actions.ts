'use server'

import { z } from 'zod'
import { linkAction } from '@/lib/customer-links/link-action'
import { removeOwnAccount } from '@/lib/customer-page/saved-accounts'

export const removeOwnAccountAction = linkAction(
  'removeOwnAccount',
  z.object({ accountId: z.uuid() }),
  removeOwnAccount,
)
