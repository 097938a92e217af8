import { orgUpload } from '@/lib/orgs/upload'
import { importItems, importSchema } from '@/lib/price-book/import-items'

/** Does it. */
export const POST = orgUpload('importItems', 'prices:manage', importSchema, importItems)
