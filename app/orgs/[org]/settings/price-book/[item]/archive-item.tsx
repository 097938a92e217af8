'use client'

import { ArchiveButton } from '@/components/archived'
import { archiveItemAction } from '../actions'

/** Archives the item. */
export const ArchiveItem = ({ orgSlug, id }: { orgSlug: string; id: string }) => (
  <ArchiveButton what="item" question={null} archive={() => archiveItemAction(orgSlug, { id })}>
    The item leaves the list and can’t be added to proposals. Those that have it stay as they are. A search in the price
    book finds it, and you can restore it.
  </ArchiveButton>
)
