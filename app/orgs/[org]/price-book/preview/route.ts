import { orgUpload } from '@/lib/orgs/upload'
import { previewImport, previewImportSchema } from '@/lib/price-book/import-items'

/** Says what a file would do to the price book (settings/price-book/import sends it). */
export const POST = orgUpload('previewImport', 'prices:manage', previewImportSchema, previewImport)
